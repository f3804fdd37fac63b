import { sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import packageFile from "@/package.json";
import { env } from "@/server/env";

export const dynamic = "force-dynamic";

/** What stands between this process and its work; "ready" for each part that is. */
interface Checks {
  database: "ready" | "unreachable" | "migrations are missing";
  executor: "ready" | "unreachable" | "functions are not synced yet";
}

/** A load balancer waits no longer than this either. */
const PATIENCE_MS = 3_000;
const NEWEST_MIGRATION = Math.max(...journal.entries.map((entry) => entry.when));
/** As drizzle's migrator keeps it: a row per applied migration, with the time that the journal gives it. */
const migrationRows = z.array(z.object({ newest: z.coerce.number().nullable() }));

/** `GET /api/health`: 200 once database, migrations and durable executor are ready, else 503 that says which is not. */
export async function GET(): Promise<Response> {
  const [database, executor] = await Promise.all([checkDatabase(), checkExecutor()]);
  const checks: Checks = { database, executor };
  const ready = Object.values(checks).every((check) => check === "ready");
  return Response.json(
    { status: ready ? "ok" : "unavailable", ...version(), checks },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

async function checkDatabase(): Promise<Checks["database"]> {
  const newest = db.execute(sql`select max(created_at) as newest from drizzle.__drizzle_migrations`);
  try {
    const [row] = migrationRows.parse(await withinPatience(newest));
    return (row?.newest ?? 0) >= NEWEST_MIGRATION ? "ready" : "migrations are missing";
  } catch (error) {
    return isMissingTable(error) ? "migrations are missing" : "unreachable";
  }
}

/** Inngest Cloud can't be asked: its keys, which the environment's check demands, count as ready. */
async function checkExecutor(): Promise<Checks["executor"]> {
  const address = env().INNGEST_BASE_URL;
  if (!address) return "ready";
  try {
    const response = await fetch(new URL("/health", address), { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    return response.ok ? "ready" : "functions are not synced yet";
  } catch {
    return "unreachable";
  }
}

function withinPatience<T>(work: PromiseLike<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("too late")), PATIENCE_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** SQLSTATE 42P01 undefined_table, 3F000 invalid_schema_name: a database that was never migrated. */
function isMissingTable(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof Error && "code" in cause && (cause.code === "42P01" || cause.code === "3F000");
}

function version() {
  const { PARLEY_VERSION, VERCEL_GIT_COMMIT_SHA: commit } = env();
  return { version: PARLEY_VERSION ?? packageFile.version, ...(commit ? { commit } : {}) };
}
