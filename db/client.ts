import { sql, type SQL } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env, type Env } from "../server/env.ts";
import { connectionOptions } from "./connection-options.ts";

type Sql = ReturnType<typeof postgres>;
export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a verb's query runs on: the pool or a transaction. */
export type Executor = Database | Transaction;

interface Connection {
  sql: Sql;
  /** The driver for LISTEN; null if only a transaction pooler's address is known. */
  listener: Sql | null;
  db: Database;
  /** False behind a transaction pooler. */
  prepare: boolean;
}

// On globalThis, so that a process has one pool even if a bundler copies this module.
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
 * Makes PostgreSQL keep the plans of drizzle's queries: drizzle requests unprepared ones, which cost a second round
 * trip and a plan each time. Statements without parameters are left unchanged.
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
 * Makes the statement that contains this expression commit without waiting for the disk, outside of a transaction. For
 * data that may be lost if the database's machine fails, and for data that is waited for later (`onDisk`).
 */
export const asyncCommit: SQL = sql`set_config('synchronous_commit', 'off', true)`;

/**
 * Sends statements on one connection without waiting between them. Each is a transaction and sees the changes of the
 * previous ones. Their order is guaranteed only if nothing is awaited before they begin, so use it for speed alone.
 * @param send Begins all of the statements.
 * @returns what `send` returns, without waiting for the statements.
 */
export async function pipeline<Sent extends Record<string, Promise<unknown>>>(
  send: (on: Executor) => Sent,
): Promise<Sent> {
  const { sql: pool, prepare } = connection();
  const reserved = await pool.reserve();
  let sent: Sent | undefined;
  try {
    // postgres.js leaves out the options of a reserved connection, which drizzle reads.
    Object.assign(reserved, { options: pool.options });
    sent = send(drizzle(prepare ? prepareStatements(reserved) : reserved));
    return sent;
  } finally {
    void Promise.allSettled(Object.values(sent ?? {})).then(() => reserved.release());
  }
}

/** The driver for LISTEN, which needs a direct connection; null if only a transaction pooler's address is known. */
export function listener(): Sql | null {
  return connection().listener;
}

/** Closes the connections; for scripts and tests. */
export async function closeDatabase(): Promise<void> {
  const { sql, listener: direct } = holder.parleyConnection ?? {};
  await Promise.all([sql?.end({ timeout: 5 }), direct === sql ? undefined : direct?.end({ timeout: 5 })]);
  holder.parleyConnection = undefined;
}
