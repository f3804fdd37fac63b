import { type SQL, sql } from "drizzle-orm";
import { db, type Executor, listener } from "./client";
import { logFailure } from "@/server/log/log-failure";

/**
 * The subject of a change, announced to every process by PostgreSQL's NOTIFY. An announcement may be lost, and behind a
 * transaction pooler none arrives, so every waiter also polls the database from time to time (`News`).
 */
type Topic = "action_run" | "conversation" | "conversation_viewers" | "notification" | "table_import";

/** The subject that changed; an inbox gets the changes of many conversations. */
export interface LiveChange {
  topic: string;
  id: string;
}

type OnChange = (change: LiveChange) => void;

const CHANNEL = "parley_live";

interface Listeners {
  /** Keys are `topic:id`. */
  byKey: Map<string, Set<OnChange>>;
  started: Promise<unknown> | undefined;
  isListening: boolean;
}

// On globalThis, so that a process listens once even if a bundler copies this module.
const holder = globalThis as typeof globalThis & { parleyListeners?: Listeners };

/**
 * Announces a change; within a transaction, when it commits.
 * @param workspaceId For a conversation, its viewers or a notification: the workspace whose inbox gets the announcement.
 */
export async function publishLive(topic: Topic, id: string, on: Executor = db, workspaceId?: string): Promise<void> {
  await on.execute(sql`select ${announcement(topic, sql`${id}`, workspaceId)}`);
}

/** An announcement as an expression, for use in a statement that makes the change; `id` is a text expression. */
export function announcement(topic: Topic, id: SQL, workspaceId?: string | SQL): SQL {
  const inbox = workspaceId === undefined ? sql`` : sql` || '@' || ${workspaceId}::text`;
  return sql`pg_notify(${CHANNEL}, ${`${topic}:`} || ${id}${inbox})`;
}

/** Calls `onChange` for each announced change until the returned function is called. Resolves when it is listening. */
export function subscribeLive(topic: Topic, id: string, onChange: OnChange): Promise<() => void> {
  return subscribe(`${topic}:${id}`, onChange);
}

/** Calls `onChange` for the changes of all conversations in a workspace, and for its notifications. */
export function subscribeInbox(workspaceId: string, onChange: OnChange): Promise<() => void> {
  return subscribe(inboxKey(workspaceId), onChange);
}

function inboxKey(workspaceId: string): string {
  return `inbox:${workspaceId}`;
}

async function subscribe(key: string, onChange: OnChange): Promise<() => void> {
  const listeners = (holder.parleyListeners ??= { byKey: new Map(), started: undefined, isListening: false });
  const set = listeners.byKey.get(key) ?? new Set();
  listeners.byKey.set(key, set.add(onChange));
  listeners.started ??= listen(listeners);
  await listeners.started;
  return () => {
    set.delete(onChange);
    if (set.size === 0) listeners.byKey.delete(key);
  };
}

/** Makes the next subscription listen again; for tests, which close the connection. */
export function forgetListeners(): void {
  holder.parleyListeners = undefined;
}

/** Whether this process receives announcements. */
export function isListening(): boolean {
  return holder.parleyListeners?.isListening ?? false;
}

async function listen(listeners: Listeners): Promise<void> {
  try {
    const direct = listener();
    if (!direct) return;
    await direct.listen(CHANNEL, (announced) => tell(listeners, announced));
    listeners.isListening = true;
  } catch (error) {
    listeners.started = undefined;
    logFailure("live", "announcements are not heard", error);
  }
}

/** An announcement is `<topic>:<id>`, with `@<workspace>` at the end if an inbox gets it too. */
function tell({ byKey }: Listeners, announced: string): void {
  const [key = "", workspaceId] = announced.split("@");
  const at = key.indexOf(":");
  const change = { topic: key.slice(0, at), id: key.slice(at + 1) };
  byKey.get(key)?.forEach((onChange) => onChange(change));
  if (workspaceId !== undefined) byKey.get(inboxKey(workspaceId))?.forEach((onChange) => onChange(change));
}
