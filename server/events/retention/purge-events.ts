import { sql } from "drizzle-orm";
import { DELETE_BATCH, deleteInBatches } from "@/db/delete-in-batches";
import { eventAttempts, eventDeliveries, eventReplays, events } from "@/db/schema/events";

/**
 * Deletes what is older than a workspace keeps its log: ended deliveries with their attempts, events without deliveries,
 * and ended replays. Deliveries that still wait stay, with their events, and so does an event that is not published yet.
 * The newest event of the feed also stays, because a reader that has read everything continues after it.
 * @param days How long the workspace keeps its log.
 * @returns the number of deleted rows.
 */
export async function purgeEvents(workspaceId: string, days: number, mostRows = DELETE_BATCH): Promise<number> {
  const isOld = sql`workspace_id = ${workspaceId} and created_at < now() - ${days} * interval '1 day'`;
  // A test whose process crashed waits for nothing.
  const hasEnded = sql`(status <> 'delivering' or is_test)`;
  const deliveries = sql`select id from ${eventDeliveries} where ${isOld} and ${hasEnded}`;
  // From the bottom up, so that no row takes many others with it.
  const statements = [
    sql`delete from ${eventAttempts} where id in (
      select a.id from (${deliveries}) d join ${eventAttempts} a on a.delivery_id = d.id limit ${mostRows})`,
    sql`delete from ${eventDeliveries} where id in (
      select d.id from (${deliveries}) d
      where not exists (select from ${eventAttempts} a where a.delivery_id = d.id) limit ${mostRows})`,
    sql`delete from ${events} where id in (
      select e.id from (
        select id from ${events}
        where ${isOld} and position < coalesce((
          select position from ${events} where workspace_id = ${workspaceId} and position > 0 order by position desc limit 1
        ), 1)
      ) e
      where not exists (select from ${eventDeliveries} d where d.event_id = e.id) limit ${mostRows})`,
    sql`delete from ${eventReplays} where id in (
      select id from ${eventReplays} where ${isOld} and status <> 'running' limit ${mostRows})`,
  ];
  let deleted = 0;
  for (const statement of statements) deleted += await deleteInBatches(statement, mostRows);
  return deleted;
}
