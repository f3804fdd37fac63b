import { sql, type SQL } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env, type Env } from "../server/env.ts";
import { connectionOptions } from "./connection-options.ts";

type Sql = ReturnType<typeof postgres>;
export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a verb's query runs on: the pool, or the transaction it is part of. */
export type Executor = Database | Transaction;

interface Connection {
  sql: Sql;
  /** For LISTEN; null where only a transaction pooler's address is known. */
  listener: Sql | null;
  db: Database;
  /** False behind a transaction pooler. */
  prepare: boolean;
}

// On globalThis, so that one process holds one pool however often a bundler copies this module.
const holder = globalThis as typeof globalThis & { parleyConnection?: Connection };

function connection(): Connection {
  holder.parleyConnection ??= connect(env());
  return holder.parleyConnection;
}

function connect({
  DATABASE_URL,
  DATABASE_URL_UNPOOLED,
}: Pick<Env, "DATABASE_URL" | "DATABASE_URL_UNPOOLED">): Connection {
  const { prepare } = connectionOptions(DATABASE_URL);
  const sql = open(DATABASE_URL, 10);
  const own = prepare ? sql : null;
  const listener = DATABASE_URL_UNPOOLED ? open(DATABASE_URL_UNPOOLED, 1) : own;
  return { sql, listener, prepare, db: drizzle(prepare ? prepareStatements(sql) : sql) };
}

function open(address: string, max: number): Sql {
  const { url, ...options } = connectionOptions(address);
  return postgres(url, { ...options, max, idle_timeout: 60, onnotice: () => {} });
}

/**
 * Lets PostgreSQL keep the plans of drizzle's queries: drizzle asks the driver for unprepared ones, which costs a
 * second round trip and a plan each time. Statements without parameters stay as they are.
 */
function prepareStatements<T extends postgres.ISql>(sql: T): T {
  const unsafe = sql.unsafe.bind(sql);
  const prepared: typeof sql.unsafe = (query, parameters = [], options = {}) =>
    unsafe(query, parameters, { ...options, prepare: parameters.length > 0 });
  Object.assign(sql, { unsafe: prepared });
  if (!isRoot(sql)) return sql;
  const begin = sql.begin.bind(sql);
  Object.assign(sql, {
    begin: (work: (tx: postgres.TransactionSql) => Promise<unknown>) => begin((tx) => work(prepareStatements(tx))),
  });
  return sql;
}

function isRoot(sql: postgres.ISql): sql is Sql {
  return "begin" in sql;
}

/** The database. Connects at the first query. */
export const db: Database = new Proxy({} as Database, {
  get: (_target, property) => Reflect.get(connection().db, property, connection().db),
});

/**
 * An expression that lets the statement it is part of, outside of a transaction, be over before the disk has it. For
 * what may be lost when the database's machine fails, and for what is waited for later (`onDisk`).
 */
export const unsynced: SQL = sql`set_config('synchronous_commit', 'off', true)`;

/**
 * Sends statements on one connection, without waiting in between: each stands by itself, as outside of a transaction,
 * and sees what those before it did. They go in the order in which they are begun only where nothing is awaited before
 * them, so that nothing but speed may rest on it.
 * @param send Begins all of them at once.
 * @returns what `send` returns, while they go on.
 */
export async function pipeline<Sent extends Record<string, Promise<unknown>>>(
  send: (on: Executor) => Sent,
): Promise<Sent> {
  const { sql: pool, prepare } = connection();
  const reserved = await pool.reserve();
  let sent: Sent | undefined;
  try {
    // The driver leaves its options out here, which drizzle looks for.
    Object.assign(reserved, { options: pool.options });
    sent = send(drizzle(prepare ? prepareStatements(reserved) : reserved));
    return sent;
  } finally {
    void Promise.allSettled(Object.values(sent ?? {})).then(() => reserved.release());
  }
}

/** The driver for LISTEN, which needs a direct connection; null where only a transaction pooler's address is known. */
export function listener(): Sql | null {
  return connection().listener;
}

/** Ends the connections; for scripts and tests. */
export async function closeDatabase(): Promise<void> {
  const { sql, listener: direct } = holder.parleyConnection ?? {};
  await Promise.all([sql?.end({ timeout: 5 }), direct === sql ? undefined : direct?.end({ timeout: 5 })]);
  holder.parleyConnection = undefined;
}
