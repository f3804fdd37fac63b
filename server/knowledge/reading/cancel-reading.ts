import { and, eq, inArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import type { SourceKey } from "./request-reading";

const CANCELLED = "The reading was cancelled before it ended. Read the source again to get its newest text.";

/**
 * Ends a reading that is queued or in progress; its step in progress stops before the next page. The source is
 * then `stale`, or `failed` if nothing was read before, because its newest text may not have been read.
 * @returns whether there was a reading.
 */
export async function cancelReading(tx: Executor, { workspaceId, sourceId }: SourceKey): Promise<boolean> {
  const { succeededAt } = knowledgeSources;
  const cancelled = await tx
    .update(knowledgeSources)
    .set({
      status: sql`case when ${succeededAt} is null then 'failed' else 'stale' end`,
      error: CANCELLED,
      readingId: null,
      progress: null,
      checkAt: null,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(knowledgeSources.workspaceId, workspaceId),
        eq(knowledgeSources.id, sourceId),
        inArray(knowledgeSources.status, ["queued", "reading"]),
      ),
    )
    .returning({ id: knowledgeSources.id });
  return cancelled.length > 0;
}
