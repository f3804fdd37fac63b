/** The two proofs of Inngest's protocol: who calls the app, and who calls the executor. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** The x-inngest-signature header of a request to the app; `body` is canonical JSON (SDK specification §4.1.1). */
export function signRequest(body: string, signingKey: string, now = Date.now()): string {
  const seconds = Math.floor(now / 1000);
  const signature = createHmac("sha256", withoutPrefix(signingKey)).update(`${body}${seconds}`).digest("hex");
  return `t=${seconds}&s=${signature}`;
}

/** What the app sends as its bearer token: the signing key hashed, so that the key itself never travels. */
export function hashSigningKey(signingKey: string): string {
  const key = withoutPrefix(signingKey);
  const prefix = signingKey.slice(0, signingKey.length - key.length);
  return prefix + createHash("sha256").update(Buffer.from(key, "hex")).digest("hex");
}

/** Compares secrets in a time that does not depend on them. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
