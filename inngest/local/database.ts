/** Connections to PostgreSQL, and retries while it is unavailable. */
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { connectionOptions } from "../../db/connection-options.ts";

export type Sql = postgres.Sql;
/** A pool, or the transaction that a statement belongs to. */
export type Queryable = postgres.ISql;

const RETRY_MS = 500;
/**
 * Conflicts with another transaction, lost connections, a server that is stopping or starting, too many connections.
 */
const TRANSIENT_STATES = /^(40001|40P01|08...|57P0[123]|53300)$/;
const TRANSIENT_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);

/** @throws Error for the address of a transaction pooler, which does not keep sessions and their locks. */
export function connect(address: string, options: { max: number; onclose?: () => void }): Sql {
  // Check this first: the error of `new URL` would contain the password.
  if (!URL.canParse(address)) throw new Error("DATABASE_URL is not a postgres:// address.");
  const { url, prepare, ...socket } = connectionOptions(address);
  if (!prepare) {
    throw new Error("The embedded executor needs the database's direct address, not that of a transaction pooler.");
  }
  return postgres(url, {
    ...socket,
    ...options,
    // Never close the connection that holds the leader's lock.
    max_lifetime: null,
    idle_timeout: 0,
    // Otherwise postgres.js queries array types by itself, and that query's failure is an unhandled rejection.
    fetch_types: false,
    // Every statement finds its rows by an index. Plans made while the queue is short would otherwise scan the whole
    // table for each job of a later backlog.
    connection: { enable_seqscan: "off" },
    onnotice: () => {},
  });
}

/** Repeats `work` while the database is unavailable or another transaction conflicts. */
export async function retryTransient<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isTransient(error)) throw error;
      await sleep(RETRY_MS, undefined, { signal });
    }
  }
}

/** Whether the same statement is likely to succeed on a retry. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return false;
  return TRANSIENT_CODES.has(error.code) || TRANSIENT_STATES.test(error.code);
}
