import { looksSecret, MASK } from "@/server/secrets/masking/looks-secret";
import { excerpt } from "@/server/text/excerpt";
import { storableText } from "@/server/text/storable-text";

/** The maximum length of a body in the log, in characters. */
export const MAX_SHOWN = 10_000;
const MAX_DEPTH = 20;
const CUT = "…";

/** A long text in the base64 alphabet, without spaces, is treated as a file in any field. */
const LONG_BASE64 = /^(?:data:[\w/+.;=-]+,)?[\w+/-]{1000,}={0,2}$/;

/**
 * Formats a body for the request log: indented JSON, or the text if it is not JSON. Files are replaced by their size,
 * fields with a secret's name by •••, and the result is cut at 10,000 characters. Stays fast for large and deep bodies.
 * @param hide Masks known secrets.
 */
export function shownBody(body: unknown, hide: (text: string) => string): string {
  const budget = { left: MAX_SHOWN };
  const text = typeof body === "string" ? withoutFiles(body) : JSON.stringify(abridge(body, budget, 0, hide), null, 2);
  return cut(hide(text ?? ""), MAX_SHOWN);
}

/** Cuts a text to a number of characters that PostgreSQL can store, and appends … if it was longer. */
export function cut(text: string, characters: number): string {
  return storableText(excerpt(text, characters));
}

interface Budget {
  /** The number of characters that may still be shown. */
  left: number;
}

/** Copies a JSON value up to the budget. */
function abridge(value: unknown, budget: Budget, depth: number, hide: (text: string) => string): unknown {
  if (typeof value === "string") return spend(describeText(value), budget, hide);
  if (typeof value !== "object" || value === null) {
    budget.left -= 4;
    return value;
  }
  if (depth === MAX_DEPTH || budget.left <= 0) return CUT;
  const inner = (item: unknown) => abridge(item, budget, depth + 1, hide);
  if (Array.isArray(value)) return [...upTo(value.values(), budget, inner)];
  const isFile = isAttachment(value);
  const field = ([name, item]: [string, unknown]): [string, unknown] => {
    const shownName = spend(name, budget, hide);
    if (looksSecret(name)) return [shownName, MASK];
    return [shownName, isFile && name === "data" ? describeFile(item) : inner(item)];
  };
  return Object.fromEntries(upTo(Object.entries(value).values(), budget, field));
}

/** Maps items while the budget lasts. */
function* upTo<From, To>(items: Iterable<From>, budget: Budget, change: (item: From) => To): Generator<To> {
  for (const item of items) {
    if (budget.left <= 0) return;
    budget.left -= 2;
    yield change(item);
  }
}

/** Masks before cutting, because a secret that is cut in two would not be found. */
function spend(text: string, budget: Budget, hide: (text: string) => string): string {
  const shown = cut(hide(text.slice(0, 2 * MAX_SHOWN)), Math.max(1, Math.min(MAX_SHOWN, budget.left)));
  budget.left -= shown.length;
  return shown;
}

function isAttachment(value: object): boolean {
  return "data" in value && ("file_name" in value || "file_type" in value);
}

function describeFile(data: unknown): unknown {
  return typeof data === "string" ? sizeOfBase64(data) : data === null ? null : typeof data;
}

function describeText(text: string): string {
  return LONG_BASE64.test(text) ? sizeOfBase64(text) : text;
}

/** Text that could not be parsed may contain files, too. */
function withoutFiles(text: string): string {
  return text
    .slice(0, 4 * MAX_SHOWN)
    .replaceAll(/(?<![\w+/-])[\w+/-]{1000,}={0,2}/g, (data) => sizeOfBase64(data))
    .replaceAll(/("data"\s*:\s*")[\w+/=-]{24,}/g, "$1<base64>");
}

function sizeOfBase64(text: string): string {
  const comma = text.startsWith("data:") ? text.indexOf(",") + 1 : 0;
  const data = /\s/.test(text) ? text.replaceAll(/\s+/g, "") : text;
  const padding = data.endsWith("==") ? 2 : data.endsWith("=") ? 1 : 0;
  const bytes = Math.floor(((data.length - comma - padding) * 3) / 4);
  return `<base64, ${bytes.toLocaleString("en")} bytes>`;
}
