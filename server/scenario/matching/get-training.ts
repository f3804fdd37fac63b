import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { readModelState } from "./stored-models";

export const getTrainingInput = z.object({ phraseKey: z.string().max(100) });

/**
 * Returns how far a training that Publish waits for is, from 0 to 1. Reads nothing of the bot, so that it can be asked
 * every second.
 * @returns isRunning: false when it has ended, failed or crashed; then Publish goes on, or begins it again.
 */
export async function getTraining(
  ctx: ServiceContext,
  { phraseKey }: z.infer<typeof getTrainingInput>,
): Promise<{ isRunning: boolean; progress: number }> {
  requireRole(ctx, "viewer");
  const state = await readModelState({ workspaceId: ctx.workspaceId, phraseKey });
  const isRunning = state?.status === "training" && !state.isLost;
  return { isRunning, progress: isRunning ? state.progress : 0 };
}
