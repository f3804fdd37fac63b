/** Ends a run with any outcome, and settles the step that invoked it. */
import { canonicalJson } from "../../canonical-json.ts";
import type { Queryable } from "../database.ts";
import { makeEvent, type StoredEvent } from "./event.ts";
import { dataValue, errorValue, lockRun, settleStep } from "../calls/settle-step.ts";

export type Ending =
  | { status: "completed"; output: unknown }
  | { status: "failed"; error: unknown }
  | { status: "cancelled" };

interface EndedRun {
  functionId: string;
  event: string;
  parentRunId: string | null;
  parentStepId: string | null;
}

const FAILED = "inngest/function.failed";

/**
 * Ends a run in progress and deletes its waits and queued jobs; a call in progress learns of it when it reports.
 * @returns events that the caller must ingest in the same transaction.
 */
export async function endRun(tx: Queryable, runId: string, ending: Ending): Promise<StoredEvent[]> {
  const [run] = await tx<EndedRun[]>`
    update executor.run set status = ${ending.status}, output = ${outputOf(ending)}, ended_at = now()
    where id = ${runId} and status = 'running'
    returning function_id as "functionId", event, parent_run_id as "parentRunId", parent_step_id as "parentStepId"`;
  if (!run) return [];
  await tx`delete from executor.wait where run_id = ${runId}`;
  await tx`
    delete from executor.job where id in (
      select id from executor.job where run_id = ${runId} for update skip locked
    )`;
  if (run.parentRunId !== null && run.parentStepId !== null && (await lockRun(tx, run.parentRunId))) {
    await settleStep(tx, run.parentRunId, run.parentStepId, valueOf(ending));
  }
  return ending.status === "failed" ? failureEvents(runId, run, ending.error) : [];
}

/**
 * Events that trigger onFailure handlers. A run started by such an event sends none, which prevents an endless loop.
 */
function failureEvents(runId: string, run: EndedRun, error: unknown): StoredEvent[] {
  const event: { name: string } = JSON.parse(run.event);
  if (event.name === FAILED) return [];
  return [makeEvent(FAILED, { function_id: run.functionId, run_id: runId, error, event })];
}

function outputOf(ending: Ending): string | null {
  if (ending.status === "cancelled") return null;
  return canonicalJson((ending.status === "completed" ? ending.output : ending.error) ?? null);
}

function valueOf(ending: Ending): string {
  if (ending.status === "completed") return dataValue(ending.output);
  if (ending.status === "failed") return errorValue(ending.error);
  return errorValue({ name: "Error", message: "The invoked function was cancelled." });
}
