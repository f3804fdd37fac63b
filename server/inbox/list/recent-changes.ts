import { sql } from "drizzle-orm";
import { db } from "@/db/client";

/** The time of the last change of conversations, by conversation id. */
type RecentChanges = Map<string, string>;

/** Longer than the polling interval and than any statement, because changes have the start time of their statement. */
const WINDOW = sql`now() - interval '20 seconds'`;
const MOST = 1000;

/**
 * Reads the conversations that changed in the last seconds, to find changes whose announcement was lost, and snoozes
 * that have ended, which nothing announces. Compare two results with `changedSince`.
 */
export async function recentChanges(workspaceId: string): Promise<RecentChanges> {
  const rows = await db.execute<{ id: string; at: string }>(sql`
    select id, max(at)::text as at from (
      select id, last_message_at as at from conversations
      where workspace_id = ${workspaceId} and last_message_at > ${WINDOW}
      union all
      select id, snoozed_until from conversations
      where workspace_id = ${workspaceId} and snoozed_until > ${WINDOW} and snoozed_until <= now()
      union all
      select conversation_id, created_at from conversation_events
      where workspace_id = ${workspaceId} and created_at > ${WINDOW}
      union all
      select conversation_id, finished_at from deliveries
      where workspace_id = ${workspaceId} and finished_at > ${WINDOW}
    ) recent group by id limit ${MOST}`);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** Returns the ids of the conversations that changed between two results of `recentChanges`. */
export function changedSince(before: RecentChanges, now: RecentChanges): string[] {
  return [...now].flatMap(([id, at]) => (before.get(id) === at ? [] : [id]));
}
