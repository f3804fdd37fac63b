import { hashText } from "../index/term-hash";
import { wordGrams } from "../words/word-grams";
import { GramCounter } from "./gram-counter";
import type { ReadQuestion } from "./read-question";
import { B, K1 } from "./score-words";
import type { Statistics } from "./statistics";

export interface GramScore {
  /** BM25 of the grams. */
  grams: number;
  /** From 0 to 1: how much of the question's grams the text has, by their importance. */
  covered: number;
  /** The same, but less for grams that a long text has only once. */
  saturated: number;
}

interface Gram {
  gram: string;
  weight: number;
  /** 0 for a gram of words that say little. */
  importance: number;
}

/** Compares texts with a question by parts of words, which also finds compounds and other forms of a word. */
export function scoreGrams(texts: string[], question: ReadQuestion, statistics: Statistics): GramScore[] {
  const grams = gramsOf(question, statistics);
  const total = Math.max(
    Number.EPSILON,
    grams.reduce((sum, { importance }) => sum + importance, 0),
  );
  const counter = new GramCounter(grams.map(({ gram }) => gram));
  const counted = texts.map((text) => counter.count(text));
  const average = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length);
  return counted.map(({ counts, length }) => {
    const norm = K1 * (1 - B + (B * length) / Math.max(1, average));
    const score = { grams: 0, covered: 0, saturated: 0 };
    for (const [place, times] of counts.entries()) {
      if (times === 0) continue;
      const { weight = 0, importance = 0 } = grams[place] ?? {};
      const saturation = times / (times + norm);
      score.grams += weight * saturation * (K1 + 1);
      score.covered += importance / total;
      score.saturated += (importance * saturation) / total;
    }
    return score;
  });
}

function gramsOf({ runs }: ReadQuestion, statistics: Statistics): Gram[] {
  const grams = new Map<string, Gram>();
  for (const { run, weight, isStop } of runs) {
    for (const gram of wordGrams(run)) {
      const entry = grams.get(gram) ?? { gram, weight: 0, importance: 0 };
      grams.set(gram, entry);
      const hash = hashText(gram);
      entry.weight += weight * statistics.gramRarity(hash);
      if (!isStop) entry.importance = Math.max(entry.importance, weight * statistics.gramImportance(hash));
    }
  }
  return [...grams.values()];
}
