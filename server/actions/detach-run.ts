import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import type { ActionOutcome } from "./action-outcome";
import type { RunKey } from "./load-run";
import { describeRest, readOutcome, restOfRun } from "./read-outcome";
import type { StepRest } from "./steps/step-kind";

/**
 * Stops waiting for a run: its end is told in a turn of its own. A run that has ended meanwhile gives its outcome.
 * Doing it twice does it once.
 */
export async function detachRun(key: RunKey): Promise<ActionOutcome> {
  const [row] = await db
    .update(actionRuns)
    .set({ detachedAt: sql`coalesce(${actionRuns.detachedAt}, now())` })
    .where(
      and(
        eq(actionRuns.workspaceId, key.workspaceId),
        eq(actionRuns.id, key.runId),
        inArray(actionRuns.status, ["queued", "running", "waiting"]),
      ),
    )
    .returning({ conversationId: actionRuns.conversationId, parentRunId: actionRuns.parentRunId, rest: restOfRun });
  if (row) {
    const isTold = row.conversationId !== null && row.parentRunId === null;
    return { runId: key.runId, status: "waiting", result: stillUnderWay(row.rest, isTold), durationMs: 0 };
  }
  const outcome = await readOutcome(key);
  if (!outcome) throw new Error(`The run ${key.runId} neither goes on nor has it ended.`);
  return outcome;
}

/**
 * What a model is told of a call whose result is not there yet.
 * @param isTold Its result is told later: it is, unless another bot made the call, whose answer is long given by then.
 */
export function stillUnderWay(rest: StepRest | null, isTold: boolean): string {
  const promise = isTold
    ? "Tell the customer that the result will follow as soon as it is there."
    : "There will be no result in time for your answer.";
  return `Still under way: ${describeRest(rest)}. ${promise} Do not call it again.`;
}
