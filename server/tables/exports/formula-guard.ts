/**
 * Guards against CSV injection: texts that a spreadsheet runs as formulas when it opens the file. A formula may start
 * at the beginning of a cell, and also after a semicolon, tab or line break, which some programs read as a separator.
 */

/** Puts an apostrophe before each part of a text that would run as a formula. `withoutGuard` reverses this exactly. */
export function withGuard(text: string): string {
  const guarded = mapParts(text, (part) => (wouldRun(part) ? `'${part}` : part));
  return START.test(text) ? `'${guarded}` : guarded;
}

/** Restores the text that was passed to `withGuard`. */
export function withoutGuard(text: string): string {
  if (!text.includes("'")) return text;
  const inner = text.startsWith("'") && START.test(text.slice(1)) ? text.slice(1) : text;
  return mapParts(inner, (part) => (part.startsWith("'") && wouldRun(part.slice(1)) ? part.slice(1) : part));
}

/**
 * Some spreadsheets skip these leading characters. The pattern includes apostrophes, so that a text which already looks
 * guarded is guarded again and can be restored.
 */
const START = /^'*[\t\r\n]/;
const FORMULA = /^'*[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

function wouldRun(part: string): boolean {
  return FORMULA.test(part) && !PLAIN_NUMBER.test(part);
}

function mapParts(text: string, change: (part: string) => string): string {
  // `split` with a capturing group returns parts and separators in turn.
  return text
    .split(/([;\t\r\n])/)
    .map((piece, i) => (i % 2 === 0 ? change(piece) : piece))
    .join("");
}
