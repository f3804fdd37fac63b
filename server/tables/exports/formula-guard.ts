/**
 * Texts that a spreadsheet would run as formulas when it opens a CSV file. It does so at the beginning of a cell, and
 * after a semicolon, tab or line break within a text if it takes that for a separator: programs differ in this.
 */

/** Puts an apostrophe before each part of a text that would run; `withoutGuard` takes exactly these away again. */
export function withGuard(text: string): string {
  const guarded = mapParts(text, (part) => (wouldRun(part) ? `'${part}` : part));
  return START.test(text) ? `'${guarded}` : guarded;
}

/** The text that `withGuard` was given. */
export function withoutGuard(text: string): string {
  if (!text.includes("'")) return text;
  const inner = text.startsWith("'") && START.test(text.slice(1)) ? text.slice(1) : text;
  return mapParts(inner, (part) => (part.startsWith("'") && wouldRun(part.slice(1)) ? part.slice(1) : part));
}

/**
 * Some spreadsheets skip these characters. Apostrophes are among them, so that a text that looks guarded is guarded
 * again.
 */
const START = /^'*[\t\r\n]/;
const FORMULA = /^'*[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

function wouldRun(part: string): boolean {
  return FORMULA.test(part) && !PLAIN_NUMBER.test(part);
}

function mapParts(text: string, change: (part: string) => string): string {
  // `split` with a capturing group returns parts and separators alternately.
  return text
    .split(/([;\t\r\n])/)
    .map((piece, i) => (i % 2 === 0 ? change(piece) : piece))
    .join("");
}
