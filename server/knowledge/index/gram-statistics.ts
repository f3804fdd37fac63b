import { setImmediate } from "node:timers/promises";
import { isUnspacedRun, splitRuns } from "../words/split-words";
import { wordGrams } from "../words/word-grams";
import { hashText } from "./term-hash";

/** Texts that are counted without letting other work of the process continue. */
const BATCH = 50;
/** Words of these lengths are kept, to find what a misspelled word means. */
const WORD = /^[\p{L}\p{M}]{4,30}$/u;
/** A gram of one text only is as rare as one of no text. */
const LEAST_TEXTS = 2;

export interface GramStatistics {
  /** In how many of the texts a gram occurs, by its hash. */
  counts: Map<number, number>;
  words: string[];
}

/** Counts the grams of texts, and collects their words. */
export async function countGrams(texts: string[]): Promise<GramStatistics> {
  const ofWord = new Map<string, number[]>();
  const counts = new Map<number, number>();
  for (const [at, text] of texts.entries()) {
    if (at % BATCH === BATCH - 1) await setImmediate();
    const runs = splitRuns(text);
    const ofText = new Set<number>();
    for (const run of runs) {
      const known = ofWord.get(run) ?? wordGrams(run).map((gram) => hashText(gram));
      ofWord.set(run, known);
      for (const gram of known) ofText.add(gram);
    }
    for (const gram of ofText) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  for (const [gram, count] of counts) if (count < LEAST_TEXTS) counts.delete(gram);
  const words = [...ofWord.keys()].filter((word) => WORD.test(word) && !isUnspacedRun(word));
  return { counts, words };
}
