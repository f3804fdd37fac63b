import { inSpan } from "@/server/log/in-span";
import { logEvent } from "@/server/log/log-event";
import { logFailure } from "@/server/log/log-failure";
import type { ActionStep } from "@/server/schemas/action-definition";
import { endRun } from "./end-run";
import { executeStep } from "./execute-step";
import { markRunning, startRun, type LoadedRun, type RunKey } from "./load-run";
import { nextMove, type StepEnd, type StepState } from "./next-move";
import { readOutcome, suspendedOutcome } from "./read-outcome";
import { endWait } from "./step-wait";
import { storeStep, type DoneStep } from "./store-step";
import { suspendRun } from "./suspend-run";

/**
 * Runs the step at a position (from 1). It may be called repeatedly: only the first stored result counts. The last step
 * or a failed one ends the run in the same statement. A step that waits is called again after the wait.
 */
export async function runStep(key: RunKey, position: number): Promise<StepEnd> {
  let state: StepState = { run: await startRun(key), position };
  for (;;) {
    const move = nextMove(state, Date.now());
    switch (move.next) {
      case "return":
        return move.end;
      case "read outcome": {
        const outcome = await readOutcome(key);
        if (outcome) return { status: outcome.status, rest: null, outcome };
        break; // Another process has just resumed the run.
      }
      case "execute":
        state = { run: move.run, position, done: await execute(move.run, move.step, position) };
        continue;
      case "store":
        if (await storeStep(key, move.done)) return move.end;
        break;
      case "end wait":
        await endWait(key, position);
        break;
      case "suspend":
        if (!(await suspendRun(key, position, move.wait, move.done))) break;
        return { status: "waiting", rest: null, outcome: suspendedOutcome(key.runId, move.wait) };
      case "end run": {
        const outcome = await endRun(move.run, move.done);
        if (outcome) return { status: move.status, rest: null, outcome };
        state = { run: null, position };
        continue;
      }
    }
    state = { run: await startRun(key), position };
  }
}

/** Logs one line about an execution of a step. A step that waits has another when its wait has ended. */
function logStep({ workspaceId, botId, conversationId, turnId, runId }: LoadedRun, done: DoneStep): void {
  const { step, position, result, durationMs } = done;
  const ids = { workspaceId, botId, conversationId, turnId, runId, position };
  const httpStatus = result.output.status;
  logEvent("action.step", { ...ids, kind: step.kind, status: result.status, httpStatus, ms: durationMs });
}

/** A step that takes longer than this is shown as running. */
const MARK_AFTER_MS = 250;

/** Executes a step, and marks its run as running if that takes long. */
async function execute(run: LoadedRun, step: ActionStep, position: number): Promise<DoneStep> {
  const began = performance.now();
  let marking: Promise<unknown> = Promise.resolve();
  const mark = () => {
    marking = markRunning(run).catch((error: unknown) =>
      logFailure(run.runId, "the run is not marked as running", error),
    );
  };
  const timer = run.isMarked ? undefined : setTimeout(mark, MARK_AFTER_MS);
  try {
    const attributes = { "parley.runId": run.runId, "parley.step": step.kind, "parley.position": position };
    const result = await inSpan("action step", attributes, () => executeStep(run, step, position));
    const done = { step, position, result, durationMs: Math.round(performance.now() - began) };
    logStep(run, done);
    return done;
  } finally {
    clearTimeout(timer);
    await marking;
  }
}
