import { type SQL, sql } from "drizzle-orm";

/** The runs of a conversation that ended after their turns had stopped waiting for them, as a JSON array of ids. */
export function lateResultsOf(conversationId: SQL): SQL {
  return sql`(
    select coalesce(jsonb_agg(r.id), '[]')
    from turns past join action_runs r on r.turn_id = past.id
    where past.conversation_id = ${conversationId} and r.parent_run_id is null
      and r.detached_at is not null and r.finished_at is not null
  )`;
}
