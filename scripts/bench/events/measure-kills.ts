import { setTimeout as sleep } from "node:timers/promises";
import { round } from "../statistics.ts";
import { addEvents, recordedIds } from "./add-events.ts";
import { openDatabase } from "./database.ts";
import { missingOf } from "./measure-speed.ts";
import type { Receiver } from "./receivers.ts";
import type { Scene } from "./scene.ts";
import { startTalk } from "./talk.ts";

export interface KillFigures {
  kills: number;
  /** Recorded by this benchmark and by the conversations that took place. */
  events: number;
  /** Messages of customers that the product accepted. */
  messages: number;
  /** Pairs of an event and a healthy endpoint that never met. The goal is 0. */
  missing: number;
  /** Requests at healthy endpoints beyond the first for the same event, as a share of all. The goal is 0.01 or less. */
  repeated: number;
  /** Requests at healthy endpoints for events that are not in the database. The goal is 0. */
  unknown: number;
  /** Deliveries to failing endpoints that are not in the log as waiting for a time, or as failed. The goal is 0. */
  withoutSchedule: number;
  secondsUntilAll: number;
}

const EVERY_MS = 8000;
const PARTS = 20;
const LIMIT_MS = 30 * 60_000;
const MESSAGES_PER_SECOND = 5;

/**
 * Records events in parts while conversations take place and every process of the product, also its database, is killed
 * again and again. Then waits until every healthy endpoint has each event.
 */
export async function measureKills(scene: Scene, count: number): Promise<KillFigures> {
  const { product, workspaceId, receivers } = scene;
  const talk = startTalk(scene, MESSAGES_PER_SECOND);
  let kills = 0;
  for (let part = 0; part < PARTS; part += 1) {
    const sql = openDatabase(product.dataDir);
    await addEvents(sql, workspaceId, Math.ceil(count / PARTS));
    await sql.end();
    await sleep(EVERY_MS * Math.random());
    await product.kill9();
    kills += 1;
    await product.restart();
  }
  const began = Date.now();
  // After the crash of the last kill, conversations let the product find what it had left.
  await sleep(1000);
  await talk.stop();
  const sql = openDatabase(product.dataDir);
  const healthy = receivers.all.filter(({ isHealthy }) => isHealthy);
  let ids = await recordedIds(sql, workspaceId);
  while (missingOf(healthy, ids) > 0 && Date.now() - began < LIMIT_MS) {
    await sleep(1000);
    ids = await recordedIds(sql, workspaceId);
  }
  const secondsUntilAll = round((Date.now() - began) / 1000);
  const withoutSchedule = await countWithoutSchedule(sql, workspaceId, receivers.all, ids.length);
  await sql.end();
  return {
    kills,
    events: ids.length,
    messages: talk.accepted(),
    missing: missingOf(healthy, ids),
    ...requestsOf(healthy, new Set(ids)),
    withoutSchedule,
    secondsUntilAll,
  };
}

function requestsOf(healthy: Receiver[], known: Set<string>): Pick<KillFigures, "repeated" | "unknown"> {
  let [all, repeated, unknown] = [0, 0, 0];
  for (const { arrivals } of healthy) {
    for (const [id, times] of arrivals) {
      all += times.length;
      repeated += times.length - 1;
      if (!known.has(id)) unknown += times.length;
    }
  }
  return { repeated: round(repeated / Math.max(1, all), 10_000), unknown };
}

/** Counts the events without a delivery to each failing endpoint, and deliveries that wait for no time. */
async function countWithoutSchedule(
  sql: ReturnType<typeof openDatabase>,
  workspaceId: string,
  receivers: Receiver[],
  events: number,
): Promise<number> {
  const failing = receivers.filter(({ isHealthy }) => !isHealthy).map(({ name }) => name);
  const [row] = await sql<{ logged: number }[]>`
    select count(*)::int as logged from event_deliveries d join event_endpoints e on e.id = d.endpoint_id
    where e.workspace_id = ${workspaceId} and e.name = any(${failing})
      and (d.status = 'undelivered' or d.status = 'delivering' and (d.next_attempt_at is not null or d.lease_until is not null))`;
  return events * failing.length - (row?.logged ?? 0);
}
