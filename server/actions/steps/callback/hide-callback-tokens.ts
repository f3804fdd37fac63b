import { MASK } from "@/server/secrets/masking/looks-secret";

/**
 * The last part of an address from `callbackAddress`, which URL encoding does not change. The parts have fixed lengths,
 * so that matching takes linear time.
 */
const SIGNED_NAME = /run_\w{26}-\d{1,2}\.[\w-]{43}/g;

/** Replaces the tokens of callback addresses in a text with •••. */
export function hideCallbackTokens(text: string): string {
  return text.replaceAll(SIGNED_NAME, MASK);
}
