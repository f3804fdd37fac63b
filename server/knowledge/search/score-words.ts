import { forEachCount, KEPT_BITS } from "../index/packed-counts";
import type { TermHasher } from "../index/term-hash";
import { PhraseFinder } from "./phrase-finder";
import type { Form, ReadQuestion } from "./read-question";
import type { FoundEntry } from "./select-entries";
import type { Statistics } from "./statistics";

/** Of BM25: how soon further occurrences add nothing, and how much long chunks are at a disadvantage. */
export const K1 = 1.2;
export const B = 0.75;

export interface WordScore {
  entry: FoundEntry;
  /** BM25 of the stems. */
  words: number;
  /** The sum of the weights of numbers and codes that the chunk has. */
  exact: number;
  /** From 0 to 1: how much of the question the chunk has, by the importance of its words. */
  covered: number;
  /** The same, but less for words that a long chunk has only once. */
  saturated: number;
}

interface Slot {
  concept: number;
  weight: number;
}

/** Scores chunks by the stems, numbers and codes of a question. */
export class WordScorer {
  private readonly slots = new Map<number, Slot[]>();
  /** Whether a term of the question can have a hash, by its first 16 bits: nearly all terms of chunks have none. */
  private readonly filter = new Uint8Array(2 ** 16);
  private readonly importance: number[];
  private readonly codesFrom: number;
  private readonly averageLength: number;
  private readonly total: number;
  /** Scores of the question's words in the current chunk. */
  private readonly best: Float64Array;
  private readonly saturation: Float64Array;
  /** Null for a question without synonyms of several words. */
  private readonly phrases: PhraseFinder | null;

  constructor({ concepts, codes }: ReadQuestion, statistics: Statistics, hasher: TermHasher) {
    this.averageLength = statistics.averageLength;
    this.codesFrom = concepts.length;
    for (const [concept, { forms, weight }] of concepts.entries()) {
      for (const form of forms) {
        this.addSlot(form.hash, { concept, weight: weight * form.weight * statistics.rarity(form.hash) });
      }
    }
    for (const [at, code] of codes.entries()) {
      const hash = hasher.hash("code", code);
      this.addSlot(hash, { concept: concepts.length + at, weight: statistics.rarity(hash) });
    }
    const sampled = ({ hash, questionHash }: Form) =>
      Math.max(statistics.sampledChunks(hash), statistics.sampledChunks(questionHash));
    this.importance = concepts.map(({ forms, phrases = [], weight, isPart }) => {
      const known = [...forms.map(sampled), ...phrases.map(({ words }) => Math.min(...words.map(sampled)))];
      return isPart ? 0 : weight * statistics.importance(Math.max(0, ...known));
    });
    this.total = this.importance.reduce((sum, weight) => sum + weight, 0);
    this.best = new Float64Array(concepts.length + codes.length);
    this.saturation = new Float64Array(concepts.length);
    this.phrases = concepts.some(({ phrases }) => phrases) ? new PhraseFinder(concepts, statistics) : null;
    for (const key of this.phrases?.keys ?? []) this.filter[key >>> 16] = 1;
  }

  score(entry: FoundEntry): WordScore {
    this.best.fill(0);
    this.saturation.fill(0);
    this.phrases?.begin();
    const norm = K1 * (1 - B + (B * entry.length) / this.averageLength);
    forEachCount(entry.counts, (kept, count) => {
      if (this.filter[kept >>> 16] === 0) return;
      const slots = this.slots.get(kept);
      if (slots) this.addCount(slots, count, norm);
      this.phrases?.note(kept, count);
    });
    this.phrases?.forEachFound((phrase, count) => this.addCount([phrase], count, norm));
    let [words, exact, covered, saturated] = [0, 0, 0, 0];
    for (const [at, score] of this.best.entries()) {
      if (at >= this.codesFrom) exact += score;
      else {
        words += score;
        if (score === 0) continue;
        covered += this.importance[at] ?? 0;
        saturated += (this.importance[at] ?? 0) * (this.saturation[at] ?? 0);
      }
    }
    const of = Math.max(this.total, Number.EPSILON);
    return { entry, words, exact, covered: covered / of, saturated: saturated / of };
  }

  private addSlot(hash: number, slot: Slot): void {
    const key = hash & KEPT_BITS;
    this.filter[key >>> 16] = 1;
    const slots = this.slots.get(key);
    if (slots) slots.push(slot);
    else this.slots.set(key, [slot]);
  }

  private addCount(slots: Slot[], count: number, norm: number): void {
    const saturation = count / (count + norm);
    for (const { concept, weight } of slots) {
      const score = concept >= this.codesFrom ? weight : weight * saturation * (K1 + 1);
      if (score <= (this.best[concept] ?? 0)) continue;
      this.best[concept] = score;
      if (concept < this.codesFrom) this.saturation[concept] = saturation;
    }
  }
}
