import { createHmac, timingSafeEqual } from "node:crypto";
import { DomainError } from "@/server/errors";
import { deriveKey, openSecret } from "@/server/secrets/secret-box";
import type { WebChannelSettings } from "./settings";

/** How the chat ids of logged-in users begin; those of other visitors begin otherwise. */
const IDENTIFIED = "user-";

export interface Identity {
  /** The user's id in the company's own system. */
  userId: string;
  /** Hex HMAC-SHA-256 of the user id under the channel's identity secret, computed on the company's server. */
  userHash: string;
}

/**
 * Returns the chat id of a logged-in user, which is the same on every device, if the site's server vouches for the
 * user.
 * @throws DomainError unauthorized if the hash is wrong or the channel has no identity secret.
 */
export function identifiedChatId(settings: WebChannelSettings, identity: Identity): string {
  if (settings.identitySecretSealed === null) {
    throw new DomainError("unauthorized", "This channel has no identity secret, so it cannot know logged-in users.");
  }
  const key = openSecret(settings.identitySecretSealed);
  const expected = createHmac("sha256", key).update(identity.userId).digest();
  const given = Buffer.from(identity.userHash, "hex");
  // Buffer.from stops silently at the first character that is no hex digit.
  if (
    identity.userHash.length !== 2 * expected.length ||
    given.length !== expected.length ||
    !timingSafeEqual(given, expected)
  ) {
    throw new DomainError(
      "unauthorized",
      "user_hash does not match: it is the hex HMAC-SHA-256 of user_id under the channel's identity secret.",
    );
  }
  return `${IDENTIFIED}${identity.userId}`;
}

/** Whether the site's server has vouched for the visitor of a chat. Only then is there a token for such a chat id. */
export function isIdentified(chatId: string): boolean {
  return chatId.startsWith(IDENTIFIED);
}

/**
 * What the token of a chat id is signed with besides its claims: for a user whom the site vouched for, something that
 * changes with the channel's identity secret, so that the token ends with the secret.
 */
export function identityMark({ identitySecretSealed }: WebChannelSettings, chatId: string): string {
  if (!isIdentified(chatId)) return "";
  const secret = identitySecretSealed === null ? "" : openSecret(identitySecretSealed);
  return createHmac("sha256", deriveKey("identity-mark")).update(secret).digest("base64url");
}

/**
 * Returns the user id that the site's server has vouched for, or null. The name, the e-mail address and the phone number
 * are not part of the hash, so that the visitor's browser can send any.
 */
export function verifiedUserId(chatId: string): string | null {
  return isIdentified(chatId) ? chatId.slice(IDENTIFIED.length) : null;
}
