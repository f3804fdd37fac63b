import { setTimeout as sleep } from "node:timers/promises";
import { round, type Summary, summarise } from "../statistics.ts";
import { addEvents } from "./add-events.ts";
import { openDatabase } from "./database.ts";
import type { Receiver } from "./receivers.ts";
import type { Scene } from "./scene.ts";
import { startTalk } from "./talk.ts";

export interface SpeedFigures {
  events: number;
  /** Events recorded per second. */
  recordedPerSecond: number;
  /** Requests at the healthy endpoints per second, from the first record to the last arrival. */
  deliveredPerSecond: number;
  /** Pairs of an event and a healthy endpoint that had not met within the time limit. */
  missing: number;
}

/** A conversation a second makes the product publish what was recorded. */
const NUDGES_PER_SECOND = 2;
const MIN_DELIVERIES_PER_SECOND = 20;

/** Records events as fast as the database takes them, and waits until every healthy endpoint has each. */
export async function measureSpeed(scene: Scene, count: number): Promise<SpeedFigures> {
  const healthy = scene.receivers.all.filter(({ isHealthy }) => isHealthy);
  const sql = openDatabase(scene.product.dataDir);
  const talk = startTalk(scene, NUDGES_PER_SECOND);
  const began = Date.now();
  const ids = await addEvents(sql, scene.workspaceId, count);
  const recorded = Date.now();
  const limitMs = (count * healthy.length * 1000) / MIN_DELIVERIES_PER_SECOND;
  while (missingOf(healthy, ids) > 0 && Date.now() - recorded < limitMs) await sleep(200);
  await talk.stop();
  await sql.end();
  const times = healthy.flatMap(({ arrivals }) => ids.flatMap((id) => arrivals.get(id)?.slice(0, 1) ?? []));
  const seconds = (Math.max(...maxima(times)) - began) / 1000;
  return {
    events: count,
    recordedPerSecond: round(count / ((recorded - began) / 1000)),
    deliveredPerSecond: round(times.length / seconds),
    missing: missingOf(healthy, ids),
  };
}

/** The number of pairs of an event and an endpoint that have not met. */
export function missingOf(receivers: Receiver[], ids: string[]): number {
  return receivers.reduce((sum, { arrivals }) => sum + ids.filter((id) => !arrivals.has(id)).length, 0);
}

/** The maxima of parts of a list: a call has a limited number of arguments. */
function maxima(values: number[]): number[] {
  const parts = Array.from({ length: Math.ceil(values.length / 1000) }, (_, n) =>
    values.slice(n * 1000, n * 1000 + 1000),
  );
  return parts.map((part) => Math.max(...part));
}

export interface LatencyFigures {
  /** Events recorded per second, all of them by conversations. */
  eventsPerSecond: number;
  /** Milliseconds from an event's transaction to its arrival at a healthy endpoint. */
  latency: Summary;
  missing: number;
}

const LATENCY_SECONDS = 20;
/** Each conversation records about four events. */
const CONVERSATIONS_PER_SECOND = 26;
const PATIENCE_MS = 30_000;

/**
 * Lets customers write, so that about 100 events per second are recorded, and measures when they arrive.
 * @param endpoints The number of healthy endpoints; with many, requests would wait for the processor of this machine.
 */
export async function measureLatency(scene: Scene, endpoints: number): Promise<LatencyFigures> {
  const sql = openDatabase(scene.product.dataDir);
  const [start] = await sql<{ now: Date }[]>`select now() as now`;
  const talk = startTalk(scene, CONVERSATIONS_PER_SECOND);
  const began = Date.now();
  await sleep(LATENCY_SECONDS * 1000);
  await talk.stop();
  const seconds = (Date.now() - began) / 1000;
  const since = start?.now ?? new Date();
  const events = await settledEvents(sql, scene.workspaceId, since);
  const ids = events.map(({ id }) => id);
  const healthy = scene.receivers.all.slice(0, endpoints);
  const deadline = Date.now() + PATIENCE_MS;
  while (missingOf(healthy, ids) > 0 && Date.now() < deadline) await sleep(200);
  await sql.end();
  const latencies = healthy.flatMap(({ arrivals }) =>
    events.flatMap(({ id, at }) => (arrivals.get(id) ?? []).slice(0, 1).map((then) => then - at.getTime())),
  );
  return {
    eventsPerSecond: round(events.length / seconds),
    latency: summarise(latencies),
    missing: missingOf(healthy, ids),
  };
}

/** The events since a time, as soon as conversations record no more. */
async function settledEvents(sql: ReturnType<typeof openDatabase>, workspaceId: string, since: Date) {
  for (let before = -1; ;) {
    const rows = await sql<{ id: string; at: Date }[]>`
      select id, created_at as at from events where workspace_id = ${workspaceId} and created_at >= ${since}`;
    if (rows.length === before) return rows;
    before = rows.length;
    await sleep(3000);
  }
}
