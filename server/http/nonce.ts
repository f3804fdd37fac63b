import { headers } from "next/headers";

/** Carries a page's nonce from proxy.ts to what renders it. */
export const NONCE_HEADER = "x-nonce";

/** What an inline script of the page that is being rendered must carry to run. */
export async function pageNonce(): Promise<string | undefined> {
  return (await headers()).get(NONCE_HEADER) ?? undefined;
}
