import type { Scenario } from "@/server/schemas/scenario/scenario";
import { wordKey } from "@/server/text/word-key";

/** The words of a scenario in the form for comparison. */
interface WordIndex {
  /** The interaction of each exact trigger; the first one if several have it. */
  triggers: Map<string, string>;
  /** The longest first. */
  keywords: { key: string; interactionId: string }[];
}

/** The indexes of scenarios in use. A published scenario never changes. */
const indexes = new WeakMap<Scenario, WordIndex>();

export function indexOf(scenario: Scenario): WordIndex {
  const known = indexes.get(scenario) ?? build(scenario);
  indexes.set(scenario, known);
  return known;
}

function build({ interactions }: Scenario): WordIndex {
  const triggers = new Map<string, string>();
  for (const { id, triggers: own } of interactions) {
    for (const key of own.map(wordKey)) if (!triggers.has(key)) triggers.set(key, id);
  }
  const keywords = interactions.flatMap(({ id, keywords: own }) =>
    own.map((keyword) => ({ key: wordKey(keyword), interactionId: id })),
  );
  return { triggers, keywords: keywords.toSorted((a, b) => b.key.length - a.key.length) };
}
