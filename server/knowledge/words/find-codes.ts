const PATTERNS = [
  // Digits in groups, such as 12,500 or 12 500.
  /(?<![\p{L}\p{N}])\d{1,3}(?:[ ,.'’\u00A0\u202F]\d{3})+(?![\p{L}\p{N}])/u,
  // A telephone number and the like.
  /(?<![\p{L}\p{N}])\+?\d[\d ()/.\-\u00A0]{5,22}\d(?![\p{L}\p{N}])/u,
  // Letters and digits, possibly joined, such as A-1042, 4.90 or v2_1. It matches words, too, which are left out below: to
  // look ahead for a digit from each letter would take quadratic time.
  /[\p{L}\p{N}]+(?:[-./_:,][\p{L}\p{N}]+)*/u,
];
const codes = new RegExp(PATTERNS.map(({ source }) => source).join("|"), "gu");
const LEAST_LENGTH = 3;
const MAX_LENGTH = 40;

/** Returns the numbers and codes of a text without separators and in lower case, each once. */
export function findCodes(text: string): string[] {
  if (!/\d/.test(text)) return [];
  const found = text.normalize("NFKC").toLowerCase().match(codes) ?? [];
  const folded = found.filter((code) => /\d/.test(code)).map((code) => code.replaceAll(/[^\p{L}\p{N}]/gu, ""));
  return [...new Set(folded)].filter((code) => code.length >= LEAST_LENGTH && code.length <= MAX_LENGTH);
}
