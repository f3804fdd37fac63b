import { base64Forms } from "./base64-forms";
import { decodeWritten } from "./decode-written";
import { createWordFinder, mergeSpans, type Span } from "./find-words";
import { MIN_SECRET_LENGTH } from "./secret-limits";
import { oneAlphabet, unitsOf } from "./text-units";

export interface SecretFinder {
  /** Finds the words in a text, in every form that `createRedactor` lists, in order. */
  find: (text: string) => Span[];
  /** A text with fewer characters contains no word in any form. */
  shortest: number;
}

export function createSecretFinder(words: string[]): SecretFinder {
  const base64 = words.flatMap(base64Forms);
  const hints = hintsOf([...words, ...base64]);
  const shortest = shortestOf([...words, ...base64]);
  let search: ((text: string) => Span[]) | undefined;
  const find = (text: string) => {
    if (text.length < shortest || hints?.some((hint) => text.includes(hint)) === false) return [];
    search ??= createSearch(words, base64);
    return search(text);
  };
  return { find, shortest };
}

/** Decoding never makes a text longer, so a text that is shorter than every decoded word cannot contain one. */
function shortestOf(words: string[]): number {
  const lengths = words.map((word) => Math.max(decodeWritten(word).units.length, MIN_SECRET_LENGTH));
  return lengths.reduce((shortest, length) => Math.min(shortest, length), Infinity);
}

/** Long enough that few texts contain a hint by chance, and short enough that the search is fast. */
const [SHORTEST_HINT, LONGEST_HINT] = [4, 8];

/**
 * Letters and digits of each word, which no encoding changes. A text without any of them contains none of the words.
 */
function hintsOf(words: string[]): string[] | null {
  const hints = words.map((word) =>
    Array.from(word.matchAll(/[a-z\d]+/gi), ([run]) => run.slice(0, LONGEST_HINT)).reduce(
      (best, run) => (run.length > best.length ? run : best),
      "",
    ),
  );
  return hints.every(({ length }) => length >= SHORTEST_HINT) ? hints : null;
}

function createSearch(words: string[], base64: string[]): (text: string) => Span[] {
  const findPlain = createWordFinder(words.map(unitsOf));
  const decodedWords = words.map((word) => decodeWritten(word).units);
  // A secret of backslashes is too short to be searched for after decoding.
  const findDecoded = createWordFinder(decodedWords.filter(({ length }) => length >= MIN_SECRET_LENGTH));
  const findBase64 = createWordFinder(base64.map((form) => oneAlphabet(unitsOf(form))));
  return (text) => {
    const { units, starts } = decodeWritten(text);
    const decoded = [...findDecoded(units), ...findBase64(oneAlphabet(units))];
    const inText = decoded.map(({ start, end }) => ({ start: starts[start] ?? 0, end: starts[end] ?? text.length }));
    return mergeSpans([...findPlain(unitsOf(text)), ...inText]);
  };
}
