import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { deriveKey } from "@/server/secrets/secret-box";

const claims = z.object({
  /** The channel's public id. */
  c: z.string(),
  /** The customer's chat id in that channel. */
  v: z.string(),
  /** For a user that the site vouched for: the mark of the secret that it did this with. */
  i: z.string().optional(),
});

export interface VisitorClaims {
  chatId: string;
  /** See `identityMark`; null for a visitor that nobody vouched for. */
  identityMark: string | null;
}

/**
 * Signs the token that binds a browser to its conversation: `<claims>.<HMAC-SHA-256>` in base64url, valid for one
 * channel. The browser stores it and sends it as `Authorization: Bearer`.
 */
export function signVisitorToken(channelPublicId: string, chatId: string, identityMark: string | null = null): string {
  const claimed = { c: channelPublicId, v: chatId, ...(identityMark !== null && { i: identityMark }) };
  const body = Buffer.from(JSON.stringify(claimed)).toString("base64url");
  return `${body}.${sign(body)}`;
}

/** Returns what a token says, or null if it is forged or belongs to another channel. */
export function readVisitorToken(channelPublicId: string, token: string): VisitorClaims | null {
  const [body, signature] = token.split(".");
  if (!body || !signature || !equal(signature, sign(body))) return null;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  if (!parsed.success || parsed.data.c !== channelPublicId) return null;
  return { chatId: parsed.data.v, identityMark: parsed.data.i ?? null };
}

/** Generates the chat id of a new visitor. */
export function newVisitorChatId(): string {
  return `visitor-${randomBytes(16).toString("base64url")}`;
}

function sign(body: string): string {
  return createHmac("sha256", deriveKey("visitor-token")).update(body).digest("base64url");
}

function equal(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
