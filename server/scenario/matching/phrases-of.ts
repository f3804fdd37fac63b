import { createHash } from "node:crypto";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { LabelledPhrases } from "./model/train-model";

/** Changes whenever the same phrases would be trained to another model. */
const ALGORITHM = 1;

/** Returns the phrases of the interactions that have any, each once. */
export function phrasesOf(interactions: Interaction[]): LabelledPhrases[] {
  return interactions
    .filter(({ phrases }) => phrases.length > 0)
    .map(({ id, phrases }) => ({ label: id, phrases: [...new Set(phrases)] }));
}

/** Returns the number of phrases. */
export function countPhrases(labelled: LabelledPhrases[]): number {
  return labelled.reduce((sum, { phrases }) => sum + phrases.length, 0);
}

/** Returns the key of a scenario's phrases, which is the same in drafts and versions; null without phrases. */
export function phraseKeyOf(interactions: Interaction[]): string | null {
  const labelled = phrasesOf(interactions);
  if (labelled.length === 0) return null;
  return createHash("sha256").update(JSON.stringify(labelled)).digest("base64url");
}

/** Returns the key of the stored model. A new release may train the same phrases again. */
export function modelKey(phraseKey: string): string {
  return `${ALGORITHM}.${phraseKey}`;
}
