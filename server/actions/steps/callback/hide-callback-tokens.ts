import { MASK } from "@/server/secrets/masking/looks-secret";

/**
 * The end of an address of `callbackAddress`: URL encoding changes none of its characters. Its parts have fixed
 * lengths, so that matching takes linear time.
 */
const SIGNED_NAME = /run_\w{26}-\d{1,2}\.[\w-]{43}/g;

/** A text with ••• in place of the tokens of callback addresses. */
export function hideCallbackTokens(text: string): string {
  return text.replaceAll(SIGNED_NAME, MASK);
}
