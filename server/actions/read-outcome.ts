import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import type { ActionOutcome } from "./action-outcome";
import type { RunKey } from "./load-run";
import type { StepRest } from "./steps/step-kind";

/**
 * What a run has come to, or that it rests for long; null while it goes on.
 * @throws Error when there is no such run.
 */
export async function readOutcome({ workspaceId, runId }: RunKey): Promise<ActionOutcome | null> {
  const [row] = await db
    .select(outcomeColumns)
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, workspaceId), eq(actionRuns.id, runId)));
  if (!row) throw new Error(`There is no action run ${runId}.`);
  return toOutcome(row);
}

/** What a run's current step waits for. */
export const restOfRun = sql<StepRest | null>`(
  select s.rest from ${actionStepRuns} s
  where s.run_id = ${actionRuns}.id and s.status = 'waiting' order by s.position desc limit 1
)`;

/** How long a run took, of a row of `action_runs`; null while it goes on. */
export const durationOfRun = sql<number | null>`round(extract(epoch from finished_at - started_at) * 1000)::int`;

const outcomeColumns = {
  runId: actionRuns.id,
  status: actionRuns.status,
  result: actionRuns.result,
  durationMs: durationOfRun.as("duration_ms"),
  rest: restOfRun.as("rest"),
};

type OutcomeRow = Pick<typeof actionRuns.$inferSelect, "status" | "result"> & {
  runId: string;
  durationMs: number | null;
  rest: StepRest | null;
};

/** A run's row as an outcome; null while it goes on. */
function toOutcome({ runId, status, result, durationMs, rest }: OutcomeRow): ActionOutcome | null {
  if (status === "queued" || status === "running") return null;
  if (status === "waiting") return parkedOutcome(runId, rest);
  return { runId, status, result: result ?? "", durationMs: durationMs ?? 0 };
}

/** What whoever called a run gets while it rests for long. */
export function parkedOutcome(runId: string, rest: StepRest | null): ActionOutcome {
  const result = `Under way: ${describeRest(rest)}. Its result will be told later.`;
  return { runId, status: "waiting", result, durationMs: 0 };
}

/** What a run is busy with, as a model is told. */
export function describeRest(rest: StepRest | null): string {
  switch (rest?.type) {
    case "until":
      return `it waits until ${rest.at}`;
    case "callback":
      return "it waits for an answer from another system";
    case "bot":
      return `it waits for an answer from ${rest.botName}`;
    case undefined:
      return "it takes longer than usual";
  }
}
