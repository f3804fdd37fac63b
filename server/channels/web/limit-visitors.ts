import { clientAddress } from "@/server/accounts/limits/client-address";
import { enforceRateLimit } from "@/server/accounts/limits/rate-limit";
import type { Visitor } from "./chat-session";
import type { WebChannel } from "./find-web-channel";

/** CONTRACTS §7. */
const MESSAGES_PER_MINUTE = 20;

/** A session is opened by each page, and may change what is stored about the visitor. */
const SESSIONS_PER_MINUTE = 60;

/** Many people share an office's address, but few of them start a chat in the same minute. */
const NEW_VISITORS_PER_MINUTE = 60;

/**
 * Counts a visitor without a token by address, so that discarding the token does not evade the limit per visitor.
 * @throws DomainError limit_exceeded.
 */
export async function limitNewVisitors(channel: WebChannel, headers: Headers): Promise<void> {
  const address = clientAddress(headers);
  if (address === null) return;
  const key = `chat-visitors:${channel.id}:${address}`;
  const limit = { key, limit: NEW_VISITORS_PER_MINUTE, windowSeconds: 60 };
  await enforceRateLimit(limit, () => "Too many new chats come from your network. Please wait a minute.");
}

/**
 * Counts a visitor's message.
 * @throws DomainError limit_exceeded.
 */
export function limitVisitor(channel: WebChannel, visitor: Visitor): Promise<void> {
  const limit = { key: `chat:${channel.id}:${visitor.chatId}`, limit: MESSAGES_PER_MINUTE, windowSeconds: 60 };
  return enforceRateLimit(limit, () => "You sent many messages in a short time. Please wait a moment, then continue.");
}

/**
 * Counts a visitor's session that stores something.
 * @throws DomainError limit_exceeded.
 */
export function limitSessions(channel: WebChannel, visitor: Visitor): Promise<void> {
  const limit = { key: `chat-sessions:${channel.id}:${visitor.chatId}`, limit: SESSIONS_PER_MINUTE, windowSeconds: 60 };
  return enforceRateLimit(limit, () => "The chat was opened many times in a short time. Please wait a minute.");
}
