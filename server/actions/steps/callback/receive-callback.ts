import { and, eq } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { actionCallbacks, actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { fitToKeep } from "../../runs/fit-to-keep";
import { hasCallback, lockRun, resumeStep } from "../../runs/suspend-run";
import { openWorkspaceSecrets } from "../../secrets/open-workspace-secrets";
import { callbackOutput } from "./callback-output";
import type { CallbackPlace } from "./callback-token";

export interface ReceivedCallback {
  /** As returned by `readCallbackBody`. */
  body: unknown;
  contentType: string;
}

/** The result of a request to a callback address: accepted, or why it was refused. */
export type CallbackAnswer = "accepted" | "used" | "over" | "unknown";

/**
 * Accepts the POST for a callback step that waits or has not started yet. Only the first one is accepted: it resumes
 * the run, or is stored until the run reaches the step.
 */
export async function receiveCallback(place: CallbackPlace, received: ReceivedCallback): Promise<CallbackAnswer> {
  const [run] = await db
    .select({ workspaceId: actionRuns.workspaceId })
    .from(actionRuns)
    .where(eq(actionRuns.id, place.runId));
  if (!run) return "unknown";
  const key = { ...run, runId: place.runId };
  const { answer, events } = await db.transaction((tx) => take(tx, key, place.position, received));
  await dispatch(events);
  return answer;
}

/** Holds the run's lock, so that the step cannot begin or end its wait concurrently. */
async function take(
  tx: Transaction,
  key: { workspaceId: string; runId: string },
  position: number,
  { body, contentType }: ReceivedCallback,
): Promise<{ answer: CallbackAnswer; events: OutboxEvent[] }> {
  const run = await lockRun(tx, key);
  if (!run) return { answer: "unknown", events: [] };
  const secrets = await openWorkspaceSecrets(key.workspaceId, run.definition, tx);
  const output = fitToKeep(run.definition, secrets, "succeeded", callbackOutput(body));
  if (await isOver(tx, run.status, key.runId, position)) {
    return { answer: (await hasCallback(tx, key.runId, position)) ? "used" : "over", events: [] };
  }
  const kept = await tx
    .insert(actionCallbacks)
    .values({ ...key, position, body: output.body, contentType })
    .onConflictDoNothing()
    .returning({ position: actionCallbacks.position });
  if (kept.length === 0) return { answer: "used", events: [] };
  return { answer: "accepted", events: await resumeStep(tx, key, position, () => ({ status: "succeeded", output })) };
}

/** Whether the callback is too late: the run has ended, or the step has ended or was skipped. */
async function isOver(tx: Transaction, runStatus: string, runId: string, position: number): Promise<boolean> {
  if (runStatus === "succeeded" || runStatus === "failed") return true;
  const [step] = await tx
    .select({ status: actionStepRuns.status })
    .from(actionStepRuns)
    .where(and(eq(actionStepRuns.runId, runId), eq(actionStepRuns.position, position)));
  return step !== undefined && step.status !== "waiting";
}
