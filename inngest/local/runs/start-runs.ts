/** Writes runs with the first job of each. */
import type { Queryable } from "../database.ts";
import type { StoredEvent } from "./event.ts";
import type { Job } from "../queue/job.ts";
import type { Start } from "./plan-starts.ts";

/** Starts the runs, as part of a larger transaction. */
export async function startRuns(tx: Queryable, starts: Start[]): Promise<void> {
  if (starts.length === 0) return;
  await tx`with ${startsAsRows(tx, starts)}, ${insertRuns(tx, null)} select`;
}

/**
 * Stores events and starts their runs in one statement, once for each event id. Does nothing if a run waits for one of
 * the events: that takes a transaction. The commit does not wait for the disk, since the sender's outbox is in the same
 * database: a crash that loses this commit also loses the later one that empties the outbox.
 * @param owner The process that claims the jobs of these runs; null leaves them in the queue.
 * @returns the jobs that were claimed; null if it did nothing.
 */
export async function startRunsOfEvents(
  sql: Queryable,
  events: StoredEvent[],
  starts: Start[],
  owner: string | null,
): Promise<Job[] | null> {
  const [answer] = await sql<{ awaited: boolean; jobs: [number, string][] | null }[]>`
    with awaited as materialized (
      select exists (
        select 1 from executor.wait where event_name in (select name from ${eventRows(sql, events)})
      ) as any
    ), fresh as (
      insert into executor.event (id, name)
      select id, name from ${eventRows(sql, events)} where not (select awaited.any from awaited)
      on conflict (id) do nothing returning id
    ), ${startsAsRows(sql, starts, sql`where "eventId" in (select id from fresh)`)}, ${insertRuns(sql, owner)}
    select awaited.any as awaited, (select json_agg(json_build_array(id, run_id) order by id) from jobs) as jobs,
      set_config('synchronous_commit', 'off', true)
    from awaited`;
  if (answer?.awaited !== false) return null;
  return owner === null ? [] : (answer.jobs ?? []).flatMap(([id, runId]) => firstJob(id, runId, starts));
}

/** The first job of a run, in the form that a claim reads. */
function firstJob(id: number, runId: string, starts: Start[]): Job[] {
  const start = starts.find((one) => one.runId === runId);
  if (!start) return [];
  const { functionId, event, groups } = start;
  const run = { id: runId, functionId, event, groups, hasParent: false, steps: new Map(), isParallel: false };
  return [{ id: String(id), kind: "call", runId, stepId: null, payload: null, attempt: 0, broken: 0, run }];
}

/** Stores events. Returns the new ones, each once: an id counts once a day. */
export async function storeEvents(tx: Queryable, events: StoredEvent[]): Promise<StoredEvent[]> {
  const stored = await tx<{ id: string }[]>`
    insert into executor.event (id, name) select id, name from ${eventRows(tx, events)}
    on conflict (id) do nothing returning id`;
  const fresh = new Set(stored.map(({ id }) => id));
  return events.filter(({ id }) => fresh.delete(id));
}

function eventRows(sql: Queryable, events: StoredEvent[]) {
  const rows = events.map(({ id, name }) => ({ id, name }));
  return sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as sent (id text, name text)`;
}

function startsAsRows(sql: Queryable, starts: Start[], where = sql``) {
  return sql`starts as materialized (
      select * from json_to_recordset(${JSON.stringify(starts)}::text::json) as starts (
        "runId" text, "functionId" text, "eventId" text, event text, groups text[], cancels json,
        "parentRunId" text, "parentStepId" text
      ) ${where}
    )`;
}

function insertRuns(sql: Queryable, owner: string | null) {
  return sql`runs as (
      insert into executor.run (id, function_id, event, groups, parent_run_id, parent_step_id)
      select "runId", "functionId", event, groups, "parentRunId", "parentStepId" from starts
    ), jobs as (
      insert into executor.job (kind, run_id, owner) select 'call', "runId", ${owner}::bigint from starts
      returning id, run_id
    ), waits as (
      insert into executor.wait (run_id, event_name, expression, expires_at)
      select "runId", cancel."eventName", cancel.expression, cancel."expiresAt" from starts,
        json_to_recordset(starts.cancels) as cancel ("eventName" text, expression text, "expiresAt" timestamptz)
    )`;
}
