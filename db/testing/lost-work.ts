import { DrizzleQueryError, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { outbox } from "@/db/schema/outbox";
import { inngest } from "@/server/outbox/inngest-client";
import { retryTransient } from "@/inngest/local/database";
import { until } from "@/inngest/local/testing/harness";
import { newId } from "@/server/ids";

/** All columns that the sweep compares with the current time. */
const TIMES: [table: string, columns: string[]][] = [
  ["conversations", ["answer_check_at"]],
  ["messages", ["created_at"]],
  ["turns", ["started_at", "lease_until"]],
  ["action_runs", ["created_at", "started_at", "finished_at", "check_at"]],
  ["action_step_runs", ["created_at"]],
  ["table_imports", ["created_at", "check_at"]],
  ["knowledge_sources", ["updated_at", "check_at"]],
  ["notifications", ["created_at", "check_at"]],
  ["scenario_webhook_calls", ["created_at", "lease_until", "next_attempt_at", "check_at"]],
  ["heartbeats", ["since"]],
];

/** Moves the times back, as if all work in progress had been silent for that many minutes. */
export async function elapse(minutes: number): Promise<void> {
  const by = sql`${minutes} * interval '1 minute'`;
  for (const [table, columns] of TIMES) {
    const set = columns.map((name) => sql`${sql.identifier(name)} = ${sql.identifier(name)} - ${by}`);
    await db.execute(sql`update ${sql.identifier(table)} set ${sql.join(set, sql`, `)}`);
  }
}

/** Deletes all work and schedules of the embedded executor, like a server that lost its data. */
export async function loseAllRuns(): Promise<void> {
  // The executor locks these tables in other orders, so PostgreSQL may end this statement as a deadlock.
  await retryTransient(AbortSignal.timeout(20_000), async () => {
    try {
      await db.execute(sql`
        truncate executor.event, executor.run, executor.step, executor.job, executor.wait, executor.once`);
    } catch (error) {
      throw error instanceof DrizzleQueryError ? error.cause : error;
    }
  });
}

/** Makes the heartbeat look steady, and resolves when the sweep has run once more. */
export async function sweepNow(): Promise<void> {
  await db.execute(sql`
    insert into heartbeats (name, at, since) values ('sweep', now(), now() - interval '1 hour')
    on conflict (name) do update set at = excluded.at, since = excluded.since`);
  const id = newId("event");
  await inngest.send({ id, name: "parley/sweep.requested", data: {} });
  const swept = sql`
    select from executor.run r join executor.step s on s.run_id = r.id
    where r.function_id = 'parley-sweep' and r.event like ${`%${id}%`} and s.value is not null`;
  await until(async () => (await db.execute(swept)).length > 0, "the sweep", 25_000);
}

/** Does `work` and loses the events that it requests. */
export async function losingEvents<T>(work: () => Promise<T>): Promise<T> {
  // Without a key, the client refuses to send.
  inngest.setEnvVars({ INNGEST_EVENT_KEY: undefined });
  try {
    return await work();
  } finally {
    await db.delete(outbox);
    inngest.setEnvVars();
  }
}
