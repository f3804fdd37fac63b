import { setTimeout as sleep } from "node:timers/promises";
import { asc, sql } from "drizzle-orm";
import { db, type Executor, unsynced } from "@/db/client";
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

/** Writes what a change owes, in the change's own transaction. Pass the result to `dispatch` after commit. */
export async function enqueue(on: Executor, events: NewEvent[]): Promise<OutboxEvent[]> {
  const rows = events.map((event) => ({ id: newId("event"), ...event }));
  if (rows.length > 0) await on.insert(outbox).values(rows);
  return rows;
}

/**
 * Hands committed events to Inngest and forgets them. A failure is no loss: the rows stay, and the sweep sends
 * them. Sending twice is harmless, since the event id makes a run once.
 */
export async function dispatch(events: OutboxEvent[]): Promise<void> {
  if (events.length === 0) return;
  try {
    await inngest.send(events);
  } catch (error) {
    logFailure(events.map(({ id }) => id).join(" "), "events are left for the sweep", error);
    return;
  }
  await forget(events.map((event) => event.id));
}

/** Ids that Inngest has taken and whose rows wait to be deleted. */
let taken: string[] = [];
let forgetting: Promise<void> | undefined;
const FORGET_AFTER_MS = 5;

/** Deletes rows of many dispatches in one statement: nobody waits for it to be quick, only for it to be done. */
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
    // What comes back after a crash is sent twice, which is harmless.
    await db.execute(sql`
      with unsynced as materialized (select ${unsynced})
      delete from outbox using unsynced where id = any(${sql.param(ids)}::text[])`);
  } catch (error) {
    logFailure(ids.join(" "), "sent events are left for the sweep", error);
  }
}

/** Sends what is still owed, oldest first. Returns how many events were owed. */
export async function sweepOutbox(limit = 500): Promise<number> {
  const left = await db.select().from(outbox).orderBy(asc(outbox.createdAt)).limit(limit);
  await dispatch(left);
  return left.length;
}
