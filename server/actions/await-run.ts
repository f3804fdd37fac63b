import { setTimeout as sleep } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { subscribeLive } from "@/db/live";
import { actionRuns } from "@/db/schema/action-runs";
import type { ActionOutcome } from "./action-outcome";

/** How often the row is looked at when no announcement comes (behind a transaction pooler there is none). */
const LOOK_EVERY_MS = 1000;

/**
 * Waits until a run has ended. `start` is called once the wait is on, so that its end cannot be missed.
 * @param timeoutMs After it the outcome is a failure that says so; the run goes on.
 */
export async function awaitRun(
  run: { workspaceId: string; runId: string },
  start: () => Promise<unknown>,
  timeoutMs: number,
): Promise<ActionOutcome> {
  const began = performance.now();
  let announced = Promise.withResolvers<void>();
  const unsubscribe = await subscribeLive("action_run", run.runId, () => announced.resolve());
  const untilEnded = async (): Promise<ActionOutcome> => {
    for (;;) {
      await promptly(announced.promise);
      announced = Promise.withResolvers();
      const ended = await readOutcome(run);
      const durationMs = Math.round(performance.now() - began);
      if (ended) return { ...ended, durationMs };
      if (durationMs > timeoutMs) return { ...late(run.runId), durationMs };
    }
  };
  try {
    const [outcome] = await Promise.all([untilEnded(), start()]);
    return outcome;
  } finally {
    unsubscribe();
  }
}

/** Waits for an announcement, but not longer than until the next look. */
async function promptly(announced: Promise<void>): Promise<void> {
  const look = new AbortController();
  await Promise.race([announced, sleep(LOOK_EVERY_MS, undefined, { signal: look.signal }).catch(() => {})]);
  look.abort();
}

async function readOutcome({ workspaceId, runId }: { workspaceId: string; runId: string }) {
  const [row] = await db
    .select({ status: actionRuns.status, result: actionRuns.result })
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, workspaceId), eq(actionRuns.id, runId)));
  if (row?.status !== "succeeded" && row?.status !== "failed") return null;
  return { runId, status: row.status, result: row.result ?? "" };
}

function late(runId: string) {
  return { runId, status: "failed" as const, result: "The call is taking too long; its result is not known yet." };
}
