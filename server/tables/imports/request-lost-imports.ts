import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { tableImports } from "@/db/schema/tables";
import { nextCheck } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

/**
 * Requests again the imports that have made no progress for some minutes. Rows that were already staged are replaced.
 * Retries end when the import is purged, a day after its upload.
 * @returns The events to dispatch.
 */
export function requestLostImports(limit = 50): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const due = tx
      .select({ id: tableImports.id })
      .from(tableImports)
      .where(and(eq(tableImports.status, "importing"), lt(tableImports.checkAt, sql`now()`)))
      .orderBy(tableImports.checkAt)
      .limit(limit)
      .for("update", { skipLocked: true });
    const lost = await tx
      .update(tableImports)
      .set({ checkAt: nextCheck(sql`${tableImports.createdAt}`) })
      .where(inArray(tableImports.id, due))
      .returning({ workspaceId: tableImports.workspaceId, importId: tableImports.id });
    return enqueue(
      tx,
      lost.map((data) => ({ name: "table/import.requested" as const, data })),
    );
  });
}
