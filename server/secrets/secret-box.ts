import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { env } from "../env.ts";

const VERSION = "v1";
const encryptionKey = () => deriveKey("secret-box");

/** Derived keys by secret and purpose. There are few of them, and deriving one takes longer than signing with it. */
const derived = new Map<string, KeyObject>();

/** Derives a 32-byte key for one purpose from PARLEY_SECRET (HKDF-SHA-256, RFC 5869). */
export function deriveKey(purpose: string): KeyObject {
  const secret = env().PARLEY_SECRET;
  const known = `${purpose} ${secret}`;
  const key =
    derived.get(known) ?? createSecretKey(Buffer.from(hkdfSync("sha256", secret, "", `parley/${purpose}`, 32)));
  derived.set(known, key);
  return key;
}

/** Encrypts a secret for the database: AES-256-GCM, `v1.<iv>.<tag>.<ciphertext>` in base64url. */
export function sealSecret(plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", encryptionKey(), iv);
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [VERSION, iv, cipher.getAuthTag(), body]
    .map((p) => (typeof p === "string" ? p : p.toString("base64url")))
    .join(".");
}

/**
 * Decrypts a sealed secret.
 * @throws Error if it was changed or sealed under another PARLEY_SECRET.
 */
export function openSecret(sealed: string): string {
  const [version, iv, tag, body] = sealed.split(".");
  if (version !== VERSION || !iv || !tag || body === undefined) throw new Error("Not a sealed secret.");
  const decipher = createDecipheriv("aes-256-gcm", encryptionKey(), Buffer.from(iv, "base64url"));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}

/** Returns the SHA-256 in hex that is stored to look up a random token. */
export function hashToken(token: string): string {
  return hash("sha256", token);
}
