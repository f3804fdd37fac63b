/** Settles a step with its value and lets its run continue. */
import type { Queryable } from "../database.ts";
import { canonicalJson } from "../../canonical-json.ts";

/** A step's value as the SDK replays it (SDK specification §5.2.1). */
export function dataValue(data: unknown): string {
  return `{"data":${canonicalJson(data ?? null)}}`;
}

/** The value of a step that failed permanently. */
export function errorValue(error: unknown): string {
  return `{"error":${canonicalJson(error ?? { name: "Error", message: "The step failed." })}}`;
}

/** Whether the run is in progress; locks it, so that its steps change one at a time. */
export async function lockRun(tx: Queryable, runId: string): Promise<boolean> {
  const found = await tx`select 1 from executor.run where id = ${runId} and status = 'running' for update`;
  return found.length > 0;
}

/**
 * Settles a step in progress of a locked run, and queues the run's next call unless other gathering steps are
 * unsettled. A settled step keeps its value.
 */
export async function settleStep(tx: Queryable, runId: string, stepId: string, value: string): Promise<void> {
  const [step] = await tx<{ gathers: boolean }[]>`
    update executor.step set value = ${value}, settled_number = nextval('executor.settled_number')
    where run_id = ${runId} and id = ${stepId} and value is null returning gathers`;
  if (!step) return;
  await tx`delete from executor.wait where run_id = ${runId} and step_id = ${stepId}`;
  await tx`
    delete from executor.job where id in (
      select id from executor.job where run_id = ${runId} and step_id = ${stepId} and kind = 'settle'
      for update skip locked
    )`;
  await queueDiscovery(tx, runId, step.gathers);
}

/** Queues the call that continues the function; a run needs only one such call in the queue. */
async function queueDiscovery(tx: Queryable, runId: string, waitsForOthers: boolean): Promise<void> {
  await tx`
    insert into executor.job (kind, run_id) select 'call', ${runId}
    where not exists (
      select 1 from executor.job where run_id = ${runId} and kind = 'call' and step_id is null and owner is null
    ) and not (${waitsForOthers} and exists (
      select 1 from executor.step where run_id = ${runId} and gathers and value is null
    ))`;
}
