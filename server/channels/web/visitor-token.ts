import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { deriveKey } from "@/server/secrets/secret-box";

const claims = z.object({
  /** The channel's public id. */
  c: z.string(),
  /** The customer's chat id in that channel. */
  v: z.string(),
});

/**
 * Signs the token that binds a browser to its conversation: `<claims>.<HMAC-SHA-256>` in base64url, valid for one
 * channel. The browser stores it and sends it as `Authorization: Bearer`.
 */
export function signVisitorToken(channelPublicId: string, chatId: string): string {
  const body = Buffer.from(JSON.stringify({ c: channelPublicId, v: chatId })).toString("base64url");
  return `${body}.${sign(body)}`;
}

/** Returns the chat id in a token, or null if the token is forged or belongs to another channel. */
export function readVisitorToken(channelPublicId: string, token: string): string | null {
  const [body, signature] = token.split(".");
  if (!body || !signature || !equal(signature, sign(body))) return null;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return parsed.success && parsed.data.c === channelPublicId ? parsed.data.v : null;
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
