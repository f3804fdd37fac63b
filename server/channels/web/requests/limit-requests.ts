import { clientAddress } from "@/server/accounts/limits/client-address";
import { enforceRateLimit, giveBackHits } from "@/server/accounts/limits/rate-limit";
import type { Visitor } from "../chat-session";
import type { WebChannel } from "../find-web-channel";

/** What visitors may do besides writing, with the most times per window for one visitor. */
const LIMITS = {
  upload: { limit: 10, windowSeconds: 60 },
  /** Uploads that are not yet part of a message. */
  unsent: { limit: 20, windowSeconds: 86_400 },
  feedback: { limit: 30, windowSeconds: 60 },
  person: { limit: 5, windowSeconds: 60 },
  restart: { limit: 5, windowSeconds: 60 },
  transcript: { limit: 20, windowSeconds: 60 },
  mail: { limit: 3, windowSeconds: 3600 },
};

/** Visitors share the addresses of offices, but tokens are free: the limit per address is this many times higher. */
const VISITORS_PER_ADDRESS = 6;

type Limited = keyof typeof LIMITS;

function keyOf(what: Limited, channel: WebChannel, who: string): string {
  return `chat-${what}:${channel.id}:${who}`;
}

/**
 * Counts a request of a visitor, and of the address it comes from.
 * @throws DomainError limit_exceeded.
 */
export async function limitRequest(
  what: Limited,
  channel: WebChannel,
  visitor: Visitor,
  headers: Headers,
): Promise<void> {
  const { limit, windowSeconds } = LIMITS[what];
  const address = clientAddress(headers);
  const say = () => `You did this ${limit} times in a short time. Please wait, then try again.`;
  await enforceRateLimit({ key: keyOf(what, channel, visitor.chatId), limit, windowSeconds }, say);
  if (address === null) return;
  const key = keyOf(what, channel, `address:${address}`);
  await enforceRateLimit({ key, limit: limit * VISITORS_PER_ADDRESS, windowSeconds }, say);
}

/**
 * Counts an upload that is not yet part of a message.
 * @throws DomainError limit_exceeded.
 */
export async function limitUnsentFiles(channel: WebChannel, visitor: Visitor): Promise<void> {
  const { limit, windowSeconds } = LIMITS.unsent;
  const key = keyOf("unsent", channel, visitor.chatId);
  await enforceRateLimit(
    { key, limit, windowSeconds },
    () => `You uploaded ${limit} files without sending them. Send some of them first.`,
  );
}

/** Takes files that were sent, or were not stored, out of the count of unsent ones. */
export async function forgetUnsentFiles(channel: WebChannel, visitor: Visitor, count: number): Promise<void> {
  const key = keyOf("unsent", channel, visitor.chatId);
  await giveBackHits({ key, ...LIMITS.unsent }, count);
}
