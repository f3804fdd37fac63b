import { and, eq, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { publishLive } from "@/db/live";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { logEvent } from "@/server/log/log-event";
import { openWorkspaceSecrets } from "../secrets/open-workspace-secrets";
import { fitToKeep } from "./fit-to-keep";
import type { RunKey } from "./load-run";
import type { StepOutput } from "@/server/schemas/step-output";
import type { StepWait } from "@/server/schemas/step-wait";

/** What a step waits for, and the run it belongs to. */
export interface LoadedWait {
  rest: StepWait;
  run: { botId: string; conversationId: string | null; turnId: string | null; depth: number; isDraft: boolean };
}

/** Reads what a step waits for. Null when it does not wait. */
export async function loadWait({ workspaceId, runId }: RunKey, position: number): Promise<LoadedWait | null> {
  const [row] = await db
    .select({
      rest: actionStepRuns.rest,
      run: {
        botId: actionRuns.botId,
        conversationId: actionRuns.conversationId,
        turnId: actionRuns.turnId,
        depth: actionRuns.depth,
        isDraft: actionRuns.isDraft,
      },
    })
    .from(actionStepRuns)
    .innerJoin(actionRuns, eq(actionRuns.id, actionStepRuns.runId))
    .where(and(eq(actionRuns.workspaceId, workspaceId), isWaiting(runId, position)));
  return row?.rest ? { rest: row.rest, run: row.run } : null;
}

export interface StepEnding {
  status: "succeeded" | "failed";
  /** May contain the action's secrets; they are masked before it is stored. */
  output: StepOutput;
}

/** Stores the result of a waiting step; a step that no longer waits is unchanged. The run continues automatically. */
export async function endStep(key: RunKey, position: number, ended: StepEnding): Promise<void> {
  const [run] = await db
    .select({ definition: actionRuns.definition })
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, key.workspaceId), eq(actionRuns.id, key.runId)));
  if (!run) throw new Error(`There is no action run ${key.runId}.`);
  const { status } = ended;
  const secrets = await openWorkspaceSecrets(key.workspaceId, run.definition);
  const output = fitToKeep(run.definition, secrets, status, ended.output);
  await endWait(key, position, { status, output });
}

/** How a wait ended. Without an output, the step's stored output remains. */
export type WaitEnding = Pick<StepEnding, "status"> & Partial<StepEnding>;

/** Ends a step's wait if it still waits, and announces it. */
export async function endWait(
  { workspaceId, runId }: RunKey,
  position: number,
  ending: WaitEnding = { status: "succeeded" },
  on: Executor = db,
): Promise<void> {
  const rows = await on
    .update(actionStepRuns)
    .set({ ...ending, rest: null, durationMs: sinceCreated })
    .where(isWaiting(runId, position))
    .returning({ kind: actionStepRuns.kind, ms: actionStepRuns.durationMs });
  const [step] = rows;
  if (!step) return;
  logEvent("action.step", { workspaceId, runId, position, kind: step.kind, status: ending.status, ms: step.ms });
  await publishLive("action_run", runId, on);
}

/** How long a step has taken so far, in milliseconds. */
const sinceCreated = sql<number>`round(extract(epoch from now() - ${actionStepRuns.createdAt}) * 1000)::integer`;

/** Matches a step's row while the step waits. */
export function isWaiting(runId: string, position: number) {
  return and(
    eq(actionStepRuns.runId, runId),
    eq(actionStepRuns.position, position),
    eq(actionStepRuns.status, "waiting"),
  );
}
