import type { DecimalMark } from "../../schemas/table-column.ts";

/**
 * A number as files write it, such as `1 234,5`, `1.234,50`, `1,234.5` or `12.5`; null when the text is none, or when
 * it would not be the same as a number: `007` is a code, `+4930123` a telephone number, and so are 20 digits.
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

/** A number only with a comma before its decimals: 1.234,5 or 12,5 or 0,125. */
const SURELY_COMMA =
  /^[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|(?:0|\d{4,}),\d+|\d[\d\s']*[\s']\d{3},\d+)$/;

/** Whether a text shows that its column writes decimals after a comma. */
export function showsCommaDecimals(text: string): boolean {
  return text.length <= MAX_LENGTH && SURELY_COMMA.test(text.trim());
}
