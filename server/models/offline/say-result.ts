import { z } from "zod";
import { clip } from "@/server/text/excerpt";
import { isDate, longDate } from "./read-date-time";
import { parseJson } from "@/server/text/parse-json";

const COULD_NOT = "I'm sorry, I could not get that right now. Please try again later.";
const NOTHING_FOUND = "I'm sorry, I found nothing for that.";
/** The first line of a result when an action has no status filter. */
const STATUS_LINE = /^HTTP (\d{3})(?:\n|$)([\s\S]*)/;
/** Results of actions that have already sent a message to the customer, which must not be repeated. */
const ALREADY_SAID = /^(?:Said|Sent) to the customer: /;
const MAX_TEXT = 1500;
const MAX_LINES = 100;
const MAX_ITEMS = 5;
const MAX_FIELDS = 12;
/** Keys of wrapper objects, which carry no meaning. */
const WRAPPERS = new Set(["data", "result", "results", "response", "body", "items", "payload"]);

const record = z.record(z.string(), z.unknown());

/** Formats a call's result for the customer: JSON as a sentence or short list, text unchanged, errors as an apology. */
export function sayResult(result: string): string {
  if (ALREADY_SAID.test(result)) return "";
  const [, status = "200", body = ""] = STATUS_LINE.exec(result) ?? [null, "200", result];
  if (Number(status) >= 400) return COULD_NOT;
  const text = body.trim();
  if (text === "" || /^\s*<(?:!doctype|html|\?xml)/i.test(text)) return COULD_NOT;
  const json = parseJson(text);
  if (json !== undefined && typeof json !== "string") return sayJson(json);
  const plain = json ?? text;
  if (plain === "" || /^(?:null|undefined|error)$/i.test(plain)) return COULD_NOT;
  return sayText(plain);
}

function sayJson(value: unknown): string {
  if (value === null) return COULD_NOT;
  const unwrapped = unwrap(value);
  if (isNothing(unwrapped)) return Array.isArray(unwrapped) ? NOTHING_FOUND : COULD_NOT;
  if (Array.isArray(unwrapped)) return sayList(unwrapped);
  const fields = record.safeParse(unwrapped);
  if (!fields.success) return `${sentenceEnd(sayValue(unwrapped))}`;
  if (saysError(fields.data)) return COULD_NOT;
  const { ok: _ok, success: _success, ...shown } = fields.data;
  return isNothing(shown) ? "Done." : sayFields(shown);
}

function sayFields(fields: Record<string, unknown>): string {
  const filled = Object.entries(fields).filter(([, value]) => !isNothing(value));
  const lists = filled.filter(([, value]) => isListOfObjects(value));
  const plain = filled.filter(([, value]) => !isListOfObjects(value)).slice(0, MAX_FIELDS);
  const sentences = plain.map(([key, value]) => sentenceEnd(`${heading(key)}: ${sayValue(value)}`)).join(" ");
  const listed = lists.map(([key, value]) => (Array.isArray(value) ? `${heading(key)}:\n${sayList(value)}` : ""));
  return [sentences, ...listed].filter((part) => part !== "").join("\n");
}

function sayList(items: unknown[]): string {
  if (!isListOfObjects(items)) return sentenceEnd(sayValue(items));
  const lines = items.slice(0, MAX_ITEMS).map((item) => `- ${sayValue(item)}`);
  const more = items.length - MAX_ITEMS;
  return [...lines, ...(more > 0 ? [`and ${more} more.`] : [])].join("\n");
}

function sayValue(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return sayString(value.trim());
  if (Array.isArray(value)) return joined(value.filter((v) => !isNothing(v)).map((v) => sayValue(v)));
  const fields = record.safeParse(value);
  if (!fields.success) return String(value);
  const filled = Object.entries(fields.data).filter(([, inner]) => !isNothing(inner));
  return filled
    .slice(0, MAX_FIELDS)
    .map(([key, inner]) => `${words(key)} ${sayValue(inner)}`)
    .join(", ");
}

/** Formats 2026-11-24 as 24 November 2026. A time is kept as written, with UTC added if that is its zone. */
function sayString(value: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value);
  if (!match?.[1] || !isDate(match[1])) return shortened(value);
  const utc = match[3] === "Z" || match[3] === "+00:00" ? " UTC" : "";
  return match[2] === undefined ? longDate(match[1]) : `${longDate(match[1])} at ${match[2]}${utc}`;
}

function sayText(text: string): string {
  const lines = text.split("\n", MAX_LINES).map((line) => sayLabelled(line) ?? toCustomer(line.slice(0, 2 * MAX_TEXT)));
  return shortened(lines.join("\n"));
}

/** Formats `name: {…}`, JSON after the name of the step that returned it; undefined for other lines. */
function sayLabelled(line: string): string | undefined {
  const json = /^[\w .-]{1,80}:\s*([[{].*)$/.exec(line)?.[1];
  const value = json === undefined ? undefined : parseJson(json);
  return value === undefined ? undefined : sayJson(value);
}

/** Rephrases messages that are written for the bot ("Ask the customer to …") to address the customer. */
function toCustomer(text: string): string {
  const yours = (clause: string) => clause.replaceAll(/\btheir\b/g, "your").replaceAll(/\bthey\b/g, "you");
  return text
    .replaceAll(
      /\bAsk the (?:customer|user|client|caller) to ([^.]*)/gi,
      (_all, rest: string) => `Please ${yours(rest)}`,
    )
    .replaceAll(
      /\bAsk the (?:customer|user|client|caller) for ([^.]*)/gi,
      (_all, rest: string) => `Please tell me ${yours(rest)}`,
    )
    .replaceAll(/\b(?:Tell|Inform) the (?:customer|user|client|caller) (?:that )?(\S)/gi, (_all, first: string) =>
      first.toUpperCase(),
    )
    .replaceAll(/(?<=^|[.!?])\s*Do not call [^.]*\./g, "")
    .replaceAll(/(?<=^|[.!?]\s)Offer ([^.]*)\./g, (_all, rest: string) => `Would you like ${yours(rest)}?`);
}

function saysError(fields: Record<string, unknown>): boolean {
  const { error, errors, success, ok } = fields;
  return !isNothing(error) || !isNothing(errors) || success === false || ok === false;
}

function unwrap(value: unknown): unknown {
  const fields = Array.isArray(value) ? undefined : record.safeParse(value).data;
  const [only, ...others] = fields ? Object.entries(fields) : [];
  const wraps = only && others.length === 0 && WRAPPERS.has(only[0].toLowerCase());
  return wraps ? unwrap(only[1]) : value;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.every(isNothing);
  return typeof value === "object" && Object.values(value).every(isNothing);
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.some((item) => item !== null && typeof item === "object");
}

function heading(key: string): string {
  const text = words(key);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function words(key: string): string {
  const spaced = key
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
  return spaced.replaceAll(/\b(?:id|url|sku|vat)\b/g, (abbreviation) => abbreviation.toUpperCase());
}

function joined(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function sentenceEnd(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function shortened(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const cut = clip(text, MAX_TEXT);
  const end = Math.max(cut.lastIndexOf(". "), cut.lastIndexOf("\n"));
  return end > MAX_TEXT / 2 ? `${cut.slice(0, end + 1).trimEnd()} …` : `${cut.trimEnd()}…`;
}
