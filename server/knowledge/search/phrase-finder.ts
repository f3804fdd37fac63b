import { KEPT_BITS } from "../index/packed-counts";
import type { Concept } from "./read-question";
import type { Statistics } from "./statistics";

/** A synonym of several words, as a chunk is scored by it. */
interface SoughtPhrase {
  concept: number;
  weight: number;
  /** The words by what is kept of their hashes. */
  keys: number[];
}

/** Finds synonyms of several words in chunks: such a synonym counts only where all of its words are. */
export class PhraseFinder {
  private readonly phrases: SoughtPhrase[];
  private readonly counts = new Map<number, number>();

  constructor(concepts: Concept[], statistics: Statistics) {
    this.phrases = concepts.flatMap(({ phrases = [], weight }, concept) =>
      phrases.map(({ words, weight: ofPhrase }) => ({
        concept,
        // It is at least as rare as the rarest of its words.
        weight: weight * ofPhrase * Math.max(...words.map(({ hash }) => statistics.rarity(hash))),
        keys: words.map(({ hash }) => hash & KEPT_BITS),
      })),
    );
    for (const { keys } of this.phrases) for (const key of keys) this.counts.set(key, 0);
  }

  /** What is kept of the hashes of all words. */
  get keys(): Iterable<number> {
    return this.counts.keys();
  }

  /** Begins a chunk. */
  begin(): void {
    for (const key of this.counts.keys()) this.counts.set(key, 0);
  }

  /** Notes how often the chunk has a word; other words are ignored. */
  note(key: number, count: number): void {
    if (this.counts.has(key)) this.counts.set(key, count);
  }

  /** Calls back for each phrase that the chunk has, with how often, at most. */
  forEachFound(call: (phrase: SoughtPhrase, count: number) => void): void {
    for (const phrase of this.phrases) {
      const count = Math.min(...phrase.keys.map((key) => this.counts.get(key) ?? 0));
      if (count > 0) call(phrase, count);
    }
  }
}
