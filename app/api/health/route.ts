import { sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { errorCode } from "@/db/error-code";
import journal from "@/db/migrations/meta/_journal.json";
import packageFile from "@/package.json";
import { env, hasEmbeddedExecutor } from "@/server/env";
import { readHeartbeat } from "@/server/outbox/heartbeat";

export const dynamic = "force-dynamic";

/** The state of each part; "ready" or the problem. */
interface Checks {
  database: "ready" | "unreachable" | "migrations are missing";
  executor: ExecutorState;
}

/** The last one means that no Inngest server has called a durable function for some time, or ever. */
type ExecutorState = "ready" | "unreachable" | "functions are not synced yet" | `no durable function has run ${string}`;

/** Shorter than the usual timeout of a load balancer's health check. */
const TIMEOUT_MS = 3_000;
const NEWEST_MIGRATION = Math.max(...journal.entries.map((entry) => entry.when));
/** The table of drizzle's migrator: a row per applied migration, with the time from the journal. */
const migrationRows = z.array(z.object({ newest: z.coerce.number().nullable() }));

/**
 * `GET /api/health`: 200 when database, migrations and durable executor are ready, otherwise 503 with the problems. If
 * no Inngest server calls the functions, the answer is 200 with the status `degraded`: if a load balancer took the
 * product out, that server could never reach it.
 */
export async function GET(): Promise<Response> {
  const [database, executor] = await Promise.all([checkDatabase(), checkExecutor()]);
  const checks: Checks = { database, executor };
  const status = statusOf(checks);
  return Response.json(
    { status, ...version(), checks },
    { status: status === "unavailable" ? 503 : 200, headers: { "cache-control": "no-store" } },
  );
}

function statusOf({ database, executor }: Checks): "ok" | "degraded" | "unavailable" {
  if (database !== "ready" || executor === "unreachable" || executor === "functions are not synced yet") {
    return "unavailable";
  }
  return executor === "ready" ? "ok" : "degraded";
}

async function checkDatabase(): Promise<Checks["database"]> {
  const newest = db.execute(sql`select max(created_at) as newest from drizzle.__drizzle_migrations`);
  try {
    const [row] = migrationRows.parse(await withTimeout(newest));
    return (row?.newest ?? 0) >= NEWEST_MIGRATION ? "ready" : "migrations are missing";
  } catch (error) {
    return isMissingTable(error) ? "migrations are missing" : "unreachable";
  }
}

/**
 * The embedded executor reports whether the functions are registered. An Inngest server reports only that it runs, and
 * Inngest Cloud reports nothing; for them, the function that runs every minute proves the registration.
 */
async function checkExecutor(): Promise<ExecutorState> {
  const address = env().INNGEST_BASE_URL;
  const answered = address ? await askExecutor(address) : "ready";
  return answered === "ready" && !hasEmbeddedExecutor() ? checkHeartbeat() : answered;
}

async function askExecutor(address: string): Promise<ExecutorState> {
  try {
    const response = await fetch(new URL("/health", address), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    if (response.ok) return "ready";
    return hasEmbeddedExecutor() ? "functions are not synced yet" : "unreachable";
  } catch {
    return "unreachable";
  }
}

async function checkHeartbeat(): Promise<ExecutorState> {
  try {
    const { at, isOverdue } = await withTimeout(readHeartbeat());
    if (!isOverdue) return "ready";
    if (at) return `no durable function has run since ${at.toISOString()}`;
    return `no durable function has run yet: sync ${new URL("/api/inngest", env().PARLEY_URL).href} in Inngest`;
  } catch {
    // The database check reports this failure in more detail.
    return "no durable function has run as far as the database shows";
  }
}

function withTimeout<T>(work: PromiseLike<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("too late")), TIMEOUT_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** SQLSTATE 42P01 undefined_table, 3F000 invalid_schema_name: a database that was never migrated. */
function isMissingTable(error: unknown): boolean {
  return ["42P01", "3F000"].includes(errorCode(error) ?? "");
}

function version() {
  const { PARLEY_VERSION, VERCEL_GIT_COMMIT_SHA: commit } = env();
  return { version: PARLEY_VERSION ?? packageFile.version, ...(commit ? { commit } : {}) };
}
