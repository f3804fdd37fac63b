/** Replaces what PostgreSQL's jsonb cannot store in a text: NUL and unpaired surrogates. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}
