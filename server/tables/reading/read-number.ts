import type { DecimalMark } from "../../schemas/table-column.ts";

/**
 * Parses a number as files write it, such as `1 234,5`, `1.234,50`, `1,234.5` or `12.5`. Returns null for other texts
 * and for codes that would lose information as a number: `007`, `+4930123` or 20 digits.
 */
export function readNumber(text: string, mark: DecimalMark): number | null {
  const grammar = mark === "." ? POINT : COMMA;
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH || !grammar.test(trimmed)) return null;
  const grouping = mark === "." ? /[\s',]/g : /[\s'.]/g;
  const plain = trimmed.replace(grouping, "").replace(",", ".");
  const value = Number(plain);
  const isCode = /^(?:\+|-?0\d)/.test(plain) || (/^[+-]?\d+$/.test(plain) && !Number.isSafeInteger(value));
  return Number.isFinite(value) && !isCode ? value : null;
}

const MAX_LENGTH = 40;

const POINT = /^[+-]?(?:\d+|\d{1,3}(?:[\s']\d{3})+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i;
const COMMA = /^[+-]?(?:\d+|\d{1,3}(?:[\s']\d{3})+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?(?:e[+-]?\d{1,3})?$/i;

/** Matches texts that are numbers only if the comma is a decimal mark: 1.234,5 or 12,5 or 0,125. */
const SURELY_COMMA =
  /^[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|(?:0|\d{4,}),\d+|\d[\d\s']*[\s']\d{3},\d+)$/;

/** Whether a text proves that its column uses a decimal comma. */
export function showsCommaDecimals(text: string): boolean {
  return text.length <= MAX_LENGTH && SURELY_COMMA.test(text.trim());
}
