import { wordKey } from "@/server/text/word-key";

/** The phrases in a text, one per line, without empty lines and repetitions. */
export function phrasesIn(text: string): string[] {
  return addPhrases([], text.split(/\r\n|\r|\n/));
}

/** Adds phrases to a list, except empty ones and those that are in it. */
export function addPhrases(known: readonly string[], added: readonly string[]): string[] {
  const list = [...known];
  const keys = new Set(known.map(wordKey));
  for (const phrase of added.map((text) => text.trim())) {
    const key = wordKey(phrase);
    if (key === "" || keys.has(key)) continue;
    keys.add(key);
    list.push(phrase);
  }
  return list;
}

/** How many lines of a text repeat an earlier one. */
export function countRepeated(text: string): number {
  const written = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  return written.length - phrasesIn(text).length;
}
