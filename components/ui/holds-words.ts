/** Whether a text contains each word of a search, without regard to case and accents, in any order. */
export function holdsWords(text: string, search: string): boolean {
  const plain = plainOf(text);
  return plainOf(search)
    .split(/[\s_/]+/)
    .every((word) => plain.includes(word));
}

function plainOf(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
