import { and, eq, type SQL, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { publishLive } from "@/db/live";
import { actionCallbacks, actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { firstCheck, PATIENCE } from "@/server/outbox/check-time";
import { dispatch, enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { durationInWords } from "@/server/text/duration-in-words";
import { fitToKeep } from "./fit-to-keep";
import type { RunKey } from "./load-run";
import type { LongWait } from "./next-move";
import { failedOutput } from "@/server/schemas/step-output";
import { endWait, isWaiting, type WaitEnding } from "./step-wait";
import type { StepWait } from "@/server/schemas/step-wait";
import { storeStep, type DoneStep } from "./store-step";

/**
 * Suspends a run at a step with a long wait, and adds the event that resumes it in time to the outbox.
 * @param done The step, unless it is stored already.
 * @returns false when it need not wait: another process has stored the step, or its callback has arrived.
 */
export async function suspendRun(run: RunKey, position: number, wait: LongWait, done?: DoneStep): Promise<boolean> {
  const events = await db.transaction(async (tx) => {
    const locked = await lockRun(tx, run);
    if (locked?.status !== "running") return null;
    if (wait.type === "callback" && (await hasCallback(tx, run.runId, position))) return null;
    if (done && !(await storeStep(run, done, tx))) return null;
    const until = wait.type === "until" ? wait.at : wait.until;
    await setStatus(tx, run, "waiting", sql`${until}::timestamptz + ${PATIENCE}`);
    await publishLive("action_run", run.runId, tx);
    const { workspaceId, runId } = run;
    return enqueue(tx, [{ name: "action/run.resting", data: { workspaceId, runId, position, until } }]);
  });
  if (!events) return false;
  await dispatch(events);
  return true;
}

/** Resumes a suspended run that is due; has no effect when its step no longer waits. */
export async function resumeRun(key: RunKey, position: number): Promise<void> {
  const events = await db.transaction(async (tx) => {
    const run = await lockRun(tx, key);
    return run ? resumeStep(tx, key, position, (wait) => timedOut(wait, run.definition, position)) : [];
  });
  await dispatch(events);
}

/**
 * Locks the run's row, which serializes suspending, resuming and callbacks of the run.
 * @returns undefined when there is no such run.
 */
export async function lockRun(tx: Transaction, { workspaceId, runId }: RunKey) {
  const [run] = await tx
    .select({ status: actionRuns.status, definition: actionRuns.definition })
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, workspaceId), eq(actionRuns.id, runId)))
    .for("no key update");
  return run;
}

/**
 * Ends the wait of a step of a locked run, and adds the event that resumes the run to the outbox.
 * @returns the events to dispatch after the commit; empty when the step does not wait.
 */
export async function resumeStep(
  tx: Transaction,
  key: RunKey,
  position: number,
  ending: (wait: StepWait) => WaitEnding,
): Promise<OutboxEvent[]> {
  const [step] = await tx
    .select({ rest: actionStepRuns.rest })
    .from(actionStepRuns)
    .where(isWaiting(key.runId, position));
  if (!step?.rest) return [];
  await setStatus(tx, key, "running", firstCheck);
  await endWait(key, position, ending(step.rest), tx);
  const { workspaceId, runId } = key;
  return enqueue(tx, [{ name: "action/run.resumed", data: { workspaceId, runId, position } }]);
}

/** Whether the POST that a callback step waits for has arrived. */
export async function hasCallback(tx: Transaction, runId: string, position: number): Promise<boolean> {
  const found = await tx
    .select({ runId: actionCallbacks.runId })
    .from(actionCallbacks)
    .where(and(eq(actionCallbacks.runId, runId), eq(actionCallbacks.position, position)));
  return found.length > 0;
}

async function setStatus(
  tx: Transaction,
  { workspaceId, runId }: RunKey,
  status: "waiting" | "running",
  checkAt: SQL,
): Promise<void> {
  await tx
    .update(actionRuns)
    .set({ status, checkAt })
    .where(and(eq(actionRuns.workspaceId, workspaceId), eq(actionRuns.id, runId)));
}

/** A wait that is over succeeds; a callback that has not arrived in time fails. */
function timedOut(wait: StepWait, definition: ActionDefinition, position: number): WaitEnding {
  if (wait.type !== "callback") return { status: "succeeded" };
  const step = definition.steps[position - 1];
  const seconds = step?.kind === "callback" ? step.timeoutSeconds : 0;
  const output = failedOutput(`No callback came within ${durationInWords(seconds)}.`);
  // The text is Parley's own, so it contains no secret of the workspace.
  return { status: "failed", output: fitToKeep(definition, new Map(), "failed", output) };
}
