import { UNSPACED } from "./unspaced";

const runs = new RegExp(`[${UNSPACED}]+|[[\\p{L}\\p{M}\\p{N}]--[${UNSPACED}]]+`, "gv");
const startsUnspaced = new RegExp(`^[${UNSPACED}]`, "u");

let segmenter: Intl.Segmenter | undefined;

/** Returns a text's words and numbers in lower case and in their order; scripts without spaces are divided by a dictionary. */
export function splitWords(text: string): string[] {
  return splitRuns(text).flatMap((run) => (isUnspacedRun(run) ? splitUnspacedRun(run) : run));
}

/** Like `splitWords`, but letters of a script without spaces stay together. */
export function splitRuns(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(runs) ?? [];
}

/** Returns whether a run of `splitRuns` is of a script without spaces. */
export function isUnspacedRun(run: string): boolean {
  return run.charCodeAt(0) >= 0x0e00 && startsUnspaced.test(run);
}

/** Divides letters of a script without spaces into words. */
export function splitUnspacedRun(run: string): string[] {
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return Array.from(segmenter.segment(run), ({ segment }) => segment);
}
