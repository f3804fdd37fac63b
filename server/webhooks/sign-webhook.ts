import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;
/** The standard's limits for the length of a secret. */
const [FEWEST_BYTES, MOST_BYTES] = [24, 64];

/** Generates a signing secret: `whsec_` and 32 random bytes in Base64. */
export function newSigningSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

export interface SignedHeaders {
  "webhook-id": string;
  /** Unix time in seconds. */
  "webhook-timestamp": string;
  /** One signature per secret, separated by spaces. */
  "webhook-signature": string;
}

/**
 * Signs one attempt to send a webhook (Standard Webhooks 1.0, reference §5.1).
 * @param id The same on each attempt; it must not contain a dot.
 * @param body The exact bytes that are sent.
 * @param secrets `whsec_…`; during the overlap after a rotation, the current and the previous one.
 * @throws Error if a secret is not one of the standard.
 */
export function signWebhook(id: string, sentAt: Date, body: string, secrets: readonly string[]): SignedHeaders {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signatures = secrets.map((secret) => signatureOf(secret, id, timestamp, body));
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

/** Returns `v1,<signature>`, one entry of the header `webhook-signature`. */
export function signatureOf(secret: string, id: string, timestamp: string, body: string): string {
  return `v1,${createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : "", "base64");
  if (key.length < FEWEST_BYTES || key.length > MOST_BYTES) throw new Error("Not a secret of Standard Webhooks.");
  return key;
}
