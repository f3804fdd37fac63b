import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { firstCheck } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import type { SourceStatus } from "@/server/schemas/knowledge/source-settings";

/** A source of a workspace. */
export interface SourceKey {
  workspaceId: string;
  sourceId: string;
}

/** Whether the newest text of a source could not be read or its reading was stopped. It is read when it is saved again. */
export function isUnread(status: SourceStatus): boolean {
  return status === "failed" || status === "stale";
}

/**
 * Requests that a source is read. A reading that still runs is replaced: it ends without a further change.
 * @returns The events to dispatch after the commit.
 * @throws DomainError not_found.
 */
export async function requestReading(tx: Executor, { workspaceId, sourceId }: SourceKey): Promise<OutboxEvent[]> {
  const readingId = newId("knowledgeReading");
  const requested = await tx
    .update(knowledgeSources)
    .set({ status: "queued", readingId, progress: null, checkAt: firstCheck, updatedAt: sql`now()` })
    .where(and(eq(knowledgeSources.workspaceId, workspaceId), eq(knowledgeSources.id, sourceId)))
    .returning({ id: knowledgeSources.id });
  if (requested.length === 0) throw new DomainError("not_found", "This source does not exist in your workspace.");
  return enqueue(tx, [{ name: "knowledge/reading.requested", data: { workspaceId, sourceId, readingId } }]);
}
