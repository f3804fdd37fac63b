/** Applies a call's answer: each operation becomes a settled step or a step in progress. */
import type { Context } from "../context.ts";
import type { Queryable } from "../database.ts";
import { parseMoment } from "../queue/durations.ts";
import { endRun } from "../runs/end-run.ts";
import { makeEvent } from "../runs/event.ts";
import type { Functions } from "../runs/functions.ts";
import { ingestWithin } from "../runs/ingest.ts";
import type { Job, RunState } from "../queue/job.ts";
import { planStart } from "../runs/plan-starts.ts";
import { dataValue, errorValue, lockRun, settleStep } from "./settle-step.ts";
import { startRuns } from "../runs/start-runs.ts";
import { invokeOptionsSchema, waitOptionsSchema, type Operation } from "./wire.ts";

const INVOKE_TIMED_OUT = { name: "InngestInvokeTimeoutError", message: "Timed out waiting for the invoked function." };
/** Steps that a function awaits together, except in a race: the run continues with one call after all are settled. */
const GATHERING = new Set(["StepPlanned", "InvokeFunction"]);

/**
 * Applies the operations and deletes the job in one transaction; does nothing if another process owns the job by now.
 * `gather` is false for functions that want a call after each parallel step (optimizeParallelism: false).
 */
export async function applyOperations(
  context: Context,
  job: Job & { run: RunState },
  operations: Operation[],
  gather: boolean,
): Promise<void> {
  const functions = context.functions();
  const run = job.run;
  await context.sql.begin(async (tx) => {
    const mine = await tx`delete from executor.job where id = ${job.id} and owner = ${context.owner} returning 1`;
    if (mine.length === 0 || !(await lockRun(tx, run.id))) return;
    try {
      // Roll back all operations if one is invalid: the run fails as a whole.
      await tx.savepoint((inner) => applyAll(inner, functions, run, operations, gather));
    } catch (error) {
      if (!(error instanceof InvalidOperation)) throw error;
      const cause = { name: "Error", message: error.message };
      await ingestWithin(tx, functions, await endRun(tx, run.id, { status: "failed", error: cause }));
    }
  });
}

/** An invalid operation, such as a sleep until a date that does not exist. */
class InvalidOperation extends Error {}

async function applyAll(
  tx: Queryable,
  functions: Functions,
  run: RunState,
  operations: Operation[],
  gather: boolean,
): Promise<void> {
  const settled = operations.filter(({ op }) => op === "StepRun" || op === "StepFailed" || op === "StepError");
  const begun = operations.filter((operation) => !settled.includes(operation));
  const fresh = await beginSteps(tx, run.id, [...settled, ...begun], gather);
  for (const operation of begun) if (fresh.has(operation.id)) await begin(tx, functions, run, operation);
  for (const { id, op, data, error } of settled) {
    await settleStep(tx, run.id, id, op === "StepRun" ? dataValue(data) : errorValue(error));
  }
}

/** Stores the steps as in progress; returns the ids that are new. */
async function beginSteps(
  tx: Queryable,
  runId: string,
  operations: Operation[],
  gather: boolean,
): Promise<Set<string>> {
  const steps = operations.map(({ id, op, opts }) => ({
    id,
    gathers: gather && GATHERING.has(op) && opts?.["parallelMode"] !== "race",
  }));
  const rows = await tx<{ id: string }[]>`
    insert into executor.step (run_id, id, gathers)
    select ${runId}, id, gathers
    from json_to_recordset(${JSON.stringify(steps)}::text::json) as step (id text, gathers boolean)
    on conflict (run_id, id) do nothing returning id`;
  return new Set(rows.map(({ id }) => id));
}

async function begin(tx: Queryable, functions: Functions, run: RunState, operation: Operation): Promise<void> {
  switch (operation.op) {
    case "StepPlanned":
      await tx`insert into executor.job (kind, run_id, step_id) values ('call', ${run.id}, ${operation.id})`;
      return;
    case "Sleep":
      return settleAt(tx, run.id, operation.id, momentOf(operation.name ?? ""), dataValue(null));
    case "WaitForEvent":
      return waitForEvent(tx, run.id, operation);
    case "InvokeFunction":
      return invoke(tx, functions, run.id, operation);
    default: {
      const message = `${operation.op} is not supported by the embedded executor (inngest/local/README.md).`;
      return settleStep(tx, run.id, operation.id, errorValue({ name: "Error", message }));
    }
  }
}

async function waitForEvent(tx: Queryable, runId: string, { id, name, opts }: Operation): Promise<void> {
  const options = parseOptions(waitOptionsSchema, opts);
  await tx`
    insert into executor.wait (run_id, step_id, event_name, expression)
    values (${runId}, ${id}, ${name ?? ""}, ${options.if ?? null})`;
  await settleAt(tx, runId, id, momentOf(options.timeout), dataValue(null));
}

async function invoke(tx: Queryable, functions: Functions, runId: string, { id, opts }: Operation): Promise<void> {
  const options = parseOptions(invokeOptionsSchema, opts);
  const fn = functions.get(options.function_id);
  if (!fn) {
    const message = `Could not find the function "${options.function_id}" to invoke.`;
    return settleStep(tx, runId, id, errorValue({ name: "Error", message }));
  }
  const event = makeEvent("inngest/function.invoked", options.payload?.data ?? {});
  await startRuns(tx, [{ ...planStart(fn, event), parentRunId: runId, parentStepId: id }]);
  if (options.timeout !== undefined) {
    await settleAt(tx, runId, id, momentOf(options.timeout), errorValue(INVOKE_TIMED_OUT));
  }
}

async function settleAt(tx: Queryable, runId: string, stepId: string, moment: Date, value: string): Promise<void> {
  await tx`
    insert into executor.job (kind, run_id, step_id, payload, run_at)
    values ('settle', ${runId}, ${stepId}, ${value}, ${moment})`;
}

function momentOf(text: string): Date {
  try {
    return parseMoment(text);
  } catch (error) {
    throw new InvalidOperation(error instanceof Error ? error.message : text, { cause: error });
  }
}

function parseOptions<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error } },
  value: unknown,
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidOperation(`A step's options can't be read: ${parsed.error.message}`);
}
