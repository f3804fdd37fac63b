import { sql } from "drizzle-orm";
import { db } from "@/db/client";

/** When each of a workspace's conversations last changed, by its id. */
type RecentChanges = Map<string, string>;

/** Longer than the time between two looks, and than any statement, whose changes carry the time of its start. */
const WINDOW = sql`now() - interval '20 seconds'`;
const MOST = 1000;

/**
 * Reads from the rows themselves what changed in the last seconds, for changes whose announcement does not arrive. What
 * differs between two looks has changed between them.
 */
export async function recentChanges(workspaceId: string): Promise<RecentChanges> {
  const rows = await db.execute<{ id: string; at: string }>(sql`
    select id, max(at)::text as at from (
      select id, last_message_at as at from conversations
      where workspace_id = ${workspaceId} and last_message_at > ${WINDOW}
      union all
      select conversation_id, created_at from conversation_events
      where workspace_id = ${workspaceId} and created_at > ${WINDOW}
      union all
      select conversation_id, finished_at from deliveries
      where workspace_id = ${workspaceId} and finished_at > ${WINDOW}
    ) recent group by id limit ${MOST}`);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** The conversations that have changed between two looks. */
export function changedSince(before: RecentChanges, now: RecentChanges): string[] {
  return [...now].flatMap(([id, at]) => (before.get(id) === at ? [] : [id]));
}
