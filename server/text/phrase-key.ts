/** Normalizes a phrase for comparison: a message matches a phrase as a whole and regardless of case. */
export function phraseKey(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}
