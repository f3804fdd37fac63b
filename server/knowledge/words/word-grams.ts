import { foldMarks } from "./fold-marks";
import { isUnspacedRun } from "./split-words";
import { IDEOGRAPHS } from "./unspaced";

const SIZE = 4;
const ideographs = new RegExp(`^[${IDEOGRAPHS}]`, "u");

/**
 * Returns the parts that a word shares with its compounds and with other forms of it: four letters each with the word's
 * ends marked; one and two letters of Chinese and Japanese, three of other scripts without spaces.
 * @param run As `splitRuns` returns it.
 */
export function wordGrams(run: string): string[] {
  if (isUnspacedRun(run)) return ideographs.test(run) ? [...partsOf(run, 1), ...partsOf(run, 2)] : partsOf(run, 3);
  const marked = `_${foldMarks(run)}_`;
  return marked.length <= SIZE ? [marked] : partsOf(marked, SIZE);
}

function partsOf(text: string, size: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at + size <= text.length; at++) parts.push(text.slice(at, at + size));
  return parts;
}
