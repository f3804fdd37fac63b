import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { eventDeliveries, eventEndpoints, eventReplays } from "@/db/schema/events";
import { newId } from "@/server/ids";
import { wakeEndpoints } from "../publish/wake-endpoints";
import { restart } from "./restart-delivery";
import { type ReplayMode, selectWanted } from "./wanted-events";

/** The events that become due together. */
const BATCH = 500;
/** While so many deliveries are due, no more are added, so that new events do not wait behind a long replay. */
const MOST_DUE = 500;

/** `waiting`: the endpoint has enough to do; continue later. */
export type ReplayState = "ended" | "continuing" | "waiting";

interface Replay extends Record<string, unknown> {
  workspaceId: string;
  endpointId: string;
  mode: ReplayMode;
  lastPosition: number;
  isEnabled: boolean;
}

/**
 * Makes the next events of a replay due. Each batch and the progress are stored together, so that a replay that was
 * interrupted continues where it was. A replay to an endpoint that is turned off is stopped.
 */
export async function continueReplay(replayId: string, batchSize = BATCH): Promise<ReplayState> {
  const { state, replay } = await db.transaction((tx) => addBatch(tx, replayId, batchSize));
  if (replay) await wakeEndpoints([replay]);
  return state;
}

async function addBatch(
  tx: Transaction,
  replayId: string,
  batchSize: number,
): Promise<{ state: ReplayState; replay?: Replay }> {
  const [replay] = await tx.execute<Replay>(sql`
    select r.workspace_id as "workspaceId", r.endpoint_id as "endpointId", r.mode, r.last_position::float8 as "lastPosition",
      e.enabled as "isEnabled"
    from ${eventReplays} r join ${eventEndpoints} e on e.id = r.endpoint_id
    where r.id = ${replayId} and r.status = 'running' for update of r`);
  if (!replay) return { state: "ended" };
  if (!replay.isEnabled) {
    await end(tx, replayId, "stopped");
    return { state: "ended" };
  }
  if (await hasEnough(tx, replay.endpointId)) return { state: "waiting" };
  const handled = await makeDue(tx, replayId, replay, batchSize);
  if (handled === batchSize) return { state: "continuing", replay };
  await end(tx, replayId, "finished");
  return { state: "ended", replay };
}

async function hasEnough(tx: Transaction, endpointId: string): Promise<boolean> {
  const due = await tx.execute(sql`
    select from ${eventDeliveries}
    where endpoint_id = ${endpointId} and status = 'delivering' and next_attempt_at <= now()
    limit ${MOST_DUE}`);
  return due.length === MOST_DUE;
}

/** Returns the number of events in the batch. */
async function makeDue(tx: Transaction, replayId: string, replay: Replay, batchSize: number): Promise<number> {
  const { workspaceId, endpointId, mode, lastPosition } = replay;
  const [from, until] = [sql`r.since`, sql`r.created_at`];
  const wanted = selectWanted({ workspaceId, endpointId, mode, from, until, after: lastPosition });
  const ids = JSON.stringify(Array.from({ length: batchSize }, () => newId("eventDelivery")));
  const [row] = await tx.execute<{ handled: number }>(sql`
    with batch as materialized (
      select wanted.id as batch_id, wanted.name, wanted.position, row_number() over (order by wanted.position) as place
      from ${eventReplays} r cross join lateral (${wanted} order by p.position limit ${batchSize}) wanted
      where r.id = ${replayId}
    ),
    restarted as (
      update ${eventDeliveries} set ${restart} from batch
      where endpoint_id = ${endpointId} and event_id = batch_id and status <> 'delivering' and not is_test
    ),
    added as (
      insert into ${eventDeliveries} (id, workspace_id, endpoint_id, event_id, event_name, status, next_attempt_at)
      select ${ids}::jsonb ->> (place - 1)::int, ${workspaceId}, ${endpointId}, batch_id, name, 'delivering', now() from batch
      on conflict (endpoint_id, event_id) do nothing
    ),
    counted as (select count(*)::int as handled, max(position) as last from batch)
    update ${eventReplays} set done = done + handled, last_position = coalesce(last, last_position)
    from counted where id = ${replayId}
    returning handled`);
  return row?.handled ?? 0;
}

async function end(tx: Transaction, replayId: string, status: "finished" | "stopped"): Promise<void> {
  await tx.execute(sql`update ${eventReplays} set status = ${status}, finished_at = now() where id = ${replayId}`);
}
