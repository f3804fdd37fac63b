import { type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { type Slots, statement } from "@/db/statement";
import { newId } from "@/server/ids";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { RunKey } from "./load-run";
import type { StepOutput } from "@/server/schemas/step-output";
import type { StepWait } from "@/server/schemas/step-wait";

/** The result of a step, with an output that is safe to store. */
export type ExecutedStep =
  | { status: "skipped" | "succeeded" | "failed"; output: StepOutput }
  | { status: "waiting"; output: StepOutput; rest: StepWait };

export interface DoneStep {
  step: ActionStep;
  /** From 1. */
  position: number;
  result: ExecutedStep;
  durationMs: number;
}

/** Stores the result of a step. Returns false if a result is stored already; that one is kept. */
export async function storeStep(run: RunKey, done: DoneStep, on: Executor = db): Promise<boolean> {
  const stored = await insert(stepValues(run, done), on);
  return stored.length > 0;
}

export type StepValues = ReturnType<typeof stepValues>;

/** The parameters of a statement that stores a step's result. */
export function stepValues({ workspaceId, runId }: RunKey, { step, position, result, durationMs }: DoneStep) {
  return {
    stepId: newId("actionStepRun"),
    workspaceId,
    runId,
    position,
    stepName: step.name,
    stepKind: step.kind,
    stepStatus: result.status,
    rest: result.status === "waiting" ? JSON.stringify(result.rest) : null,
    output: JSON.stringify(result.output),
    stepMs: durationMs,
  };
}

/**
 * The part of a statement that stores a step's result if `condition` is true and it has no result yet; returns its id.
 */
export function insertStep(step: Slots<StepValues>, condition: SQL): SQL {
  return sql`
    insert into action_step_runs (id, workspace_id, run_id, position, name, kind, status, rest, output, duration_ms)
    select ${step.stepId}, ${step.workspaceId}, ${step.runId}, ${step.position}::int, ${step.stepName}, ${step.stepKind},
      ${step.stepStatus}, ${step.rest}::jsonb, ${step.output}::json, ${step.stepMs}::int
    where ${condition}
    on conflict do nothing returning id`;
}

const insert = statement<StepValues, { id: string }>((step) => insertStep(step, sql`true`));
