import type { Scenario } from "@/server/schemas/scenario/scenario";
import { loadModel } from "./load-model";
import type { Matcher } from "./matcher";
import { rankLabels } from "./model/phrase-model";
import { phraseKeyOf, phrasesOf } from "./phrases-of";

/**
 * Returns the matcher of a scenario's phrases; null without phrases. Phrases that were not trained yet, such as those of
 * a draft, are trained now.
 * @throws DomainError unavailable when that takes too long.
 */
export async function loadMatcher(workspaceId: string, scenario: Scenario): Promise<Matcher | null> {
  const phraseKey = scenario.phraseModel ?? phraseKeyOf(scenario.interactions);
  if (phraseKey === null) return null;
  const { model, threshold } = await loadModel({ workspaceId, phraseKey }, phrasesOf(scenario.interactions));
  return {
    threshold: scenario.settings.threshold ?? threshold,
    rank: (text) =>
      rankLabels(model, text).map(({ label, score }) => ({ interactionId: model.labels[label] ?? "", score })),
  };
}
