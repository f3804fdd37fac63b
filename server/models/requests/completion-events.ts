import { applyEdits, type Edit, findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { z } from "zod";
import { errorBody, UnexpectedAnswer, WEB_PAGE } from "./model-failure";
import { parseJson } from "@/server/text/parse-json";

/** Limit of a whole JSON answer, or of one event of a stream. */
const MAX_PIECE_BYTES = 4 * 1024 * 1024;
const NEW_LINE = 10;
const MAY_BE_ERROR = /"(?:error|detail)"\s*:|"object"\s*:\s*"error"/;
const HAS_INPUT_OBJECT = /"arguments"\s*:\s*\{/;
const IS_FINISHED = /"finish_reason"\s*:\s*"/;
const IS_DONE = /^data:[ \t]*\[DONE\]/m;
const FINISH = `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] })}`;

/**
 * Normalises the answers of OpenAI-compatible servers to the events that the SDK expects: a completion in one JSON
 * document becomes a stream, errors get a single form, a tool's input that is an object becomes text, and a stream that
 * ends with only [DONE] gets a finish event. Ordinary streams pass through unchanged.
 * @throws UnexpectedAnswer for a web page or an answer that is too large.
 */
export class CompletionEvents {
  private kind: "unknown" | "stream" | "document" = "unknown";
  /** The input since the last complete line; for a document, the whole input. */
  private rest: Buffer[] = [];
  private restLength = 0;
  private hasEvents = false;
  private isFinished = false;

  /** Adds a chunk. @returns the events that are complete. */
  push(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.kind === "unknown") this.kind = kindOf(bytes);
    const end = this.kind === "stream" ? bytes.lastIndexOf(NEW_LINE) + 1 : 0;
    if (end === 0) return this.keep(bytes);
    const lines = Buffer.concat([...this.rest, bytes.subarray(0, end)]);
    this.rest = [];
    this.restLength = 0;
    this.keep(bytes.subarray(end));
    return this.readLines(lines);
  }

  /** Ends the input; must be called once. @returns the remaining events. */
  end(): Uint8Array<ArrayBuffer> {
    const rest = Buffer.concat(this.rest);
    if (this.kind !== "document") return this.readLines(rest);
    return new TextEncoder().encode(`${toEvent(new TextDecoder().decode(rest))}\n\ndata: [DONE]\n\n`);
  }

  private keep(bytes: Buffer): Uint8Array<ArrayBuffer> {
    this.restLength += bytes.length;
    if (this.restLength > MAX_PIECE_BYTES) throw new UnexpectedAnswer("answered with more than 4 MB in one piece.");
    if (bytes.length > 0) this.rest.push(bytes);
    return new Uint8Array();
  }

  private readLines(lines: Buffer): Uint8Array<ArrayBuffer> {
    // Latin-1 decodes each byte to one character, which is fast and sufficient to search for ASCII.
    const text = lines.toString("latin1");
    this.isFinished ||= IS_FINISHED.test(text);
    const lacksEnd = !this.isFinished && IS_DONE.test(text);
    if (!lacksEnd && !HAS_INPUT_OBJECT.test(text) && !MAY_BE_ERROR.test(text)) {
      this.hasEvents ||= text.includes("data:");
      return new Uint8Array(lines);
    }
    const read = lines.toString("utf8").split("\n");
    return new TextEncoder().encode(read.map((line) => this.readLine(line)).join("\n"));
  }

  private readLine(line: string): string {
    if (!line.startsWith("data:")) return line;
    if (!IS_DONE.test(line)) {
      this.hasEvents = true;
      return `data: ${readEvent(line.slice("data:".length))}`;
    }
    const lacksEnd = !this.isFinished && this.hasEvents;
    return lacksEnd ? `\n${FINISH}\n\n${line}` : line;
  }
}

/** Detects the kind of an answer by its first character that is not a space. */
function kindOf(bytes: Buffer): "unknown" | "stream" | "document" {
  const start = bytes
    .subarray(0, 1000)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (start === "") return "unknown";
  if (start.startsWith("<")) throw new UnexpectedAnswer(WEB_PAGE);
  return start.startsWith("{") || start.startsWith("[") ? "document" : "stream";
}

const completion = z.looseObject({
  choices: z
    .array(z.looseObject({ message: z.looseObject({ tool_calls: z.array(z.looseObject({})).nullish() }).optional() }))
    .min(1),
});

/** Converts a completion document to a single event. */
function toEvent(document: string): string {
  const json = inputsAsText(document);
  const read = completion.safeParse(parseJson(json));
  if (!read.success) {
    const event = readEvent(json);
    if (isStandardError(event)) return `data: ${JSON.stringify(parseJson(event))}`;
    throw new UnexpectedAnswer("sent something that is not a model's answer.");
  }
  const choices = read.data.choices.map(({ message = {}, ...choice }) => {
    const calls = message.tool_calls?.map((call, index) => ({ index, ...call }));
    return { finish_reason: "stop", delta: { ...message, tool_calls: calls }, ...choice };
  });
  return `data: ${JSON.stringify({ ...read.data, choices })}`;
}

const standardError = z.object({ error: z.object({ message: z.string() }) });

function isStandardError(json: string): boolean {
  return standardError.safeParse(parseJson(json)).success;
}

/** Converts an event to the form that the SDK expects. Text that is not JSON is left unchanged. */
function readEvent(json: string): string {
  const fields = z.record(z.string(), z.unknown()).safeParse(parseJson(json));
  if (!fields.success || isStandardError(json)) return json.trim();
  const { error, ...event } = fields.data;
  if ("choices" in event && (error === null || error === undefined)) {
    // The SDK treats `error: null` as an error.
    return inputsAsText(error === null ? JSON.stringify(event) : json.trim());
  }
  const message = errorBody.safeParse(fields.data);
  return message.success ? JSON.stringify({ error: { ...event, message: message.data } }) : json.trim();
}

/** Replaces `arguments` that are an object with their JSON text, which preserves every digit. */
function inputsAsText(json: string): string {
  if (!HAS_INPUT_OBJECT.test(json) || parseJson(json) === undefined) return json;
  const choices = findNodeAtLocation(parseTree(json) ?? NOTHING, ["choices"])?.children ?? [];
  const edits = choices.flatMap((choice) =>
    ["delta", "message"].flatMap((part) =>
      (findNodeAtLocation(choice, [part, "tool_calls"])?.children ?? []).flatMap((call): Edit[] => {
        const input = findNodeAtLocation(call, ["function", "arguments"]);
        if (input?.type !== "object") return [];
        const { offset, length } = input;
        return [{ offset, length, content: JSON.stringify(json.slice(offset, offset + length)) }];
      }),
    ),
  );
  return applyEdits(json, edits);
}

const NOTHING: Node = { type: "null", offset: 0, length: 0 };
