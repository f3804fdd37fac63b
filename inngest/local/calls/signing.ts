/** Authentication in Inngest's protocol: signatures for calls to the app, and keys for calls to the executor. */
import { createHash, createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";

/** Cached key objects: creating one takes longer than signing with it. */
const keyObjects = new Map<string, KeyObject>();

/** The x-inngest-signature header of a request to the app; `body` is canonical JSON (SDK specification §4.1.1). */
export function signRequest(body: string, signingKey: string, now = Date.now()): string {
  const seconds = Math.floor(now / 1000);
  const signature = createHmac("sha256", keyObjectOf(signingKey)).update(`${body}${seconds}`).digest("hex");
  return `t=${seconds}&s=${signature}`;
}

/** The bearer token that the app sends: a hash of the signing key, so that the key itself is never transmitted. */
export function hashSigningKey(signingKey: string): string {
  const key = withoutPrefix(signingKey);
  const prefix = signingKey.slice(0, signingKey.length - key.length);
  return prefix + createHash("sha256").update(Buffer.from(key, "hex")).digest("hex");
}

/** Compares secrets in constant time. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hash("sha256", given, "buffer"), hash("sha256", expected, "buffer"));
}

function keyObjectOf(signingKey: string): KeyObject {
  const key = keyObjects.get(signingKey) ?? createSecretKey(withoutPrefix(signingKey), "utf8");
  keyObjects.set(signingKey, key);
  return key;
}

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
