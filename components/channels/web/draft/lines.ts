/** The entries of a text with one per line; spaces separate them, too. */
export function linesOf(text: string): string[] {
  return text.split(/\s+/u).filter((line) => line !== "");
}
