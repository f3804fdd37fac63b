import { logFailure } from "@/server/log-failure";
import type { ActionOutcome } from "./action-outcome";
import { endRun } from "./end-run";
import { executeStep } from "./execute-step";
import { markRunning, startRun, type LoadedRun, type LoadedStep, type RunKey } from "./load-run";
import { isLongRest, parkRun } from "./suspend-run";
import { parkedOutcome, readOutcome } from "./read-outcome";
import { endWait } from "./step-wait";
import type { StepRest } from "./steps/step-kind";
import { storeStep, type DoneStep } from "./store-step";

/** How a step went. */
export interface StepEnd {
  status: "waiting" | "skipped" | "succeeded" | "failed";
  /** What to wait for before this step is called again; null: go on, unless there is an outcome. */
  rest: StepRest | null;
  /** What the run came to, when this step was its last; `waiting` when it rests for long and is woken by an event. */
  outcome: ActionOutcome | null;
}

/**
 * Carries out the step at a position (from 1), once: what is stored of it stands, however often this is called. The
 * last step, and one that failed, ends the run in the same statement. A step that rests is called again after its rest.
 */
export async function runStep(key: RunKey, position: number): Promise<StepEnd> {
  const run = await startRun(key);
  if (!run) return endedRun(key, position);
  const delay = delayOf(run);
  if (delay) return { status: "waiting", rest: delay, outcome: null };
  const before = run.steps.find((step) => step.position === position);
  if (before) return goOn(run, before);
  const step = run.definition.steps[position - 1];
  if (!step) throw new Error(`The run ${run.runId} has no step ${position}.`);
  const began = performance.now();
  const result = await markedMeanwhile(run, () => executeStep(run, step, position));
  return store(run, { step, position, result, durationMs: Math.round(performance.now() - began) });
}

/** A step that takes longer than this shows as running. */
const MARK_AFTER_MS = 250;

/** Carries a step out, and marks its run as running if that takes a while. */
async function markedMeanwhile<T>(run: LoadedRun, work: () => Promise<T>): Promise<T> {
  if (run.isMarked) return work();
  let marking: Promise<unknown> = Promise.resolve();
  const timer = setTimeout(() => {
    marking = markRunning(run).catch((error: unknown) =>
      logFailure(run.runId, "the run is not marked as running", error),
    );
  }, MARK_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    await marking;
  }
}

/** The action's delay, counted from the first look at the run, so that a crash does not prolong it. */
function delayOf({ definition, startedAt, steps }: LoadedRun): StepRest | null {
  if (steps.length > 0) return null;
  const at = (startedAt?.getTime() ?? 0) + (definition.delaySeconds ?? 0) * 1000;
  return at > Date.now() ? { type: "until", at: new Date(at).toISOString() } : null;
}

async function store(run: LoadedRun, done: DoneStep): Promise<StepEnd> {
  const { position, result } = done;
  const { status } = result;
  if (result.status === "waiting") {
    const { rest } = result;
    if (isLongRest(rest)) return park(run, position, rest, done);
    const isStored = await storeStep(run, done);
    return isStored ? { status, rest, outcome: null } : runStep(run, position);
  }
  if (status === "failed" || position === run.definition.steps.length) {
    const outcome = await endRun(run, done);
    return outcome ? { status, rest: null, outcome } : runStep(run, position);
  }
  // Where somebody else was faster, what they stored is what happened.
  return (await storeStep(run, done)) ? { status, rest: null, outcome: null } : runStep(run, position);
}

/** Goes on from a step that is stored already. */
async function goOn(run: LoadedRun, { position, status, rest }: LoadedStep): Promise<StepEnd> {
  if (status === "waiting") {
    if (!rest) throw new Error(`The step ${position} of the run ${run.runId} waits for nothing.`);
    if (rest.type === "until" && Date.parse(rest.at) <= Date.now()) {
      await endWait(run, position);
      return runStep(run, position);
    }
    return isLongRest(rest) ? park(run, position, rest) : { status, rest, outcome: null };
  }
  if (status !== "failed" && position < run.definition.steps.length) return { status, rest: null, outcome: null };
  const outcome = await endRun(run);
  return outcome ? { status, rest: null, outcome } : endedRun(run, position);
}

async function park(run: LoadedRun, position: number, rest: StepRest, done?: DoneStep): Promise<StepEnd> {
  const isParked = await parkRun(run, position, rest, done);
  // Whoever wakes it, perhaps by now, has it carried on from here by an event.
  return isParked ? { status: "waiting", rest: null, outcome: parkedOutcome(run.runId, rest) } : runStep(run, position);
}

async function endedRun(key: RunKey, position: number): Promise<StepEnd> {
  const outcome = await readOutcome(key);
  // Without one, it has been woken just now.
  return outcome ? { status: outcome.status, rest: null, outcome } : runStep(key, position);
}
