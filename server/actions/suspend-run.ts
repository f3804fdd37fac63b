import { and, eq, type SQL, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { publishLive } from "@/db/live";
import { actionCallbacks, actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { firstCheck, PATIENCE } from "@/server/outbox/check-time";
import { dispatch, enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { durationInWords } from "./duration-in-words";
import { fitToKeep } from "./fit-to-keep";
import type { RunKey } from "./load-run";
import { failedOutput } from "@/server/schemas/step-output";
import { isWaiting, sinceCreated, type StepEnding } from "./step-wait";
import type { StepRest } from "./steps/step-kind";
import { storeStep, type DoneStep } from "./store-step";

/** Up to here a rest is slept through by the run itself, and whoever called it waits along. */
const SHORT_REST_MS = 60_000;

/** Whether a run gives up its place while it rests, and is woken by an event. */
export function isLongRest(rest: StepRest): boolean {
  if (rest.type === "callback") return true;
  return rest.type === "until" && Date.parse(rest.at) - Date.now() > SHORT_REST_MS;
}

/**
 * Lays a run down at a step that rests for long, and owes the event that times its waking.
 * @param done The step, unless it is stored already.
 * @returns false when it does not rest after all: somebody else stored the step, or its callback has come meanwhile.
 */
export async function parkRun(run: RunKey, position: number, rest: StepRest, done?: DoneStep): Promise<boolean> {
  const events = await db.transaction(async (tx) => {
    const locked = await lockRun(tx, run);
    if (locked?.status !== "running") return null;
    if (rest.type === "callback" && (await hasCallback(tx, run.runId, position))) return null;
    if (done && !(await storeStep(run, done, tx))) return null;
    const until = untilWhen(rest);
    await setStatus(tx, run, "waiting", sql`${until}::timestamptz + ${PATIENCE}`);
    await publishLive("action_run", run.runId, tx);
    const { workspaceId, runId } = run;
    return enqueue(tx, [{ name: "action/run.resting", data: { workspaceId, runId, position, until } }]);
  });
  if (!events) return false;
  await dispatch(events);
  return true;
}

/** Ends the rest of a parked run's step, whose time has come; nothing when the step no longer waits. */
export async function wakeRun(key: RunKey, position: number): Promise<void> {
  const events = await db.transaction(async (tx) => {
    const run = await lockRun(tx, key);
    return run ? wakeStep(tx, key, position, (rest) => timedOut(rest, run.definition, position)) : [];
  });
  await dispatch(events);
}

/**
 * The run's row, locked: what parks, wakes and calls back waits for one another.
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
 * Ends the rest of a step of a run that is locked, and owes the event that carries the run on.
 * @returns the events to dispatch after commit; none when the step does not wait.
 */
export async function wakeStep(
  tx: Transaction,
  key: RunKey,
  position: number,
  ending: (rest: StepRest) => StepEnding | "as it is",
): Promise<OutboxEvent[]> {
  const [step] = await tx
    .select({ rest: actionStepRuns.rest })
    .from(actionStepRuns)
    .where(isWaiting(key.runId, position));
  if (!step?.rest) return [];
  const ended = ending(step.rest);
  const how = ended === "as it is" ? { status: "succeeded" as const } : ended;
  await tx
    .update(actionStepRuns)
    .set({ ...how, rest: null, durationMs: sinceCreated })
    .where(isWaiting(key.runId, position));
  await setStatus(tx, key, "running", firstCheck);
  await publishLive("action_run", key.runId, tx);
  const { workspaceId, runId } = key;
  return enqueue(tx, [{ name: "action/run.resumed", data: { workspaceId, runId, position } }]);
}

async function hasCallback(tx: Transaction, runId: string, position: number): Promise<boolean> {
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

function untilWhen(rest: StepRest): string {
  if (rest.type === "bot") throw new Error("Another bot's answer has no time at which it must be there.");
  return rest.type === "until" ? rest.at : rest.until;
}

/** What a rest that has run out comes to: the end of a wait, or of the patience for a callback. */
function timedOut(rest: StepRest, definition: ActionDefinition, position: number): StepEnding | "as it is" {
  if (rest.type !== "callback") return "as it is";
  const step = definition.steps[position - 1];
  const seconds = step?.kind === "callback" ? step.timeoutSeconds : 0;
  const output = failedOutput(`No callback came within ${durationInWords(seconds)}.`);
  return { status: "failed", output: fitToKeep(definition, "failed", output) };
}
