/** Connections to PostgreSQL, and what to do when it is away for a while. */
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { connectionOptions } from "../../db/connection-options.ts";

export type Sql = postgres.Sql;
/** The pool, or the transaction that a statement is part of. */
export type Queryable = postgres.ISql;

const RETRY_MS = 500;
/** Conflicts with another transaction, a lost connection, a server that stops or starts, no connection free. */
const PASSING_STATES = /^(40001|40P01|08...|57P0[123]|53300)$/;
const PASSING_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);

/** @throws Error for the address of a transaction pooler, which sessions and their locks do not survive. */
export function connect(address: string, options: { max: number; onclose?: () => void }): Sql {
  // Checked first, since the error of URL would show the password.
  if (!URL.canParse(address)) throw new Error("DATABASE_URL is not a postgres:// address.");
  const { url, prepare, ...socket } = connectionOptions(address);
  if (!prepare) {
    throw new Error("The embedded executor needs the database's direct address, not that of a transaction pooler.");
  }
  return postgres(url, {
    ...socket,
    ...options,
    // The connection that holds the leader's lock must stay.
    max_lifetime: null,
    idle_timeout: 0,
    // The library asks for array types on its own account, and nobody catches that query's failure.
    fetch_types: false,
    // Every statement finds its rows by an index. Without this, plans made while the queue is short, as it mostly is,
    // would read the whole of it for each job of a backlog.
    connection: { enable_seqscan: "off" },
    onnotice: () => {},
  });
}

/** Repeats `work` for as long as the database is away or another transaction stands in its way. */
export async function persistently<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      await sleep(RETRY_MS, undefined, { signal });
    }
  }
}

/** Whether the same statement may well succeed a moment later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return false;
  return PASSING_CODES.has(error.code) || PASSING_STATES.test(error.code);
}
