import { toIsoDateTime } from "@/server/text/iso-date-time";

/**
 * Compares two texts for sorting: as numbers if both are numbers, as points in time if both are dates (with or without
 * a time), otherwise as texts.
 */
export function compareValues(left: string, right: string): number {
  const pair = readNumbers(left, right) ?? readDates(left, right);
  if (pair) return pair[0] - pair[1];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function readNumbers(left: string, right: string): [number, number] | null {
  const [a, b] = [readNumber(left), readNumber(right)];
  return a === null || b === null ? null : [a, b];
}

/** Longer digit strings, such as long ids, are compared as texts: as numbers, two different ones could be equal. */
const MAX_DIGITS = 15;

function readNumber(text: string): number | null {
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i.test(text);
  return isNumber && text.replaceAll(/\D/g, "").length <= MAX_DIGITS ? Number(text) : null;
}

/** A side without an offset gets the other side's; a date without a time is the start of its day. */
function readDates(left: string, right: string): [number, number] | null {
  const [a, b] = [readDate(left), readDate(right)];
  if (a === null || b === null) return null;
  return [Date.parse(a.local + (a.offset || b.offset || "Z")), Date.parse(b.local + (b.offset || a.offset || "Z"))];
}

/** Longer than any date; longer texts are not parsed. */
const LONGEST_DATE = 50;

function readDate(text: string): { local: string; offset: string } | null {
  if (text.length > LONGEST_DATE) return null;
  const iso = toIsoDateTime(text) ?? toIsoDateTime(`${text} 00:00`);
  const [, local, offset = ""] = /^(.*?)(Z|[+-]\d{2}:\d{2})?$/.exec(iso ?? "") ?? [];
  return iso === null || local === undefined ? null : { local, offset };
}
