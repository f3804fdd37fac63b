import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { getScenario } from "../editing/get-scenario";
import { countPhrases, phraseKeyOf, phrasesOf } from "./phrases-of";
import { readModelState } from "./stored-models";

/** Returns what is known about the phrases of a bot's draft: whether they are trained, and the threshold. */
export async function getMatching(ctx: ServiceContext, botId: string) {
  requireRole(ctx, "viewer");
  const { settings, interactions } = await getScenario(ctx, botId);
  const phraseKey = phraseKeyOf(interactions);
  const state = phraseKey === null ? undefined : await readModelState({ workspaceId: ctx.workspaceId, phraseKey });
  const isRunning = state?.status === "training" && !state.isLost;
  return {
    phrases: countPhrases(phrasesOf(interactions)),
    interactions: phrasesOf(interactions).length,
    status: isRunning ? ("training" as const) : state?.status === "training" ? null : (state?.status ?? null),
    /** From 0 to 1, while they are trained. */
    progress: isRunning ? state.progress : 0,
    calibration: state?.calibration ?? null,
    /** Set by a member; null for the measured one. */
    threshold: settings.threshold,
    error: state?.error ?? null,
  };
}
