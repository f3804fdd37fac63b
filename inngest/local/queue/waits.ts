/** Passes events to the runs that wait for them, and cancels the runs that they cancel. */
import type { Queryable } from "../database.ts";
import { endRun } from "../runs/end-run.ts";
import type { StoredEvent } from "../runs/event.ts";
import { isTrue } from "../runs/expressions.ts";
import { lockRun, settleStep } from "../calls/settle-step.ts";

export interface Wait {
  runId: string;
  stepId: string | null;
  eventName: string;
  expression: string | null;
  /** The event that started the waiting run. */
  event: string;
}

/** Reads the waits that the events may end. Call it before the events start runs, which they must not cancel. */
export async function readWaits(tx: Queryable, events: StoredEvent[]): Promise<Wait[]> {
  const names = JSON.stringify(events.map(({ name }) => name));
  // Ordered by run, so that two transactions lock the same runs in the same order.
  return tx<Wait[]>`
    select wait.run_id as "runId", wait.step_id as "stepId", wait.event_name as "eventName", wait.expression, run.event
    from executor.wait join executor.run on run.id = wait.run_id
    where wait.event_name in (select json_array_elements_text(${names}::text::json)) and (wait.expires_at is null or wait.expires_at > now())
    order by wait.run_id, wait.id`;
}

/** Ends each wait with the first event that matches it. */
export async function fulfilWaits(tx: Queryable, waits: Wait[], events: StoredEvent[]): Promise<void> {
  for (const wait of waits) {
    const event = events.find((candidate) => fulfils(candidate, wait));
    if (!event) continue;
    if (wait.stepId === null) await endRun(tx, wait.runId, { status: "cancelled" });
    else if (await lockRun(tx, wait.runId)) {
      await settleStep(tx, wait.runId, wait.stepId, `{"data":${event.text}}`);
    }
  }
}

function fulfils(event: StoredEvent, wait: Wait): boolean {
  if (event.name !== wait.eventName) return false;
  return !wait.expression || isTrue(wait.expression, { event: JSON.parse(wait.event), async: event.value });
}
