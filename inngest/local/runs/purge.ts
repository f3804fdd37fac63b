/** Keeps the tables small: deletes expired rows in small batches. */
import type { Sql } from "../database.ts";

const BATCH = 1_000;

/** How long an event's id is kept; Inngest promises a day. */
const EVENT_HOURS = 25;

/** Deletes runs that ended longer ago than `retentionMs`, and expired event ids and idempotency keys. */
export async function purge(sql: Sql, retentionMs: number, signal: AbortSignal): Promise<void> {
  const steps = [
    () => purgeRuns(sql, retentionMs),
    () => purgeEvents(sql),
    () => sql`
      delete from executor.once where key in (select key from executor.once where until < now() limit ${BATCH})`,
  ];
  for (const step of steps) {
    let deleted = BATCH;
    while (deleted === BATCH && !signal.aborted) deleted = (await step()).count;
  }
}

function purgeRuns(sql: Sql, retentionMs: number) {
  return sql`
    with old as (
      select id from executor.run where ended_at < now() - ${retentionMs} * interval '1 ms' order by ended_at limit ${BATCH}
    ), steps as (
      delete from executor.step using old where step.run_id = old.id
    )
    delete from executor.run using old where run.id = old.id`;
}

function purgeEvents(sql: Sql) {
  return sql`
    delete from executor.event where id in (
      select id from executor.event where received_at < now() - make_interval(hours => ${EVENT_HOURS})
      order by received_at limit ${BATCH}
    )`;
}
