import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { connectionOptions } from "./connection-options.ts";

/** Serialises migrations of processes that start concurrently. */
const MIGRATION_LOCK = 7_120_411;

/** Migrates a database to the newest schema; safe to call twice and concurrently. */
export async function migrateDatabase(address: string): Promise<void> {
  const { url, ...options } = connectionOptions(address);
  const sql = postgres(url, { ...options, max: 2, prepare: false, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      // A session lock would outlive this process behind a transaction pooler.
      await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
      await migrate(drizzle(sql), { migrationsFolder: path.join(import.meta.dirname, "migrations") });
      await addPgvector(tx);
    });
  } finally {
    await sql.end();
  }
}

/** Without the right to add pgvector, or without it on the server, search compares vectors one by one. */
async function addPgvector(tx: postgres.TransactionSql): Promise<void> {
  const [offered] = await tx`
    select from pg_available_extensions where name = 'vector' and installed_version is null`;
  if (!offered) return;
  try {
    await tx.savepoint((inner) => inner`create extension if not exists vector`);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    console.warn(`pgvector was not added to the database: ${error.message}`);
  }
}

if (process.argv[1] === import.meta.filename) {
  const address = process.env["DATABASE_URL_UNPOOLED"] || process.env["DATABASE_URL"];
  if (!address) throw new Error("DATABASE_URL is missing.");
  await migrateDatabase(address);
}
