import { behaviourOf, type BotBehaviour } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { actionTexts } from "./action-texts";
import { type FixedText, textGroups } from "./fixed-text";
import { hasWords } from "./placeholders";
import { interactionTexts } from "./scenario-texts";

/** The limits of `server/schemas/bot-behaviour.ts` and `server/bots/update-bot.ts`. */
const NOTICE = 2000;
const FRAME = 1000;

/** The texts that a bot sends as they were written, each once, in the order of their groups. */
export function botTexts(snapshot: BotSnapshot): FixedText[] {
  const { fallbackText, scenario, actions } = snapshot;
  const ofScenario = scenario?.settings.enabled ? scenario.interactions.flatMap(interactionTexts) : [];
  const fallback: FixedText = { group: "fallback", place: "The bot cannot answer", text: fallbackText, limit: NOTICE };
  const ofActions = actions.flatMap(({ definition }) => actionTexts(definition));
  return inOrder([fallback, ...ofScenario, ...ofActions, ...behaviourTexts(behaviourOf(snapshot))]);
}

/** The texts with words to translate, without repetitions, in the order of their groups. */
export function inOrder(texts: FixedText[]): FixedText[] {
  const byText = new Map<string, FixedText>();
  for (const one of texts.toSorted((a, b) => textGroups.indexOf(a.group) - textGroups.indexOf(b.group))) {
    const before = byText.get(one.text);
    const limit = Math.min(one.limit, before?.limit ?? one.limit);
    if (hasWords(one.text)) byText.set(one.text, { ...(before ?? one), limit });
  }
  return [...byText.values()];
}

function behaviourTexts({ workingHours, antiSpam, header, footer }: BotBehaviour): FixedText[] {
  const notices = [
    { place: "Working hours", text: workingHours?.awayText ?? "", limit: NOTICE },
    { place: "Limit of a conversation", text: antiSpam?.text ?? "", limit: NOTICE },
    { place: "Above each answer", text: header, limit: FRAME },
    { place: "Below each answer", text: footer, limit: FRAME },
  ];
  return notices.map((notice) => ({ group: "reminders", ...notice }));
}
