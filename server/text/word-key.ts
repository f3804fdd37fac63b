/** Normalizes words for comparison: case and the number of spaces do not matter. */
export function wordKey(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();
}
