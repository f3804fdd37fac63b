import { db, type Executor } from "@/db/client";
import { actionStepRuns } from "@/db/schema/action-runs";
import { newId } from "@/server/ids";
import type { ActionStep } from "./definition";
import type { RunKey } from "./load-run";
import type { StepOutput } from "./step-output";
import type { StepRest } from "./steps/step-kind";

/** What an execution of a step came to; its output is fit to be kept. */
export type ExecutedStep =
  | { status: "skipped" | "succeeded" | "failed"; output: StepOutput }
  | { status: "waiting"; output: StepOutput; rest: StepRest };

export interface DoneStep {
  step: ActionStep;
  /** From 1. */
  position: number;
  result: ExecutedStep;
  durationMs: number;
}

/** Stores what a step did. False when something is stored of it already, which then stands. */
export async function storeStep(run: RunKey, done: DoneStep, on: Executor = db): Promise<boolean> {
  const stored = await insertStep(run, done, on);
  return stored.length > 0;
}

/** The same as a query, for a statement that does more. */
export function insertStep(run: RunKey, { step, position, result, durationMs }: DoneStep, on: Executor = db) {
  return on
    .insert(actionStepRuns)
    .values({
      id: newId("actionStepRun"),
      workspaceId: run.workspaceId,
      runId: run.runId,
      position,
      name: step.name,
      kind: step.kind,
      status: result.status,
      rest: result.status === "waiting" ? result.rest : null,
      output: result.output,
      durationMs,
    })
    .onConflictDoNothing()
    .returning({ id: actionStepRuns.id });
}
