/** Accepts events: what they start, continue or cancel happens in the transaction that stores them. */
import type { Queryable, Sql } from "../database.ts";
import type { StoredEvent } from "./event.ts";
import type { Functions } from "./functions.ts";
import type { Job } from "../queue/job.ts";
import { planStarts, type Debounce, type Plan, type Start } from "./plan-starts.ts";
import { startRuns, startRunsOfEvents, storeEvents } from "./start-runs.ts";
import { fulfilWaits, readWaits } from "../queue/waits.ts";

/** How long a function's idempotency key is valid. */
const ONCE_HOURS = 24;

/** The session that holds the leader's lock and may claim jobs, and the leader's number. */
export interface Claimer {
  session: Sql;
  owner: string;
}

/**
 * Accepts events from outside. An event id seen within the last day does nothing.
 * @param claimer Claims the jobs of the runs that the events start, where possible, to bypass the queue.
 * @returns the jobs that it claimed.
 */
export async function ingest(
  sql: Sql,
  functions: Functions,
  events: StoredEvent[],
  claimer: Claimer | null,
): Promise<Job[]> {
  if (events.length === 0) return [];
  const plans = firstOfEachId(events).flatMap((event) => planStarts(functions, event));
  const isPlain = plans.every(({ onceKey, debounce }) => onceKey === undefined && debounce === undefined);
  const starts = plans.map(({ start }) => start);
  if (isPlain) {
    const claimed = await startRunsOfEvents(claimer?.session ?? sql, events, starts, claimer?.owner ?? null);
    if (claimed) return claimed;
  }
  await sql.begin((tx) => ingestWithin(tx, functions, events));
  return [];
}

/** Accepts events as part of a larger transaction. */
export async function ingestWithin(tx: Queryable, functions: Functions, events: StoredEvent[]): Promise<void> {
  if (events.length === 0) return;
  const waits = await readWaits(tx, events);
  const fresh = await storeEvents(tx, events);
  await fulfilWaits(tx, waits, fresh);
  const starts: Start[] = [];
  for (const plan of fresh.flatMap((event) => planStarts(functions, event))) {
    if (!(await isFirst(tx, plan))) continue;
    if (plan.debounce) await delayStart(tx, plan.start, plan.debounce);
    else starts.push(plan.start);
  }
  await startRuns(tx, starts);
}

function firstOfEachId(events: StoredEvent[]): StoredEvent[] {
  return [...new Map(events.toReversed().map((event) => [event.id, event])).values()].toReversed();
}

async function isFirst(tx: Queryable, { onceKey }: Plan): Promise<boolean> {
  if (onceKey === undefined) return true;
  const taken = await tx`
    insert into executor.once (key, until) values (${onceKey}, now() + make_interval(hours => ${ONCE_HOURS}))
    on conflict (key) do update set until = excluded.until where once.until < now() returning 1`;
  return taken.length > 0;
}

/** Starts the function later, with the newest event; each event delays it further, up to the time-out. */
async function delayStart(tx: Queryable, { functionId, event, eventId }: Start, debounce: Debounce): Promise<void> {
  const { key, periodMs, timeoutMs } = debounce;
  await tx`
    insert into executor.job (kind, unique_key, payload, run_at)
    values ('debounce', ${key}, ${JSON.stringify({ functionId, eventId, event })}, now() + ${periodMs} * interval '1 ms')
    on conflict (unique_key) where unique_key is not null do update set
      payload = excluded.payload,
      run_at = least(excluded.run_at, job.created_at + ${timeoutMs ?? null}::float8 * interval '1 ms')`;
}
