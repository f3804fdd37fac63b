import { fileKindOf } from "../prompts/file-in-words";
import type { Prompt, PromptMessage } from "../catalogue/language-model";
import { shortenText } from "./shorten-text";

/** A call in the history. Its result is null until it is known. */
export interface PastCall {
  name: string;
  input: string;
  result: string | null;
}

/** Kinds of files, none of which the offline model can read. */
export type FileKind = NonNullable<ReturnType<typeof fileKindOf>>;

export type Turn =
  | { by: "customer" | "bot"; text: string }
  | { by: "file"; kind: FileKind }
  | { by: "call"; call: PastCall };

/** In characters; the longest instruction that can be saved. Filled-in variables may make it longer. */
const MAX_INSTRUCTION = 100_000;

/** A prompt in the form that the rules use. */
export interface Dialogue {
  instruction: string;
  turns: Turn[];
}

/** Converts a prompt of the AI SDK to a dialogue of messages and calls in order. */
export function readDialogue(prompt: Prompt): Dialogue {
  const instruction = prompt.flatMap((m) => (m.role === "system" ? [m.content] : [])).join("\n");
  const calls = new Map<string, PastCall>();
  return {
    instruction: instruction.slice(0, MAX_INSTRUCTION),
    turns: prompt.flatMap((message) => turnsOf(message, calls)),
  };
}

/** Returns the customer's messages since the bot's last message, oldest first. */
export function newestMessages({ turns }: Dialogue): string {
  const lastReply = turns.findLastIndex((t) => t.by === "bot");
  const messages = turns.slice(lastReply + 1).flatMap((t) => (t.by === "customer" ? [t.text] : []));
  return shortenText(messages.join("\n"));
}

/** Returns the kinds of files that the customer sent since the bot's last message. */
export function newestFiles({ turns }: Dialogue): FileKind[] {
  const lastReply = turns.findLastIndex((t) => t.by === "bot");
  return turns.slice(lastReply + 1).flatMap((t) => (t.by === "file" ? [t.kind] : []));
}

/** Returns the calls since the bot's last message. */
export function callsSinceLastReply({ turns }: Dialogue): PastCall[] {
  const lastReply = turns.findLastIndex((t) => t.by === "bot");
  return turns.slice(lastReply + 1).flatMap((t) => (t.by === "call" ? [t.call] : []));
}

/** Returns the call whose result is the bot's last message; undefined if that message is about something else. */
export function lastReportedCall({ turns }: Dialogue): PastCall | undefined {
  const lastReply = turns.findLastIndex((t) => t.by === "bot");
  const before = turns[lastReply - 1];
  return before?.by === "call" ? before.call : undefined;
}

/** Returns the calls since the customer's last message or file, whose results make up the answer. */
export function callsSinceLastMessage({ turns }: Dialogue): PastCall[] {
  const asked = turns.findLastIndex((t) => t.by === "customer" || t.by === "file");
  return turns.slice(asked + 1).flatMap((t) => (t.by === "call" ? [t.call] : []));
}

function turnsOf(message: PromptMessage, calls: Map<string, PastCall>): Turn[] {
  if (message.role === "system") return [];
  if (message.role === "user") return customerTurns(textOf(message.content));
  if (message.role === "assistant") {
    const made = message.content.flatMap((part): Turn[] => {
      if (part.type !== "tool-call") return [];
      const call = { name: part.toolName, input: canonicalJson(part.input), result: null };
      calls.set(part.toolCallId, call);
      return [{ by: "call", call }];
    });
    return [...textTurn("bot", textOf(message.content)), ...made];
  }
  for (const part of message.content) {
    const call = part.type === "tool-result" ? calls.get(part.toolCallId) : undefined;
    if (call && part.type === "tool-result") call.result = outputText(part.output);
  }
  return [];
}

/** Splits a customer's message into its text and its files. */
function customerTurns(text: string): Turn[] {
  const lines = text.split("\n").map((line) => ({ line, kind: fileKindOf(line) }));
  const own = lines.flatMap(({ line, kind }) => (kind === null ? [line] : []));
  const files = lines.flatMap(({ kind }): Turn[] => (kind === null ? [] : [{ by: "file", kind }]));
  return [...textTurn("customer", own.join("\n")), ...files];
}

function textTurn(by: "customer" | "bot", text: string): Turn[] {
  return text.trim() === "" ? [] : [{ by, text: shortenText(text) }];
}

function textOf(parts: readonly { type: string }[]): string {
  return parts
    .flatMap((p) => (p.type === "text" && "text" in p && typeof p.text === "string" ? [p.text] : []))
    .join("\n");
}

type ToolMessage = Extract<PromptMessage, { role: "tool" }>;
type ToolOutput = Extract<ToolMessage["content"][number], { type: "tool-result" }>["output"];

function outputText(output: ToolOutput): string {
  switch (output.type) {
    case "text":
    case "error-text":
      return output.value;
    case "json":
    case "error-json":
      return JSON.stringify(output.value);
    case "content":
      return textOf(output.value);
    case "execution-denied":
      return output.reason ?? "";
  }
}

/** Serialises with sorted keys, so that equal arguments give equal JSON. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
