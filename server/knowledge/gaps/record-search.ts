import { and, desc, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { knowledgeGaps, knowledgeSearches } from "@/db/schema/knowledge-searches";
import { newId } from "@/server/ids";
import { likenessTo } from "../search/likeness";

/** A search for a customer's message, after the message was answered. */
export interface SearchRecord {
  workspaceId: string;
  botId: string;
  conversationId: string;
  messageId: string;
  question: string;
  outcome: "direct" | "passages" | "nothing";
  /** Of the best hit, from 0 to 1. */
  score: number;
  /** The sources that the answer used. */
  sourceIds: string[];
  /** It is a question that neither the knowledge base nor an action answered. */
  isUnanswered: boolean;
}

/** With how many of the newest gaps a question is compared. */
const COMPARED_GAPS = 500;
/** From this likeness on, two questions are the same one. */
const SAME_QUESTION = 0.6;

/**
 * Records a search once per message. An unanswered question is counted in the gap whose question is like it; a gap that
 * was answered opens again.
 */
export async function recordSearch(record: SearchRecord): Promise<void> {
  const { isUnanswered, ...values } = record;
  await db.transaction(async (tx) => {
    const [stored] = await tx
      .insert(knowledgeSearches)
      .values({ id: newId("knowledgeSearch"), ...values })
      .onConflictDoNothing({ target: knowledgeSearches.messageId })
      .returning({ id: knowledgeSearches.id });
    if (!stored) return;
    await countUses(tx, record);
    if (!isUnanswered) return;
    const gapId = await countGap(tx, record);
    await tx
      .update(knowledgeSearches)
      .set({ gapId })
      .where(and(eq(knowledgeSearches.workspaceId, record.workspaceId), eq(knowledgeSearches.id, stored.id)));
  });
}

/** In the order of the ids, so that two answers that use the same sources do not wait for each other. */
async function countUses(tx: Transaction, { workspaceId, sourceIds }: SearchRecord): Promise<void> {
  if (sourceIds.length === 0) return;
  await tx.execute(sql`
    insert into knowledge_uses (workspace_id, source_id, day, uses, last_used_at)
    select workspace_id, id, (now() at time zone 'utc')::date, 1, now() from knowledge_sources
    where workspace_id = ${workspaceId} and id = any(${sql.param(sourceIds)}::text[])
    order by id
    on conflict (source_id, day) do update set uses = knowledge_uses.uses + 1, last_used_at = excluded.last_used_at`);
}

async function countGap(tx: Transaction, { workspaceId, question }: SearchRecord): Promise<string> {
  // Two customers who ask the same at the same time would otherwise make two gaps.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`knowledge-gaps:${workspaceId}`}))`);
  const known = await tx
    .select({ id: knowledgeGaps.id, question: knowledgeGaps.question })
    .from(knowledgeGaps)
    .where(eq(knowledgeGaps.workspaceId, workspaceId))
    .orderBy(desc(knowledgeGaps.lastAskedAt))
    .limit(COMPARED_GAPS);
  const same = await mostAlike(question, known);
  if (same === null) {
    const id = newId("knowledgeGap");
    await tx.insert(knowledgeGaps).values({ id, workspaceId, question });
    return id;
  }
  await tx
    .update(knowledgeGaps)
    .set({
      count: sql`${knowledgeGaps.count} + 1`,
      lastAskedAt: sql`now()`,
      status: sql`case when ${knowledgeGaps.status} = 'dismissed' then 'dismissed' else 'open' end`,
    })
    .where(and(eq(knowledgeGaps.workspaceId, workspaceId), eq(knowledgeGaps.id, same)));
  return same;
}

async function mostAlike(question: string, gaps: readonly { id: string; question: string }[]): Promise<string | null> {
  const likeness = await likenessTo(question);
  let [best, highest]: [string | null, number] = [null, SAME_QUESTION];
  for (const gap of gaps) {
    const score = await likeness(gap.question);
    if (score >= highest) [best, highest] = [gap.id, score];
  }
  return best;
}
