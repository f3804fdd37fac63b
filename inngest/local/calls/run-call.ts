/** Calls the app until the run ends, waits or must be retried later, and stores each outcome. */
import { applyOperations } from "./apply-operations.ts";
import { callApp, type Answer, type AppAddress } from "./call-app.ts";
import type { Context } from "../context.ts";
import { canonicalJson } from "../../canonical-json.ts";
import { retryTransient } from "../database.ts";
import { endRun, type Ending } from "../runs/end-run.ts";
import { ingestWithin } from "../runs/ingest.ts";
import type { Job, RunState } from "../queue/job.ts";
import { dataValue, errorValue } from "./settle-step.ts";
import type { Operation } from "./wire.ts";

interface Call {
  context: Context;
  app: AppAddress;
  /** Called when the app did not answer as expected, to check its health. */
  onUnreachable(reason: string): void;
}

type CallJob = Job & { run: RunState };

/** A call that the app breaks off more often than this fails its run: the call may be what crashes the app. */
const MAX_BROKEN = 20;
const MAX_PAUSE_MS = 30_000;
const UNWELL_PAUSE_MS = 1_000;

/** Runs a call job, and continues its run until it has to wait. */
export async function runCall(call: Call, job: Job): Promise<void> {
  let next: CallJob | undefined;
  if (job.run) next = { ...job, run: job.run };
  else await drop(call.context, job);
  while (next && !call.context.windingDown.aborted) {
    const current: CallJob = next;
    const fn = call.context.functions().get(current.run.functionId);
    const { answer, after } = fn
      ? await callOnce(call, current, fn.maxAttempts)
      : { answer: unknownFunction(current.run), after: current };
    // The executor itself closed the connection; it repeats the call after its next start.
    if (call.context.stopping.aborted) return;
    next = await retryTransient(call.context.stopping, () => record(call, after, answer, fn?.maxAttempts ?? 1));
  }
}

/** Makes one call, under the id that its checkpoints name; returns the job with the steps that they stored. */
async function callOnce({ context, app }: Call, job: CallJob, maxAttempts: number) {
  const callId = context.calls.begin(job);
  const answer = await callApp(app, job, { callId, maxAttempts });
  return { answer, after: context.calls.end(callId, job) };
}

/** Stores an answer. Returns the job if it continues immediately. */
async function record(call: Call, job: CallJob, answer: Answer, maxAttempts: number): Promise<CallJob | undefined> {
  const { context } = call;
  const hasAttempts = job.attempt + 1 < maxAttempts;
  switch (answer.kind) {
    case "returned":
      return returned(context, job, answer.output);
    case "unreachable":
      call.onUnreachable(answer.reason);
      await postpone(context, job, answer);
      return undefined;
    case "failed":
      if (answer.retriable && hasAttempts) await tryLater(context, job, answer.retryAfterMs);
      else await end(context, job, { status: "failed", error: answer.error });
      return undefined;
    case "operations": {
      const completion = answer.operations.find(({ op }) => op === "RunComplete");
      if (completion) return returned(context, job, completion.data);
      const mayRetry = answer.retriable && hasAttempts;
      if (mayRetry && answer.operations.some(({ op }) => op === "StepError")) {
        await tryLater(context, job, answer.retryAfterMs);
        return undefined;
      }
      const only = answer.operations.length === 1 ? answer.operations[0] : undefined;
      if (only && isStepResult(only) && job.stepId === null && !job.run.isParallel) return memoise(context, job, only);
      await applyOperations(context, job, answer.operations, answer.gather);
      context.wake();
      return undefined;
    }
  }
}

function isStepResult({ op }: Operation): boolean {
  return op === "StepRun" || op === "StepFailed" || op === "StepError";
}

/**
 * Stores the result of a step that ran within the call and continues with the same job: no other step of the run is in
 * progress, so its state in memory is complete.
 */
async function memoise(context: Context, job: CallJob, operation: Operation): Promise<CallJob | undefined> {
  const value = operation.op === "StepRun" ? dataValue(operation.data) : errorValue(operation.error);
  const continues = await context.report({ jobId: job.id, runId: job.run.id, stepId: operation.id, value });
  if (!continues) return void (await drop(context, job));
  const steps = new Map(job.run.steps).set(operation.id, value);
  return { ...job, attempt: 0, broken: 0, run: { ...job.run, steps } };
}

/**
 * Ends a run that returned by an operation, as it does with checkpoints. Steps in the same answer need not be stored,
 * since an ended run is never called again.
 */
async function returned(context: Context, job: CallJob, output: unknown): Promise<undefined> {
  if (job.run.hasParent) await end(context, job, { status: "completed", output });
  else await complete(context, job, canonicalJson(output));
}

async function complete(context: Context, job: CallJob, output: string): Promise<void> {
  await context.report({ jobId: job.id, runId: job.run.id, stepId: null, value: output });
}

async function end(context: Context, job: CallJob, ending: Ending): Promise<void> {
  await context.sql.begin(async (tx) => {
    const mine = await tx`
      delete from executor.job where id = ${job.id} and owner = ${context.owner} returning 1`;
    if (mine.length === 0) return;
    const owed = await endRun(tx, job.run.id, ending);
    await ingestWithin(tx, context.functions(), owed);
  });
  // Omit the error's message, which may contain customers' data; the app has logged it.
  if (ending.status === "failed") context.log(`run ${job.run.id} of ${job.run.functionId} failed`);
  context.wake();
}

/** Puts the job back in the queue for its next attempt. */
async function tryLater(context: Context, job: CallJob, retryAfterMs: number | null): Promise<void> {
  const pause = retryAfterMs ?? context.backoff(job.attempt);
  await putBack(context, job, pause, { attempt: job.attempt + 1, broken: 0 });
}

/** Puts the job back in the queue without counting an attempt, since the app was unreachable. */
async function postpone(context: Context, job: CallJob, answer: { reason: string; broken: boolean }): Promise<void> {
  const broken = job.broken + (answer.broken ? 1 : 0);
  if (broken > MAX_BROKEN) {
    const message = `The app broke off this call ${broken} times (${answer.reason}).`;
    return end(context, job, { status: "failed", error: { name: "Error", message } });
  }
  const pause = answer.broken ? Math.min(MAX_PAUSE_MS, 125 * 2 ** broken) : UNWELL_PAUSE_MS;
  await putBack(context, job, pause, { attempt: job.attempt, broken });
}

async function putBack(
  { sql, owner, wake }: Context,
  job: CallJob,
  pauseMs: number,
  { attempt, broken }: { attempt: number; broken: number },
): Promise<void> {
  const moment = new Date(Date.now() + pauseMs);
  await sql`
    update executor.job set owner = null, attempt = ${attempt}, broken = ${broken}, run_at = ${moment}
    where id = ${job.id} and owner = ${owner}`;
  wake(moment);
}

/** Deletes a job whose run has ended. */
async function drop({ sql, owner }: Pick<Context, "sql" | "owner">, job: Job): Promise<void> {
  await sql`delete from executor.job where id = ${job.id} and owner = ${owner}`;
}

function unknownFunction(run: RunState): Answer {
  const message = `The app no longer has the function "${run.functionId}".`;
  return { kind: "failed", error: { name: "Error", message }, retriable: false, retryAfterMs: null };
}
