import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import type { DeliveryRequest } from "./claim-delivery";

/**
 * Gives up a conversation that a run cannot carry on with, and requests another run for what is still unsent.
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
    // A statement of its own: it sees the messages that committed while the row was waited for.
    const unsent = await tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.conversationId, conversationId), inArray(messages.delivery, ["pending", "delivering"])))
      .limit(1);
    if (unsent.length === 0) return [];
    return enqueue(tx, [{ name: "delivery/requested", data: { workspaceId, conversationId } }]);
  });
}
