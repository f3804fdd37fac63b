import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { publishLive } from "@/db/live";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { fitToKeep } from "./fit-to-keep";
import type { RunKey } from "./load-run";
import type { StepOutput } from "@/server/schemas/step-output";
import type { StepRest } from "./steps/step-kind";

/** What a step waits for, and of whose run it is. */
export interface LoadedRest {
  rest: StepRest;
  run: { botId: string; conversationId: string | null; turnId: string | null; depth: number; isDraft: boolean };
}

/** What a step waits for; null when it does not wait, or no longer. */
export async function loadRest({ workspaceId, runId }: RunKey, position: number): Promise<LoadedRest | null> {
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
  /** May hold secrets of the action; they are masked before it is kept. */
  output: StepOutput;
}

/** Stores how a step that waits has ended; one that no longer waits stays as it is. The run goes on by itself. */
export async function endStep(key: RunKey, position: number, ended: StepEnding): Promise<void> {
  const [run] = await db
    .select({ definition: actionRuns.definition })
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, key.workspaceId), eq(actionRuns.id, key.runId)));
  if (!run) throw new Error(`There is no action run ${key.runId}.`);
  const { status } = ended;
  const output = fitToKeep(run.definition, status, ended.output);
  const rows = await db
    .update(actionStepRuns)
    .set({ status, output, rest: null, durationMs: sinceCreated })
    .where(isWaiting(key.runId, position))
    .returning({ id: actionStepRuns.id });
  if (rows.length > 0) await publishLive("action_run", key.runId);
}

/** Ends the rest of a step that waited for a moment, which has come. */
export async function endWait({ runId }: RunKey, position: number): Promise<void> {
  const rows = await db
    .update(actionStepRuns)
    .set({ status: "succeeded", rest: null, durationMs: sinceCreated })
    .where(isWaiting(runId, position))
    .returning({ id: actionStepRuns.id });
  if (rows.length > 0) await publishLive("action_run", runId);
}

/** How long a step has taken by now, in milliseconds. */
export const sinceCreated = sql<number>`round(extract(epoch from now() - ${actionStepRuns.createdAt}) * 1000)::integer`;

/** The row of a step, while it waits. */
export function isWaiting(runId: string, position: number) {
  return and(
    eq(actionStepRuns.runId, runId),
    eq(actionStepRuns.position, position),
    eq(actionStepRuns.status, "waiting"),
  );
}
