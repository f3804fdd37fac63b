import { isDeepStrictEqual } from "node:util";
import { looksSecret, MASK } from "@/server/secrets/masking/looks-secret";

/** The most characters of a text, and the most entries of a list, that an entry of the log keeps. */
const LONGEST_TEXT = 2000;
const MOST_ITEMS = 50;
const DEEPEST = 8;
/** Names whose values are secrets, also where they are not headers: sealed values, hashes, one-time codes. */
const SECRET_NAME = /sealed|hash|password|secret|token|api_?key/i;

type Fields = Record<string, unknown>;

/** The fields that differ, before and after a change, without secrets and cut to a readable length. */
export function describeChange(
  before: Fields | null,
  after: Fields | null,
): { before: Fields | null; after: Fields | null } {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(before?.[name], after?.[name]));
  const pick = (state: Fields | null) =>
    state && Object.fromEntries(changed.map((name) => [name, showValue(name, state[name], 0)]));
  return { before: pick(before), after: pick(after) };
}

/** A value for the log: secrets are masked, long texts and lists are cut. */
export function showValue(name: string, value: unknown, depth = 0): unknown {
  if (value === undefined || value === null || typeof value === "boolean" || typeof value === "number")
    return value ?? null;
  if (SECRET_NAME.test(name)) return MASK;
  if (typeof value === "string") return cut(maskAddress(value));
  if (value instanceof Date) return value.toISOString();
  if (depth >= DEEPEST) return "…";
  if (Array.isArray(value)) return showList(value, depth);
  if (typeof value !== "object") return String(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      isValueOfSecret(key, value) ? MASK : showValue(key, each, depth + 1),
    ]),
  );
}

function showList(list: readonly unknown[], depth: number): unknown[] {
  const shown = list.slice(0, MOST_ITEMS).map((item) => showValue("", item, depth + 1));
  return list.length > MOST_ITEMS ? [...shown, `… ${list.length - MOST_ITEMS} more`] : shown;
}

/** A header or parameter is stored as its name beside its value. */
function isValueOfSecret(key: string, { name }: { name?: unknown }): boolean {
  return key === "value" && typeof name === "string" && looksSecret(name);
}

/** An address without its password and the values of parameters that look like secrets. */
function maskAddress(text: string): string {
  return text
    .replace(/^(https?:\/\/[^/:@\s]*:)[^@/\s]+@/i, `$1${MASK}@`)
    .replaceAll(/([?&]([^=&#\s]+)=)[^&#\s]*/g, (all, start: string, name: string) =>
      looksSecret(name) ? start + MASK : all,
    );
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)} … (${text.length} characters)` : text;
}
