import type { Campaign, Speech } from "@/server/scenario/run/scenario-input";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { translateActions } from "../context/conversation-language";

/**
 * Returns a bot's scenario as a turn runs it; null for a bot without one and for one that is turned off.
 * @param snapshot As it was written.
 */
export function campaignOf(snapshot: BotSnapshot, botVersionId: string | null, speech: Speech | null): Campaign | null {
  const { botId, name, fallbackText, timeZone, scenario } = snapshot;
  if (!scenario?.settings.enabled) return null;
  const actions = translateActions(snapshot.actions, speech);
  return { botId, botVersionId, name, fallbackText, timeZone, actions, scenario, speech };
}
