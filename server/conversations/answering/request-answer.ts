import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { firstCheck } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

/** A customer's newest message. */
export type UnansweredMessage = Record<"workspaceId" | "conversationId" | "messageId", string>;

/**
 * Requests an answer to a message that no turn is answering, and schedules the sweep's check. Returns the events to
 * dispatch.
 */
export async function requestAnswer(tx: Transaction, message: UnansweredMessage): Promise<OutboxEvent[]> {
  await tx.update(conversations).set({ answerCheckAt: firstCheck }).where(eq(conversations.id, message.conversationId));
  return enqueue(tx, [{ name: "conversation/message.received", data: message }]);
}
