import { setTimeout as sleep } from "node:timers/promises";
import { asc, sql } from "drizzle-orm";
import { db, type Executor, asyncCommit } from "@/db/client";
import { outbox } from "@/db/schema/outbox";
import { inngest } from "./inngest-client";
import { newId } from "@/server/ids";
import { logFailure } from "@/server/log/log-failure";
import type { NewEvent } from "./event-catalogue";

export interface OutboxEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
}

/** Stores a change's events in the change's own transaction. Pass the result to `dispatch` after the commit. */
export async function enqueue(on: Executor, events: NewEvent[]): Promise<OutboxEvent[]> {
  const rows = events.map((event) => ({ id: newId("event"), ...event }));
  if (rows.length > 0) await on.insert(outbox).values(rows);
  return rows;
}

/** How long a request waits until Inngest has its events, and while Inngest is known to be unavailable. */
const PATIENCE_MS = 2000;
const PATIENCE_DOWN_MS = 500;

/** The most attempts that go on while Inngest is unavailable. */
const MOST_ATTEMPTS = 100;

let attempts = 0;

/** The newest attempt to send events has failed or takes longer than requests wait. */
let isDown = false;

/**
 * Sends committed events to Inngest and deletes their rows. After a failure the rows remain, and the sweep sends them.
 * Sending an event twice is harmless, because its id starts a run once. An unavailable Inngest does not hold up the
 * caller: the attempt goes on without it.
 */
export async function dispatch(events: OutboxEvent[]): Promise<void> {
  if (events.length === 0 || (isDown && attempts >= MOST_ATTEMPTS)) return;
  const end = new AbortController();
  const sent = send(events).finally(() => end.abort());
  const isLate = sleep(isDown ? PATIENCE_DOWN_MS : PATIENCE_MS, true, { signal: end.signal }).catch(() => false);
  if (await Promise.race([sent.then(() => false), isLate])) isDown = true;
}

/** Does not throw. */
async function send(events: OutboxEvent[]): Promise<void> {
  attempts += 1;
  try {
    await inngest.send(events);
    isDown = false;
  } catch (error) {
    isDown = true;
    logFailure(events.map(({ id }) => id).join(" "), "events are left for the sweep", error);
    return;
  } finally {
    attempts -= 1;
  }
  await forget(events.map((event) => event.id));
}

/** Deletes events that need not be sent, because their work is done. */
export function withdraw(events: OutboxEvent[]): Promise<void> {
  return forget(events.map((event) => event.id));
}

/** Ids of events whose rows wait to be deleted. */
let taken: string[] = [];
let forgetting: Promise<void> | undefined;
const FORGET_AFTER_MS = 5;

/** Deletes the rows of many dispatches in one statement. */
function forget(ids: string[]): Promise<void> {
  taken.push(...ids);
  forgetting ??= sleep(FORGET_AFTER_MS).then(() => {
    const gone = taken;
    taken = [];
    forgetting = undefined;
    return deleteRows(gone);
  });
  return forgetting;
}

async function deleteRows(ids: string[]): Promise<void> {
  try {
    // Rows that reappear after a crash of the database are sent twice, which is harmless.
    await db.execute(sql`
      with asyncCommit as materialized (select ${asyncCommit})
      delete from outbox using asyncCommit where id = any(${sql.param(ids)}::text[])`);
  } catch (error) {
    logFailure(ids.join(" "), "sent events are left for the sweep", error);
  }
}

/** Sends the events that are still stored, oldest first, and returns their number. */
export async function sweepOutbox(limit = 500): Promise<number> {
  const left = await db.select().from(outbox).orderBy(asc(outbox.createdAt)).limit(limit);
  if (left.length > 0) await send(left);
  return left.length;
}
