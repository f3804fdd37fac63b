import { and, eq, inArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import type { SourceKey } from "./request-reading";

const CANCELLED = "The reading was cancelled before it ended. Read the source again to get the rest.";

/**
 * Ends a reading that is queued or in progress; its step in progress stops before the next page. The source returns to
 * the state of the reading before, or fails if there was none.
 * @returns whether there was a reading.
 */
export async function cancelReading(tx: Executor, { workspaceId, sourceId }: SourceKey): Promise<boolean> {
  const { succeededAt, error, warnings } = knowledgeSources;
  const cancelled = await tx
    .update(knowledgeSources)
    .set({
      status: sql`case
        when ${succeededAt} is null then 'failed'
        when ${error} is not null then 'stale'
        when jsonb_array_length(${warnings}) > 0 then 'warnings'
        else 'ready' end`,
      error: sql`case when ${succeededAt} is null then ${CANCELLED} else ${error} end`,
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
