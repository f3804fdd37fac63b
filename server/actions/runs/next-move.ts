import type { ActionOutcome } from "./action-outcome";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { LoadedRun } from "./load-run";
import type { StepWait } from "@/server/schemas/step-wait";
import type { DoneStep } from "./store-step";

/**
 * How a call of a step ended. Inngest stores it as the result of a durable step, so its field names must not change.
 */
export interface StepEnd {
  status: "waiting" | "skipped" | "succeeded" | "failed";
  /** What to wait for before this step is called again. Null: call the next step, unless there is an outcome. */
  rest: StepWait | null;
  /** The run's outcome after its last step; `waiting` when the run is suspended until an event resumes it. */
  outcome: ActionOutcome | null;
}

/** What is known about a step before the next move. */
export interface StepState {
  /** Null when the run has ended or is suspended. */
  run: LoadedRun | null;
  /** From 1. */
  position: number;
  /** The step's result if it has been executed but not stored yet. */
  done?: DoneStep;
}

/** A wait that suspends the run. */
export type LongWait = Exclude<StepWait, { type: "bot" }>;

/** What to do next. If another process made the same move first, it has no effect and the run is loaded again. */
export type Move =
  | { next: "read outcome" }
  | { next: "execute"; run: LoadedRun; step: ActionStep }
  | { next: "store"; done: DoneStep; end: StepEnd }
  | { next: "end wait" }
  | { next: "suspend"; wait: LongWait; done: DoneStep | undefined }
  | { next: "end run"; run: LoadedRun; status: StepEnd["status"]; done: DoneStep | undefined }
  | { next: "return"; end: StepEnd };

/** Decides the next move for a step of a run. */
export function nextMove({ run, position, done }: StepState, now: number): Move {
  if (!run) return { next: "read outcome" };
  const current = done ? resultOf(done) : run.steps.find((step) => step.position === position);
  if (!current) return firstMove(run, position, now);
  const { status, rest } = current;
  if (status === "waiting") {
    if (!rest) throw new Error(`The step ${position} of the run ${run.runId} waits for nothing.`);
    if (!done && rest.type === "until" && Date.parse(rest.at) <= now) return { next: "end wait" };
    const long = asLongWait(rest, now);
    if (long) return { next: "suspend", wait: long, done };
  } else if (status === "failed" || position >= run.definition.steps.length) {
    return { next: "end run", run, status, done };
  }
  const end = { status, rest, outcome: null };
  return done ? { next: "store", done, end } : { next: "return", end };
}

function resultOf({ result }: DoneStep): Pick<StepEnd, "status" | "rest"> {
  return { status: result.status, rest: result.status === "waiting" ? result.rest : null };
}

/** The action's delay is counted from the start of the run, so that a crash does not prolong it. */
function firstMove(run: LoadedRun, position: number, now: number): Move {
  const { runId, definition, startedAt, steps } = run;
  const startAt = (startedAt?.getTime() ?? 0) + (definition.delaySeconds ?? 0) * 1000;
  if (steps.length === 0 && startAt > now) {
    const rest = { type: "until", at: new Date(startAt).toISOString() } as const;
    return { next: "return", end: { status: "waiting", rest, outcome: null } };
  }
  const step = definition.steps[position - 1];
  if (!step) throw new Error(`The run ${runId} has no step ${position}.`);
  return { next: "execute", run, step };
}

/** The run sleeps through waits of up to this length, and its caller keeps waiting. */
const SHORT_WAIT_MS = 60_000;

function asLongWait(wait: StepWait, now: number): LongWait | null {
  if (wait.type === "callback") return wait;
  return wait.type === "until" && Date.parse(wait.at) - now > SHORT_WAIT_MS ? wait : null;
}
