import { type SQL, sql } from "drizzle-orm";
import { db, driver, type Executor } from "./client";

/**
 * Tells every process that something changed, through PostgreSQL's LISTEN/NOTIFY. A hint, not a record: behind a
 * transaction pooler no hint arrives, so who waits also looks at the row now and then.
 */
type Topic = "action_run" | "conversation";

const CHANNEL = "parley_live";

interface Listeners {
  /** By `topic:id`. */
  byKey: Map<string, Set<() => void>>;
  started: Promise<unknown> | undefined;
}

// On globalThis, so that one process listens once however often a bundler copies this module.
const holder = globalThis as typeof globalThis & { parleyListeners?: Listeners };

/** Announces a change; inside a transaction it is heard when that commits. */
export async function publishLive(topic: Topic, id: string, on: Executor = db): Promise<void> {
  await on.execute(sql`select ${announcement(topic, sql`${id}`)}`);
}

/** The same as an expression, for a statement that changes something anyway; `id` is a text expression. */
export function announcement(topic: Topic, id: SQL): SQL {
  return sql`pg_notify(${CHANNEL}, ${`${topic}:`} || ${id})`;
}

/** Calls `onChange` at each announced change until the returned function is called. Resolves once listening. */
export async function subscribeLive(topic: Topic, id: string, onChange: () => void): Promise<() => void> {
  const listeners = (holder.parleyListeners ??= { byKey: new Map(), started: undefined });
  const key = `${topic}:${id}`;
  const set = listeners.byKey.get(key) ?? new Set();
  listeners.byKey.set(key, set.add(onChange));
  listeners.started ??= listen(listeners);
  await listeners.started;
  return () => {
    set.delete(onChange);
    if (set.size === 0) listeners.byKey.delete(key);
  };
}

async function listen(listeners: Listeners): Promise<void> {
  try {
    await driver().listen(CHANNEL, (key) => listeners.byKey.get(key)?.forEach((onChange) => onChange()));
  } catch (error) {
    listeners.started = undefined;
    console.error("live: not listening:", error instanceof Error ? error.message : error);
  }
}
