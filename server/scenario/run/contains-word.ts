/** Scripts without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u;

/** Whether a text contains a keyword as whole words; both are word keys. */
export function containsWord(text: string, keyword: string): boolean {
  if (keyword === "") return false;
  for (let at = text.indexOf(keyword); at !== -1; at = text.indexOf(keyword, at + 1)) {
    if (isWhole(text, at, at + keyword.length)) return true;
  }
  return false;
}

function isWhole(text: string, from: number, to: number): boolean {
  const before = text.slice(0, from).at(-1) ?? "";
  const after = String.fromCodePoint(text.codePointAt(to) ?? 32);
  return !continues(before, text.charAt(from)) && !continues(after, text.charAt(to - 1));
}

function continues(outside: string, inside: string): boolean {
  return LETTER_OR_DIGIT.test(outside) && LETTER_OR_DIGIT.test(inside) && !UNSPACED.test(inside);
}
