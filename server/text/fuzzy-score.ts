import { distance } from "fastest-levenshtein";

/** How well a word of a search fits, from the best: a whole word, its beginning, its inside, initials, a typing mistake. */
const [WHOLE, BEGINNING, INSIDE, INITIALS, MISTAKE] = [1, 0.9, 0.6, 0.5, 0.4];
/** Shorter words with a mistake would fit too many others. */
const SHORTEST_MISTAKEN = 4;
/** Further words of a search are ignored. */
const MOST_WORDS = 8;

/**
 * How well a name fits a search as people type it, from 0 (exclusive) to 1; null if it does not. Each word of the search
 * must fit, in any order: a word or a part of one, the initials of several words ("luo" for
 * "Look up an order"), or a word with one mistake. Case and accents do not matter. An empty search fits everything.
 */
export function fuzzyScore(name: string, search: string): number | null {
  const words = wordsOf(name);
  const searched = wordsOf(search).slice(0, MOST_WORDS);
  if (searched.length === 0) return search.trim() === "" ? 1 : null;
  const whole = words.join(" ");
  let sum = 0;
  for (const word of searched) {
    const score = scoreOfWord(word, words, whole);
    if (score === null) return null;
    sum += score;
  }
  // Names that begin with the search come first, and of these the shorter ones.
  const isStart = whole.startsWith(searched.join(" "));
  return (sum / searched.length) * (isStart ? 1 : 0.9) - Math.min(whole.length, 100) / 10_000;
}

/** The items that fit a search, best first; items that fit equally well keep their order. */
export function fuzzyMatches<Item>(
  items: readonly Item[],
  search: string,
  nameOf: (item: Item) => string,
): { item: Item; score: number }[] {
  return items
    .flatMap((item) => {
      const score = fuzzyScore(nameOf(item), search);
      return score === null ? [] : [{ item, score }];
    })
    .toSorted((a, b) => b.score - a.score);
}

function scoreOfWord(searched: string, words: readonly string[], whole: string): number | null {
  if (words.includes(searched)) return WHOLE;
  if (words.some((word) => word.startsWith(searched))) return BEGINNING;
  if (whole.includes(searched)) return INSIDE;
  if (searched.length > 1 && areInitials(searched, words)) return INITIALS;
  if (searched.length >= SHORTEST_MISTAKEN && words.some((word) => isMistaken(searched, word))) return MISTAKE;
  return null;
}

/** Whether the letters begin words, in the words' order; words may be left out. */
function areInitials(letters: string, words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) if (word.startsWith(letters.charAt(at))) at += 1;
  return at >= letters.length;
}

/**
 * Whether a word, or its beginning, differs from the searched one by one letter, or by two neighbours that changed
 * places. The first letter must be right: people seldom mistake it, and a comparison takes long.
 */
function isMistaken(searched: string, word: string): boolean {
  if (word.charAt(0) !== searched.charAt(0)) return false;
  const { length } = searched;
  const starts = [word.slice(0, length - 1), word.slice(0, length), word.slice(0, length + 1)];
  return starts.some((start) => distance(searched, start) === 1 || isSwapped(searched, start));
}

function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, i) => letter !== b.charAt(i));
  return a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b;
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
