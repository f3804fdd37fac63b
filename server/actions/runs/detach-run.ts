import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import type { ActionOutcome } from "./action-outcome";
import type { RunKey } from "./load-run";
import { describeWait, readOutcome, waitOfRun } from "./read-outcome";
import type { StepWait } from "@/server/schemas/step-wait";

/**
 * Stops waiting for a run: a later turn gives its result. Returns the outcome of a run that has ended in the meantime.
 * A second call changes nothing.
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
    .returning({ conversationId: actionRuns.conversationId, parentRunId: actionRuns.parentRunId, rest: waitOfRun });
  if (row) {
    const isReported = row.conversationId !== null && row.parentRunId === null;
    return { runId: key.runId, status: "waiting", result: stillUnderWay(row.rest, isReported), durationMs: 0 };
  }
  const outcome = await readOutcome(key);
  if (!outcome) throw new Error(`The run ${key.runId} has neither ended nor can it go on.`);
  return outcome;
}

/**
 * What a model reads about a call that has no result yet.
 * @param isReported Whether a later turn gives the result. Not for a call by another bot, which has answered by then.
 */
export function stillUnderWay(wait: StepWait | null, isReported: boolean): string {
  const promise = isReported
    ? "Tell the customer that the result will follow as soon as it is there."
    : "There will be no result in time for your answer.";
  return `Still under way: ${describeWait(wait)}. ${promise} Do not call it again.`;
}
