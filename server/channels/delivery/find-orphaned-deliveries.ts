import { and, asc, eq, inArray, isNull, min, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { newId } from "@/server/ids";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { noSignOfLife } from "./claim-delivery";

/** A message that no run has claimed for this long counts as orphaned. */
const UNTAKEN_TIMEOUT = sql`interval '60 seconds'`;

/**
 * Finds conversations with unsent messages that no running function sends, the longest waiting first.
 * @returns one event for each, to dispatch. They are not stored in the outbox: if they are lost, the next sweep finds
 * the same conversations.
 */
export async function findOrphanedDeliveries(limit = 100): Promise<OutboxEvent[]> {
  const orphaned = await db
    .select({ workspaceId: conversations.workspaceId, conversationId: conversations.id })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(
      and(
        inArray(messages.delivery, ["pending", "delivering"]),
        sql`${messages.createdAt} < now() - ${UNTAKEN_TIMEOUT}`,
        or(isNull(conversations.deliveryOwner), noSignOfLife),
      ),
    )
    .groupBy(conversations.id)
    .orderBy(asc(min(messages.createdAt)))
    .limit(limit);
  return orphaned.map((data) => ({ id: newId("event"), name: "delivery/requested", data }));
}
