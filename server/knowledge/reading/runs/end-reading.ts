import { eq, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { knowledgeDocuments, knowledgeSources, knowledgeStatistics } from "@/db/schema/knowledge";
import { endedEditsNotes } from "@/server/knowledge/edits/end-edits";
import { requestStatistics } from "@/server/knowledge/index/request-statistics";
import { updateStatistics } from "@/server/knowledge/index/update-statistics";
import { requestVectors } from "@/server/knowledge/vectors/request-vectors";
import { dispatch, withdraw } from "@/server/outbox/outbox";
import { excerpt } from "@/server/text/excerpt";
import { nextReading } from "../next-reading";
import { inReading, type ReadingKey } from "./reading-key";

const MAX_WARNINGS = 50;
const MAX_WARNING = 500;

export type Source = typeof knowledgeSources.$inferSelect;

/**
 * How a reading ended. `isFirstAgain` forgets that the source was ever read, because its content was removed. `removed` is
 * the number of documents that its end removed.
 */
export type ReadingEnd = ({ warnings: string[] } | { error: string; isFirstAgain?: boolean }) & { removed?: number };

/** Longer than a document is being written: its time is that of the beginning of its transaction. */
const LONGEST_WRITE = "10 minutes";

/**
 * Ends a reading in the transaction of its last changes, and then updates the statistics if it changed something.
 * @param finish Makes those changes and says how the reading ended. Not called if the reading was cancelled or replaced.
 */
export async function endReading(
  key: ReadingKey,
  finish: (tx: Transaction, source: Source) => Promise<ReadingEnd>,
): Promise<void> {
  const owed = await db.transaction(async (tx) => {
    const [source] = await tx.select().from(knowledgeSources).where(inReading(key)).for("no key update");
    if (!source) return null;
    const end = await finish(tx, source);
    await tx
      .update(knowledgeSources)
      .set({
        ...("error" in end ? failure(source, end) : success([...(await endedNotes(tx, source.id)), ...end.warnings])),
        progress: null,
        checkAt: null,
        nextReadAt: nextReading(source.schedule, source.id),
        readAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(eq(knowledgeSources.id, source.id));
    const isChanged = (end.removed ?? 0) > 0 || (await hasNewDocuments(tx, key));
    // The sweep sends this if the process ends before it has computed them.
    return isChanged ? requestStatistics(tx, key.workspaceId) : [];
  });
  if (owed === null) return;
  if (owed.length > 0) {
    await updateStatistics(key.workspaceId);
    await withdraw(owed);
  }
  await dispatch(await requestVectors(db, key.workspaceId));
}

/** The notes on edits that this reading, or one before, has ended. */
async function endedNotes(tx: Transaction, sourceId: string): Promise<string[]> {
  const [source] = await tx
    .select({ endedEdits: knowledgeSources.endedEdits })
    .from(knowledgeSources)
    .where(eq(knowledgeSources.id, sourceId));
  return source ? endedEditsNotes(source.endedEdits) : [];
}

/** Whether documents of the source were written since the statistics were computed. */
async function hasNewDocuments(on: Executor, { workspaceId, sourceId }: ReadingKey): Promise<boolean> {
  const [row] = await on.execute<{ has: boolean }>(sql`
    select exists (
      select from ${knowledgeDocuments}
      where ${knowledgeDocuments.sourceId} = ${sourceId} and ${knowledgeDocuments.createdAt} > coalesce((
        select ${knowledgeStatistics.computedAt} - ${LONGEST_WRITE}::interval from ${knowledgeStatistics}
        where ${knowledgeStatistics.workspaceId} = ${workspaceId}
      ), '-infinity')
    ) as has`);
  return row?.has ?? false;
}

/** Ends a reading that failed. The content of the reading before stays in use. */
export function failReading(key: ReadingKey, error: string): Promise<void> {
  return endReading(key, () => Promise.resolve({ error }));
}

function success(warnings: string[]) {
  const status = warnings.length > 0 ? ("warnings" as const) : ("ready" as const);
  return { status, warnings: limited(warnings), error: null, succeededAt: sql`now()` };
}

function failure(source: Source, { error, isFirstAgain = false }: Extract<ReadingEnd, { error: string }>) {
  const hasCopy = source.succeededAt !== null && !isFirstAgain;
  return {
    status: hasCopy ? ("stale" as const) : ("failed" as const),
    error: excerpt(error, MAX_WARNING),
    succeededAt: hasCopy ? source.succeededAt : null,
  };
}

function limited(warnings: string[]): string[] {
  const shown = warnings.slice(0, MAX_WARNINGS).map((warning) => excerpt(warning, MAX_WARNING));
  const more = warnings.length - shown.length;
  return more > 0 ? [...shown, `And ${more.toLocaleString("en")} more.`] : shown;
}
