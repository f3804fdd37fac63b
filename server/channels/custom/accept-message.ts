import { enforceRateLimit } from "@/server/accounts/limits/rate-limit";
import { receiveMessage } from "@/server/conversations/receive-message";
import { announceEvents } from "@/server/events/publish/announce-events";
import type { Later } from "@/server/later";
import { noteRequest } from "@/server/log/request-scope";
import { dispatch } from "@/server/outbox/outbox";
import { authenticateToken } from "./authenticate-token";
import { parseIncoming } from "./parse-incoming";

/** 100 per second, sustained: a channel that sends more is stuck in a loop. */
export const MESSAGES_PER_MINUTE = 6000;

/** The body of the 202 response to an accepted message (CONTRACTS §1). */
export interface Accepted {
  status: "accepted";
  /** The sender's id. */
  message_id: string;
  /** Parley's id. */
  conversation_id: string;
}

/**
 * Accepts a message from a custom channel exactly once, however often it is sent (CONTRACTS §1). The body is read only
 * if the token is valid.
 * @throws DomainError for each refusal that the contract names.
 */
export async function acceptMessage(
  authorization: string | null,
  readBody: () => Promise<unknown>,
  later: Later,
): Promise<Accepted> {
  const channel = await authenticateToken(authorization);
  await limitRate(channel.id);
  const message = await parseIncoming(await readBody());
  const { conversationId, events, isRecorded } = await receiveMessage(channel, message, "durable");
  noteRequest({ conversationId });
  if (isRecorded) announceEvents(channel.workspaceId, later);
  if (events.length > 0) later(() => dispatch(events));
  return { status: "accepted", message_id: message.externalId, conversation_id: conversationId };
}

function limitRate(channelId: string): Promise<void> {
  const limit = { key: `custom:${channelId}`, limit: MESSAGES_PER_MINUTE, windowSeconds: 60 };
  return enforceRateLimit(limit, () => `A channel may send ${MESSAGES_PER_MINUTE} messages a minute.`);
}
