import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import type { ActionOutcome } from "./action-outcome";
import type { RunKey } from "./load-run";
import { describeWait, readOutcome, waitOfRun } from "./read-outcome";
import type { StepWait } from "@/server/schemas/step-wait";

const UNFINISHED: (typeof actionRuns.$inferSelect)["status"][] = ["queued", "running", "waiting"];

/**
 * Stops waiting for a run, so that a later turn delivers its result. Returns the outcome if the run has ended already.
 * A second call returns `waiting` again, even if the run has ended since then: the caller may have crashed after the
 * first call, and the later turn delivers the result.
 */
export async function detachRun(key: RunKey): Promise<ActionOutcome> {
  const [row] = await db
    .update(actionRuns)
    .set({ detachedAt: sql`coalesce(${actionRuns.detachedAt}, now())` })
    .where(
      and(
        eq(actionRuns.workspaceId, key.workspaceId),
        eq(actionRuns.id, key.runId),
        or(inArray(actionRuns.status, UNFINISHED), isNotNull(actionRuns.detachedAt)),
      ),
    )
    .returning({
      status: actionRuns.status,
      conversationId: actionRuns.conversationId,
      parentRunId: actionRuns.parentRunId,
      rest: waitOfRun,
    });
  const isReported = row !== undefined && row.conversationId !== null && row.parentRunId === null;
  if (row && (isReported || UNFINISHED.includes(row.status))) {
    return { runId: key.runId, status: "waiting", result: stillUnderWay(row.rest, isReported), durationMs: 0 };
  }
  const outcome = await readOutcome(key);
  if (!outcome) throw new Error(`The run ${key.runId} has neither ended nor can it go on.`);
  return outcome;
}

/**
 * The text that a model gets for a call without a result yet.
 * @param isReported Whether a later turn delivers the result. False for a call by a sub-bot, which has answered by
 * then.
 */
export function stillUnderWay(wait: StepWait | null, isReported: boolean): string {
  const promise = isReported
    ? "Tell the customer that the result will follow as soon as it is there."
    : "There will be no result in time for your answer.";
  return `Still under way: ${describeWait(wait)}. ${promise} Do not call it again.`;
}
