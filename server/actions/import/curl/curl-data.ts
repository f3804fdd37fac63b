import { applyEdits, format } from "jsonc-parser";
import { findJsonFault } from "../../templates/render-json";
import type { WebhookStep } from "@/server/schemas/steps/webhook";
import type { NameValue } from "../imported-request";
import type { GivenOption } from "./curl-options";

export interface Data {
  text: string;
}

/**
 * The data of all -d, --data-raw, --data-urlencode and --json options, joined as curl does; null when there is none.
 */
export function readData(options: GivenOption[]): Data | null {
  let text: string | null = null;
  for (const { option, written, value, fail } of options) {
    if (option === "data" && value.startsWith("@")) fail(fileFault(written, value.slice(1)));
    if (option === "json" && value.startsWith("@")) fail(fileFault(written, value.slice(1)));
    const piece = pieceOf(option, value, (file) => fail(fileFault(written, file)));
    if (piece === null) continue;
    // curl concatenates --json values unchanged, and joins the others as form fields.
    text = text === null ? piece : text + (option === "json" ? "" : "&") + piece;
  }
  return text === null ? null : { text };
}

/** The body of a step, and the content type header if the command leaves it to curl. */
export function readBody(
  { text }: Data,
  contentType: string | undefined,
): { body: WebhookStep["body"]; headers: NameValue[]; notes: string[] } {
  const isSound = findJsonFault(text) === null;
  if (contentType !== undefined && /[/+]json\b/i.test(contentType)) {
    if (isSound) return { body: { type: "json", text: indent(text) }, headers: [], notes: [] };
    const notes = ["The body is sent as JSON, but it is not valid JSON. The step shows where."];
    return { body: { type: "json", text }, headers: [], notes };
  }
  if (contentType !== undefined) return { body: { type: "text", text }, headers: [], notes: [] };
  if (isSound && /^\s*[[{]/.test(text)) {
    const notes = ["The body looks like JSON and is sent as JSON; curl would have called it a form."];
    return { body: { type: "json", text: indent(text) }, headers: [], notes };
  }
  const headers = [{ name: "content-type", value: "application/x-www-form-urlencoded" }];
  return { body: { type: "text", text }, headers, notes: [] };
}

function pieceOf(option: GivenOption["option"], value: string, failAtFile: (file: string) => never): string | null {
  if (option === "data") return value;
  if (option === "data-raw" || option === "json") return value;
  return option === "data-urlencode" ? encodePiece(value, failAtFile) : null;
}

/**
 * Reads `content`, `=content` or `name=content`; rejects `@file` and `name@file`. References to constants are not
 * encoded.
 */
function encodePiece(value: string, failAtFile: (file: string) => never): string {
  const [, name = "", mark = "", content = ""] = /^([^=@]*)([=@])?(.*)$/s.exec(value) ?? [];
  if (mark === "@") failAtFile(content);
  const encoded = encodeText(mark === "=" ? content : value);
  return mark === "=" && name !== "" ? `${name}=${encoded}` : encoded;
}

function encodeText(text: string): string {
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, i) => (i % 2 === 0 ? encodeURIComponent(part.toWellFormed()) : part))
    .join("");
}

function fileFault(written: string, file: string): string {
  const name = file === "-" ? "the standard input" : `the file ${file || "of no name"}`;
  return `${written} sends ${name}, which Parley does not have. Put its text in quotes instead of @${file}.`;
}

function indent(text: string): string {
  return applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true, eol: "\n" })).trim();
}
