import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import type { DeliveryRequest } from "./claim-delivery";

/**
 * Ends a run's ownership of a conversation, and requests another run if messages are still unsent.
 * @returns the events to dispatch.
 */
export function releaseDelivery(
  { workspaceId, conversationId }: DeliveryRequest,
  runId: string,
): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const owned = await tx
      .update(conversations)
      .set({ deliveryOwner: null })
      .where(
        and(
          eq(conversations.workspaceId, workspaceId),
          eq(conversations.id, conversationId),
          eq(conversations.deliveryOwner, runId),
        ),
      )
      .returning({ id: conversations.id });
    if (owned.length === 0) return [];
    // A separate statement, which sees the messages that were committed while the one above waited for the lock.
    const unsent = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.conversationId, conversationId), inArray(messages.delivery, ["pending", "delivering"])))
      .limit(1);
    if (unsent.length === 0) return [];
    return enqueue(tx, [{ name: "delivery/requested", data: { workspaceId, conversationId } }]);
  });
}
