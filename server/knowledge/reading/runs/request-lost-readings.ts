import { and, inArray, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { nextCheck } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

/**
 * Requests again the readings that have made no progress for some minutes. Pages that were already read are not written
 * again.
 * @returns The events to dispatch.
 */
export function requestLostReadings(limit = 50): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const due = tx
      .select({ id: knowledgeSources.id })
      .from(knowledgeSources)
      .where(and(inArray(knowledgeSources.status, ["queued", "reading"]), lt(knowledgeSources.checkAt, sql`now()`)))
      .orderBy(knowledgeSources.checkAt)
      .limit(limit)
      .for("update", { skipLocked: true });
    const lost = await tx
      .update(knowledgeSources)
      .set({ checkAt: nextCheck(sql`${knowledgeSources.updatedAt}`) })
      .where(inArray(knowledgeSources.id, due))
      .returning({
        workspaceId: knowledgeSources.workspaceId,
        sourceId: knowledgeSources.id,
        readingId: sql<string>`coalesce(${knowledgeSources.readingId}, '')`,
      });
    return enqueue(
      tx,
      lost.map((data) => ({ name: "knowledge/reading.requested" as const, data })),
    );
  });
}
