import { headers } from "next/headers";

/** The header that passes a page's nonce from proxy.ts to the page. */
export const NONCE_HEADER = "x-nonce";

/** Returns the nonce that inline scripts of the current page need. */
export async function pageNonce(): Promise<string | undefined> {
  return (await headers()).get(NONCE_HEADER) ?? undefined;
}
