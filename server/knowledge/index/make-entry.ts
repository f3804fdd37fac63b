import type { Chunk } from "../chunks/chunk";
import { findCodes } from "../words/find-codes";
import { readTerms } from "../words/read-terms";
import { packCounts } from "./packed-counts";
import type { TermHasher, TermKind } from "./term-hash";

export type EntryKind = "passage" | "question";

/** What search reads of a chunk. */
export interface Entry {
  terms: number[];
  counts: Buffer;
  /** The number of words that say something. */
  length: number;
}

/** Makes the entry of a chunk in this language for the index. */
export function makeEntry(
  chunk: Pick<Chunk, "headings" | "text">,
  { kind, language, hasher }: { kind: EntryKind; language: string; hasher: TermHasher },
): Entry {
  const text = [...chunk.headings, chunk.text].join("\n");
  const { stems, pairs } = readTerms(text, language);
  const counts = new Map<number, number>();
  const add = (termKind: TermKind, term: string) => {
    const hash = hasher.hash(termKind, term);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  };
  const wordKind = kind === "passage" ? "word" : "question";
  for (const stem of stems) add(wordKind, stem);
  for (const code of findCodes(text)) add(kind === "passage" ? "code" : "question", code);
  // Pairs only find chunks, because words say more about how well these fit.
  const found = new Set(pairs.map((pair) => hasher.hash(wordKind, pair)));
  return { terms: [...found.union(counts).keys()], counts: packCounts(counts), length: stems.length };
}
