import { MASK } from "@/server/outbound/looks-secret";

/**
 * As `callbackAddress` ends: no encoding of an address changes any of its characters. Its parts have fixed lengths, or
 * a text of many beginnings would be read again from each of them.
 */
const SIGNED_NAME = /run_\w{26}-\d{1,2}\.[\w-]{43}/g;

/** A text with ••• in place of what makes a callback address work. */
export function hideCallbackTokens(text: string): string {
  return text.replaceAll(SIGNED_NAME, MASK);
}
