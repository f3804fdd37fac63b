import { isUnspacedRun, splitRuns, splitUnspacedRun } from "./split-words";
import { stemWord } from "./stem-word";
import { isStopWord } from "./stop-words";

/**
 * Returns the stems of a text's words in their order, without words that say little. For scripts without spaces, pairs
 * of letters that are no word are added as `pairs`, because two texts can be divided differently.
 */
export function readTerms(text: string, language: string): { stems: string[]; pairs: string[] } {
  const stems: string[] = [];
  const unspaced: string[] = [];
  const add = (word: string) => {
    if (!isStopWord(word, language)) stems.push(stemWord(word, language));
  };
  for (const run of splitRuns(text)) {
    if (isUnspacedRun(run)) {
      unspaced.push(run);
      for (const word of splitUnspacedRun(run)) add(word);
    } else add(run);
  }
  if (unspaced.length === 0) return { stems, pairs: [] };
  const words = new Set(stems);
  return { stems, pairs: unspaced.flatMap(pairsOf).filter((pair) => !words.has(pair)) };
}

function pairsOf(run: string): string[] {
  return Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2));
}
