import type { TermHasher } from "../index/term-hash";
import { foldMarks } from "../words/fold-marks";
import { splitWords } from "../words/split-words";
import { stemWord } from "../words/stem-word";
import { isStopWord } from "../words/stop-words";
import { wordGrams } from "../words/word-grams";
import type { ReadQuestion } from "./read-question";
import type { Statistics } from "./statistics";

/** A word of a question. */
interface Word {
  text: string;
  stems: Set<string>;
  /** Synonyms of several words, by their stems. */
  phrases: string[][];
  weight: number;
}

/** What a word weighs that says little, such as "how", in comparison with the most important one. */
const STOP_WEIGHT = 0.1;
/** Words that share fewer of their parts are different words. */
const LEAST_SHARED = 0.5;
/** The value of a word that shares some of its parts, in comparison with the same word. */
const SHARED_VALUE = 0.8;

/** Compares direct questions with a customer's message. */
export class QuestionLikeness {
  private readonly message: Word[];
  private readonly languages: string[];
  private readonly weightOf: (word: string) => number;

  constructor(message: string, { languages, concepts }: ReadQuestion, statistics: Statistics, hasher: TermHasher) {
    this.languages = languages.length > 0 ? languages : ["und"];
    const most = statistics.importance(0);
    this.weightOf = (word) => {
      if (this.languages.some((language) => isStopWord(word, language))) return STOP_WEIGHT * most;
      const found = this.stemsOf(word).flatMap((stem) => [
        statistics.sampledChunks(hasher.hash("word", stem)),
        statistics.sampledChunks(hasher.hash("question", stem)),
      ]);
      return statistics.importance(Math.max(0, ...found));
    };
    this.message = this.wordsOf(message);
    // Synonyms and corrections of a word count as the word.
    for (const word of this.message) {
      const concept = concepts.find(({ forms }) =>
        forms.some(({ stem, weight }) => weight === 1 && word.stems.has(stem)),
      );
      for (const { stem } of concept?.forms ?? []) word.stems.add(stem);
      word.phrases = (concept?.phrases ?? []).map(({ words }) => words.map(({ stem }) => stem));
    }
  }

  /** Returns from 0 to 1 how much a direct question and the message have in common; 1 if they have the same words. */
  compare(question: string): number {
    const words = this.wordsOf(question);
    const stems = new Set(words.flatMap((word) => [...word.stems]));
    const message = this.message.map((word) => withPhrases(word, stems));
    const inMessage = shareFound(words, message);
    const inQuestion = shareFound(message, words);
    return inMessage + inQuestion === 0 ? 0 : (2 * inMessage * inQuestion) / (inMessage + inQuestion);
  }

  private wordsOf(text: string): Word[] {
    const unique = new Map(splitWords(text).map((word) => [foldMarks(word), word]));
    return Array.from(unique, ([folded, word]) => ({
      text: folded,
      stems: new Set(this.stemsOf(word)),
      phrases: [],
      weight: this.weightOf(word),
    }));
  }

  private stemsOf(word: string): string[] {
    return this.languages.map((language) => stemWord(word, language));
  }
}

/** Adds the synonyms of several words that a question has as a whole. */
function withPhrases(word: Word, stems: Set<string>): Word {
  const whole = word.phrases.filter((phrase) => phrase.every((stem) => stems.has(stem)));
  return whole.length === 0 ? word : { ...word, stems: new Set([...word.stems, ...whole.flat()]) };
}

/** Returns the share of the words, by their weight, that are among the others. */
function shareFound(words: Word[], others: Word[]): number {
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const found = words.reduce((sum, word) => sum + word.weight * valueAmong(word, others), 0);
  return total === 0 ? 0 : found / total;
}

function valueAmong(word: Word, others: Word[]): number {
  if (others.some(({ text, stems }) => text === word.text || !word.stems.isDisjointFrom(stems))) return 1;
  const shared = Math.max(0, ...others.map(({ text }) => sharedParts(word.text, text)));
  return shared < LEAST_SHARED ? 0 : shared * SHARED_VALUE;
}

/** Returns the share of parts that two words have in common, from 0 to 1. */
function sharedParts(a: string, b: string): number {
  const [ofA, ofB] = [new Set(wordGrams(a)), new Set(wordGrams(b))];
  return (2 * ofA.intersection(ofB).size) / (ofA.size + ofB.size);
}
