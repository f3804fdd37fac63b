import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { getScenario } from "../editing/get-scenario";
import { phraseKeyOf } from "./phrases-of";
import { type Preparation, preparePhrases } from "./training/prepare-phrases";

/** Trains the phrases of a bot's draft and measures its threshold, as Publish does. */
export async function trainNow(ctx: ServiceContext, botId: string): Promise<Preparation> {
  requireRole(ctx, "editor");
  const { settings, interactions } = await getScenario(ctx, botId);
  return preparePhrases(ctx.workspaceId, botId, {
    settings: { ...settings, enabled: true },
    interactions,
    phraseModel: phraseKeyOf(interactions),
  });
}
