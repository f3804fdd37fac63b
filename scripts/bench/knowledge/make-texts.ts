import type { RetrievalSet } from "./read-sets.ts";

/** The names and terms of a company that no other text has; few of them are frequent. */
const NAMES = 200_000;
const NAME_SHARE = 0.2;
const SENTENCES = 5;
const SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "xu", "zen"];

/** Makes texts of the sentences of real ones, in which some words are replaced by names. The same ones each time. */
export class TextMaker {
  private readonly sentences: string[][];
  private readonly questions: string[];
  private state: number;

  constructor(sets: RetrievalSet[], seed: number) {
    this.sentences = sets.map(({ passages }) => passages.flatMap(({ text }) => text.match(/[^.!?。]+[.!?。]+/g) ?? []));
    this.questions = sets.flatMap(({ queries }) => queries.map(({ text }) => text));
    this.state = seed;
  }

  text(): string {
    const language = this.sentences[this.below(this.sentences.length)] ?? [];
    const chosen = Array.from({ length: SENTENCES }, () => language[this.below(language.length)] ?? "");
    return this.withNames(chosen.join(" "), NAME_SHARE);
  }

  /** A real question, possibly with a name in it. */
  question(): string {
    return this.withNames(this.questions[this.below(this.questions.length)] ?? "", NAME_SHARE / 4);
  }

  private withNames(text: string, share: number): string {
    return text.replaceAll(/[\p{Script=Latin}\p{Script=Cyrillic}]{4,}/gu, (word) =>
      this.random() < share ? this.name() : word,
    );
  }

  /** The n-th name is about n times as rare as the first one. */
  private name(): string {
    let number = Math.floor(NAMES ** this.random());
    let name = "";
    do {
      name += SYLLABLES[number % SYLLABLES.length];
      number = Math.floor(number / SYLLABLES.length);
    } while (number > 0 || name.length < 6);
    return name;
  }

  private below(end: number): number {
    return Math.floor(this.random() * end);
  }

  /** mulberry32 */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
