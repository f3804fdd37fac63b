import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import type { ActionOutcome } from "./action-outcome";
import type { RunKey } from "./load-run";
import type { StepWait } from "@/server/schemas/step-wait";

/**
 * Reads a run's outcome, which is `waiting` while it is suspended; null while it is queued or running.
 * @throws Error when there is no such run.
 */
export async function readOutcome({ workspaceId, runId }: RunKey): Promise<ActionOutcome | null> {
  const [row] = await db
    .select({ status: actionRuns.status, result: actionRuns.result, durationMs: durationOfRun, rest: waitOfRun })
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, workspaceId), eq(actionRuns.id, runId)));
  if (!row) throw new Error(`There is no action run ${runId}.`);
  const { status, result, durationMs, rest } = row;
  if (status === "queued" || status === "running") return null;
  if (status === "waiting") return suspendedOutcome(runId, rest);
  return { runId, status, result: result ?? "", durationMs: durationMs ?? 0 };
}

/** What a run's current step waits for. */
export const waitOfRun = sql<StepWait | null>`(
  select s.rest from ${actionStepRuns} s
  where s.run_id = ${actionRuns}.id and s.status = 'waiting' order by s.position desc limit 1
)`;

/** The duration of a run in a row of `action_runs`; null before it ends. */
export const durationOfRun = sql<number | null>`round(extract(epoch from finished_at - started_at) * 1000)::int`;

/** The outcome that the caller of a run gets while it is suspended. */
export function suspendedOutcome(runId: string, wait: StepWait | null): ActionOutcome {
  const result = `Under way: ${describeWait(wait)}. Its result will be told later.`;
  return { runId, status: "waiting", result, durationMs: 0 };
}

/** Describes for a model what a run waits for. */
export function describeWait(wait: StepWait | null): string {
  switch (wait?.type) {
    case "until":
      return `it waits until ${wait.at}`;
    case "callback":
      return "it waits for an answer from another system";
    case "bot":
      return `it waits for an answer from ${wait.botName}`;
    case undefined:
      return "it takes longer than usual";
  }
}
