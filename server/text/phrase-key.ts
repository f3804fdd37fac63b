/** The form of a phrase that is compared: messages and phrases match as a whole, without regard to case. */
export function phraseKey(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}
