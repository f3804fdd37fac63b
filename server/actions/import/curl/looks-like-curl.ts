/** Whether a pasted text is a curl command, with or without a shell prompt. */
export function looksLikeCurl(text: string): boolean {
  return /^\s*(?:[$>#]\s+)?curl(?:\.exe)?\s/i.test(text);
}
