import { asc, inArray } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { outbox } from "@/db/schema/outbox";
import { inngest } from "@/inngest/client";
import { newId } from "@/server/ids";
import type { NewEvent } from "./event-catalogue";

export interface OutboxEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
}

/** Writes what a change owes, in the change's own transaction. Pass the result to `dispatch` after commit. */
export async function enqueue(tx: Executor, events: NewEvent[]): Promise<OutboxEvent[]> {
  const rows = events.map((event) => ({ id: newId("event"), ...event }));
  if (rows.length > 0) await tx.insert(outbox).values(rows);
  return rows;
}

/**
 * Hands committed events to Inngest and forgets them. A failure is no loss: the rows stay, and the sweep sends
 * them. Sending twice is harmless, since the event id makes a run once.
 */
export async function dispatch(events: OutboxEvent[]): Promise<void> {
  if (events.length === 0) return;
  const ids = events.map((event) => event.id);
  try {
    await inngest.send(events);
    await db.delete(outbox).where(inArray(outbox.id, ids));
  } catch (error) {
    console.error("outbox: left for the sweep:", error instanceof Error ? error.message : error);
  }
}

/** Sends what is still owed, oldest first. Returns how many events were owed. */
export async function sweepOutbox(limit = 500): Promise<number> {
  const left = await db.select().from(outbox).orderBy(asc(outbox.createdAt)).limit(limit);
  await dispatch(left);
  return left.length;
}
