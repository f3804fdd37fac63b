import { sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { errorCode } from "@/db/error-code";
import journal from "@/db/migrations/meta/_journal.json";
import packageFile from "@/package.json";
import { env, hasEmbeddedExecutor } from "@/server/env";
import { readHeartbeat } from "@/server/outbox/heartbeat";

export const dynamic = "force-dynamic";

/** What stands between this process and its work; "ready" for each part that is. */
interface Checks {
  database: "ready" | "unreachable" | "migrations are missing";
  executor: ExecutorState;
}

/** The last one means that no Inngest server has called a durable function for a while, or ever. */
type ExecutorState = "ready" | "unreachable" | "functions are not synced yet" | `no durable function has run ${string}`;

/** A load balancer waits no longer than this either. */
const PATIENCE_MS = 3_000;
const NEWEST_MIGRATION = Math.max(...journal.entries.map((entry) => entry.when));
/** As drizzle's migrator keeps it: a row per applied migration, with the time that the journal gives it. */
const migrationRows = z.array(z.object({ newest: z.coerce.number().nullable() }));

/**
 * `GET /api/health`: 200 once database, migrations and durable executor are ready, else 503 that names what is not
 * ready. While no Inngest server calls the functions, the answer is 200 with the status `degraded`: a load balancer
 * that took the product out would keep that server from ever reaching it.
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
    const [row] = migrationRows.parse(await withinPatience(newest));
    return (row?.newest ?? 0) >= NEWEST_MIGRATION ? "ready" : "migrations are missing";
  } catch (error) {
    return isMissingTable(error) ? "migrations are missing" : "unreachable";
  }
}

/**
 * The embedded executor reports whether the functions are registered. An Inngest server reports only that it runs, and
 * Inngest Cloud reports nothing: there, the function that runs every minute proves the registration.
 */
async function checkExecutor(): Promise<ExecutorState> {
  const address = env().INNGEST_BASE_URL;
  const answered = address ? await askExecutor(address) : "ready";
  return answered === "ready" && !hasEmbeddedExecutor() ? checkHeartbeat() : answered;
}

async function askExecutor(address: string): Promise<ExecutorState> {
  try {
    const response = await fetch(new URL("/health", address), { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    if (response.ok) return "ready";
    return hasEmbeddedExecutor() ? "functions are not synced yet" : "unreachable";
  } catch {
    return "unreachable";
  }
}

async function checkHeartbeat(): Promise<ExecutorState> {
  try {
    const { at, isOverdue } = await withinPatience(readHeartbeat());
    if (!isOverdue) return "ready";
    if (at) return `no durable function has run since ${at.toISOString()}`;
    return `no durable function has run yet: sync ${new URL("/api/inngest", env().PARLEY_URL).href} in Inngest`;
  } catch {
    // The database check reports this failure in more detail.
    return "no durable function has run as far as the database shows";
  }
}

function withinPatience<T>(work: PromiseLike<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("too late")), PATIENCE_MS);
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
