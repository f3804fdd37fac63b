import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { getScenario } from "../editing/get-scenario";
import { loadMatcher } from "./load-matcher";

export const tryPhraseInput = z.object({
  botId: idText,
  text: z.string().trim().min(1, "Write what a customer might say.").max(10_000),
});

/** Compares a text with the phrases of a bot's draft, and says what the bot would do. Menus, triggers and keywords come before phrases and are not asked here. */
export async function tryPhrase(ctx: ServiceContext, { botId, text }: z.infer<typeof tryPhraseInput>) {
  requireRole(ctx, "editor");
  const { settings, interactions } = await getScenario(ctx, botId);
  const matcher = await loadMatcher(ctx.workspaceId, { settings, interactions, phraseModel: null });
  const names = new Map(interactions.map(({ id, name }) => [id, name]));
  const candidates = (matcher?.rank(text) ?? []).map((one) => ({ ...one, name: names.get(one.interactionId) ?? "" }));
  const [best] = candidates;
  const isMatch = best !== undefined && matcher !== null && best.score >= matcher.threshold;
  return {
    candidates,
    threshold: matcher?.threshold ?? null,
    outcome: isMatch ? ("interaction" as const) : settings.modelAnswers ? ("model" as const) : ("fallback" as const),
  };
}
