/** A text that PostgreSQL can keep: its jsonb has neither NUL nor halves of surrogate pairs. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}
