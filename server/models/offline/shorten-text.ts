/** Characters that the rules read of one message: their cost grows faster than its length. */
const MAX_READ = 4000;

/** The beginning and the end of a long text, where people write what they want. */
export function shortenText(text: string): string {
  if (text.length <= MAX_READ) return text;
  const half = MAX_READ / 2;
  return `${text.slice(0, half)}\n${text.slice(1 - half)}`.toWellFormed();
}
