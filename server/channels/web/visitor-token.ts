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
 * @param mark Signed with the claims, but not part of them, so that they always name the same visitor: the token is valid
 * only together with it (see `identityMark`).
 */
export function signVisitorToken(channelPublicId: string, chatId: string, mark = ""): string {
  const body = Buffer.from(JSON.stringify({ c: channelPublicId, v: chatId })).toString("base64url");
  return `${body}.${sign(body, mark)}`;
}

/**
 * Returns the chat id in a token, or null if the token is forged, belongs to another channel, or has another mark.
 * @param markOf The mark that the token of a chat id must have been signed with.
 */
export function readVisitorToken(
  channelPublicId: string,
  token: string,
  markOf: (chatId: string) => string = () => "",
): string | null {
  const [body, signature] = token.split(".");
  const claimed = body && signature ? readClaims(body) : null;
  if (!body || !signature || claimed?.c !== channelPublicId) return null;
  return equal(signature, sign(body, markOf(claimed.v))) ? claimed.v : null;
}

/** Generates the chat id of a new visitor. */
export function newVisitorChatId(): string {
  return `visitor-${randomBytes(16).toString("base64url")}`;
}

/** The claims before their signature is checked; null for anything else. */
function readClaims(body: string): z.infer<typeof claims> | null {
  try {
    return claims.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

function sign(body: string, mark: string): string {
  // A body in base64url has no line break.
  const signed = mark === "" ? body : `${body}\n${mark}`;
  return createHmac("sha256", deriveKey("visitor-token")).update(signed).digest("base64url");
}

function equal(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
