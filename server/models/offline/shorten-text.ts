/** Maximum characters of one message that the rules read, since their cost grows faster than its length. */
const MAX_READ = 4000;

/** Cuts the middle of a long text, since customers usually write their request at the beginning or the end. */
export function shortenText(text: string): string {
  if (text.length <= MAX_READ) return text;
  const half = MAX_READ / 2;
  return `${text.slice(0, half)}\n${text.slice(1 - half)}`.toWellFormed();
}
