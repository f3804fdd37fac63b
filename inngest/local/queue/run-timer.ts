/** Runs jobs that are due without a call: the end of a step's wait, or the start of a function. */
import type { Context } from "../context.ts";
import { z } from "zod";
import { nextOccurrence } from "../runs/cron.ts";
import type { Queryable } from "../database.ts";
import { makeEvent } from "../runs/event.ts";
import type { Functions } from "../runs/functions.ts";
import type { Job } from "./job.ts";
import { planStart } from "../runs/plan-starts.ts";
import { lockRun, settleStep } from "../calls/settle-step.ts";
import { startRuns } from "../runs/start-runs.ts";

const debouncedSchema = z.object({ functionId: z.string(), eventId: z.string(), event: z.string() });
const scheduledSchema = z.object({ functionId: z.string(), schedule: z.string() });
const eventSchema = z.looseObject({ name: z.string() });

/** Runs a job that needs no call, in one transaction. */
export async function runTimer(context: Context, job: Job): Promise<void> {
  const functions = context.functions();
  await context.sql.begin(async (tx) => {
    // Read the payload again: later events may have changed it since the claim.
    const [mine] = await tx<{ payload: string | null }[]>`
      delete from executor.job where id = ${job.id} and owner = ${context.owner} returning payload`;
    if (!mine) return;
    const payload = mine.payload ?? "{}";
    if (job.kind === "settle") await settle(tx, job, payload);
    if (job.kind === "debounce") await startDebounced(tx, functions, payload);
    if (job.kind === "cron") await startScheduled(tx, functions, payload);
  });
  context.wake();
}

/** Creates the missing jobs for the functions' schedules; an existing job keeps its time. */
export async function schedule(tx: Queryable, functions: Functions): Promise<void> {
  for (const fn of functions.values()) {
    for (const trigger of fn.triggers) if ("cron" in trigger) await scheduleNext(tx, fn.id, trigger.cron);
  }
}

async function settle(tx: Queryable, { runId, stepId }: Job, value: string): Promise<void> {
  if (runId !== null && stepId !== null && (await lockRun(tx, runId))) await settleStep(tx, runId, stepId, value);
}

async function startDebounced(tx: Queryable, functions: Functions, payload: string): Promise<void> {
  const { functionId, eventId, event } = debouncedSchema.parse(JSON.parse(payload));
  const fn = functions.get(functionId);
  if (!fn) return;
  const value = eventSchema.parse(JSON.parse(event));
  await startRuns(tx, [planStart(fn, { id: eventId, name: value.name, value, text: event })]);
}

/**
 * Starts a scheduled run and queues the next one, unless the function no longer has the schedule. All missed moments
 * together start one run.
 */
async function startScheduled(tx: Queryable, functions: Functions, payload: string): Promise<void> {
  const { functionId, schedule } = scheduledSchema.parse(JSON.parse(payload));
  const fn = functions.get(functionId);
  if (!fn?.triggers.some((trigger) => "cron" in trigger && trigger.cron === schedule)) return;
  await scheduleNext(tx, functionId, schedule);
  await startRuns(tx, [planStart(fn, makeEvent("inngest/scheduled.timer", { cron: schedule }))]);
}

async function scheduleNext(tx: Queryable, functionId: string, schedule: string): Promise<void> {
  await tx`
    insert into executor.job (kind, unique_key, payload, run_at)
    values ('cron', ${`cron:${functionId}:${schedule}`}, ${JSON.stringify({ functionId, schedule })}, ${nextOccurrence(schedule)})
    on conflict (unique_key) where unique_key is not null do nothing`;
}
