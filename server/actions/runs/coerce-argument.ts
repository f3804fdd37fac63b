import { isExactNumber } from "@/server/models/answers/exact-number";
import { excerpt } from "@/server/text/excerpt";
import type { ActionArgument } from "@/server/schemas/action-definition";
import { toIsoDateTime, withOffset } from "@/server/text/iso-date-time";

export type Coerced = { ok: true; value: unknown } | { ok: false; message: string };

/**
 * Converts a value to its argument's type if the meaning is clear: "42" is a number, "soon" is not a date.
 * @param timeZone The IANA time zone for a date and time without an offset.
 */
export function coerceArgument(argument: ActionArgument, value: unknown, timeZone: string): Coerced {
  const choices = argument.enum ?? [];
  switch (argument.type) {
    case "string":
      return isPlain(value) ? chosen(String(value), choices) : wrong("a text", value);
    case "number":
      return readNumber(value, choices);
    case "boolean":
      return readBoolean(value);
    case "datetime":
      return readDateTime(value, timeZone);
    case "list":
      return readList(value, choices, argument.itemType);
    default:
      return argument.type satisfies never;
  }
}

function readNumber(value: unknown, choices: string[]): Coerced {
  const isNumeric = typeof value === "string" && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?\s*$/i.test(value);
  if (isNumeric && !isExactNumber(value.trim())) {
    return wrong("a number of no more than 15 digits, as longer ones cannot be kept exactly", value);
  }
  const number = isNumeric ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return wrong("a number, such as 42 or 3.5", value);
  if (choices.length > 0 && !choices.map(Number).includes(number)) return notAmong(choices, value);
  return { ok: true, value: number };
}

const WORDS = new Map([
  ["true", true],
  ["yes", true],
  ["false", false],
  ["no", false],
]);

function readBoolean(value: unknown): Coerced {
  const read = typeof value === "string" ? WORDS.get(value.trim().toLowerCase()) : value;
  return typeof read === "boolean" ? { ok: true, value: read } : wrong("yes or no (true or false)", value);
}

function readDateTime(value: unknown, timeZone: string): Coerced {
  const iso = typeof value === "string" ? toIsoDateTime(value) : null;
  return iso === null
    ? wrong("a date with a time in ISO 8601, such as 2030-05-17T14:30:00", value)
    : { ok: true, value: withOffset(iso, timeZone) };
}

function readList(value: unknown, choices: string[], itemType: ActionArgument["itemType"]): Coerced {
  const items: unknown = typeof value === "string" ? itemsOf(value) : value;
  const isNumeric = itemType === "number";
  if (!Array.isArray(items) || !items.every(isPlain))
    return wrong(`a list of ${isNumeric ? "numbers" : "texts"}`, value);
  const read = items.map((item) => (isNumeric ? readNumber(item, choices) : chosen(String(item), choices)));
  return read.find((item) => !item.ok) ?? { ok: true, value: read.map((item) => (item.ok ? item.value : null)) };
}

/** Some models pass a list as a JSON string. */
function itemsOf(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [text];
  } catch {
    return [text];
  }
}

/** Finds the matching choice, ignoring case. Without choices, any text is accepted. */
function chosen(text: string, choices: string[]): Coerced {
  if (choices.length === 0) return { ok: true, value: text };
  const wanted = text.trim().toLowerCase();
  const found = choices.find((choice) => choice === text) ?? choices.find((choice) => choice.toLowerCase() === wanted);
  return found === undefined ? notAmong(choices, text) : { ok: true, value: found };
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function notAmong(choices: string[], value: unknown): Coerced {
  return { ok: false, message: `must be one of ${choices.join(", ")}; it was ${shown(value)}.` };
}

function wrong(what: string, value: unknown): Coerced {
  return { ok: false, message: `must be ${what}; it was ${shown(value)}.` };
}

function shown(value: unknown): string {
  return excerpt(JSON.stringify(value) ?? String(value), 100);
}
