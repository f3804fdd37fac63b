import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { RuleOf } from "./next-rule";

/**
 * Finds a rule in the scenario of a bot; null if this version does not have it, does not have the interaction that it leads
 * to, or does not use its scenario.
 */
export function findSilenceRule({ scenario }: BotSnapshot, ruleId: string): RuleOf | null {
  if (!scenario?.settings.enabled) return null;
  for (const interaction of scenario.interactions) {
    const rule = interaction.silence.find(({ id }) => id === ruleId);
    if (!rule) continue;
    const { effect } = rule;
    const leadsOn =
      effect.type !== "interaction" || scenario.interactions.some(({ id }) => id === effect.interactionId);
    return leadsOn ? { interaction, rule } : null;
  }
  return null;
}
