/** The letters and digits of a phrase, without case, marks and spaces between words: two phrases with the same form are one. */
export function phraseForm(phrase: string): string {
  return phrase
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu, " ")
    .trim();
}
