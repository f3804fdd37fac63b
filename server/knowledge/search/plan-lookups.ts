/** A term of the question with the number of chunks that have it, about. */
export interface LookedUpTerm {
  hash: number;
  chunks: number;
}

/** Which chunks are compared with the question. */
export interface Lookups {
  /** Chunks with one of these terms. */
  any: number[];
  /** Chunks with all terms of one of these lists. */
  all: number[][];
}

/** Terms that occur together more often than by chance. */
const RELATED = 3;
/** Of the frequent terms, the rarest ones are combined. */
const MOST_COMBINED = 6;
const MOST_COMBINATIONS = 8;
/** Synonyms of several words that are looked for. */
const MOST_PHRASES = 20;

/**
 * Chooses which chunks to compare: those with a rare term of the question, those with all terms of a phrase, and those
 * with several frequent ones.
 * @param total The number of all chunks.
 * @param budget How many chunks may be compared, about.
 */
export function planLookups(
  terms: LookedUpTerm[],
  total: number,
  budget: number,
  phrases: LookedUpTerm[][] = [],
): Lookups {
  const unique = [...new Map(terms.map((term) => [term.hash, term])).values()].toSorted((a, b) => a.chunks - b.chunks);
  const sought = phrases.slice(0, MOST_PHRASES).map((phrase) => phrase.toSorted((a, b) => a.chunks - b.chunks));
  if (total <= budget) return { any: unique.map(({ hash }) => hash), all: sought.map(hashesOf) };
  let left = budget;
  const any: number[] = [];
  const frequent: LookedUpTerm[] = [];
  for (const term of unique) {
    if (frequent.length === 0 && term.chunks <= left) {
      any.push(term.hash);
      left -= term.chunks;
    } else frequent.push(term);
  }
  const fitting = sought.filter((phrase) => {
    const count = together(phrase, total);
    if (count > left) return false;
    left -= count;
    return true;
  });
  const combined = combine(frequent.slice(0, MOST_COMBINED), total, left);
  // A question of one frequent word, or of words that are in most chunks: some of the chunks have to do.
  if (any.length === 0 && combined.length === 0 && frequent.length > 0) combined.push(hashesOf(frequent.slice(0, 3)));
  return { any, all: [...fitting.map(hashesOf), ...combined] };
}

function hashesOf(terms: LookedUpTerm[]): number[] {
  return terms.map(({ hash }) => hash);
}

/** Chooses the pairs, and else the threes, that occur in few enough chunks together. */
function combine(terms: LookedUpTerm[], total: number, budget: number): number[][] {
  let left = budget;
  const chosen: number[][] = [];
  const pairs = terms.flatMap((a, at) => terms.slice(at + 1).map((b) => [a, b]));
  for (const pair of pairs.toSorted((a, b) => together(a, total) - together(b, total))) {
    const third = terms.find((term) => !pair.includes(term));
    const group = together(pair, total) <= left || !third ? pair : [...pair, third];
    const count = together(group, total);
    if (count > left || chosen.length >= MOST_COMBINATIONS) continue;
    const hashes = group.map(({ hash }) => hash).toSorted((a, b) => a - b);
    if (chosen.some((other) => other.every((hash) => hashes.includes(hash)))) continue;
    chosen.push(hashes);
    left -= count;
  }
  return chosen;
}

function together(terms: LookedUpTerm[], total: number): number {
  const [first, ...others] = terms;
  return others.reduce((product, { chunks }) => product * Math.min(1, (RELATED * chunks) / total), first?.chunks ?? 0);
}
