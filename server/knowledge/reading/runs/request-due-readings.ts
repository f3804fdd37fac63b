import { and, eq, lte, notInArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { nextReading } from "../next-reading";
import { requestReading } from "../request-reading";

/**
 * Requests the scheduled readings that are due. One that is still in progress goes on instead.
 * @returns The events to dispatch.
 */
export function requestDueReadings(limit = 100): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select({
        workspaceId: knowledgeSources.workspaceId,
        sourceId: knowledgeSources.id,
        schedule: knowledgeSources.schedule,
      })
      .from(knowledgeSources)
      .where(
        and(lte(knowledgeSources.nextReadAt, sql`now()`), notInArray(knowledgeSources.status, ["queued", "reading"])),
      )
      .orderBy(knowledgeSources.nextReadAt)
      .limit(limit)
      .for("update", { skipLocked: true });
    const events: OutboxEvent[] = [];
    for (const { schedule, ...key } of due) {
      const nextReadAt = nextReading(schedule, key.sourceId);
      await tx.update(knowledgeSources).set({ nextReadAt }).where(eq(knowledgeSources.id, key.sourceId));
      events.push(...(await requestReading(tx, key)));
    }
    return events;
  });
}
