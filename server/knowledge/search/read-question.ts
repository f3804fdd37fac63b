import { type TermHasher } from "../index/term-hash";
import { detectLanguage, UNKNOWN } from "../words/detect-language";
import { findCodes } from "../words/find-codes";
import { readTerms } from "../words/read-terms";
import { isUnspacedRun, splitRuns, splitWords } from "../words/split-words";
import { stemWord } from "../words/stem-word";
import { isStopWord } from "../words/stop-words";

/** A stem that stands for a word of the question. */
export interface Form {
  stem: string;
  /** In passages. */
  hash: number;
  /** In direct questions. */
  questionHash: number;
  /** From 0 to 1: lower for synonyms and corrections. */
  weight: number;
}

/** Several stems of one language that stand for a word of the question together. */
export interface Phrase {
  words: Form[];
  weight: number;
}

/** A word of the question with what else can stand for it. */
export interface Concept {
  word: string;
  forms: Form[];
  /** Synonyms of several words: a text must have all words of one. */
  phrases?: Phrase[];
  weight: number;
  /** A part of a word in a script without spaces, which helps to find texts but says nothing about how well one fits. */
  isPart: boolean;
}

export interface ReadQuestion {
  language: string;
  /** Whose stems are looked for: several if the question's language is not sure. */
  languages: string[];
  concepts: Concept[];
  codes: string[];
  /** The question's runs of letters and what they weigh, for the comparison by grams. */
  runs: { run: string; weight: number; isStop: boolean }[];
  /** The question after the earlier messages that it may be about. */
  inContext: string;
}

/** Words of earlier messages, in comparison with words of the question. */
const CONTEXT_WEIGHT = 0.4;
const PART_WEIGHT = 0.5;
/** A question with at most this many words that say something may be about what was said before. */
const SHORT_QUESTION = 3;
const MOST_CONTEXT_MESSAGES = 2;
/** Longer messages are cut: what they ask is mostly in few words, and each word costs time. */
const MOST_LETTERS = 1500;
const MOST_CONCEPTS = 60;
const MOST_LANGUAGES = 4;

/**
 * Reads the words of a question.
 * @param context Earlier messages of the customer, newest first.
 * @param among The languages of the workspace's knowledge.
 */
export async function readQuestion(
  question: string,
  context: string[],
  among: string[],
  hasher: TermHasher,
): Promise<ReadQuestion> {
  const text = question.slice(0, MOST_LETTERS).toWellFormed();
  const { language, isSure } = await detectLanguage(text, among.length === 0 ? undefined : among);
  const others = isSure ? [] : among.filter((other) => other !== language);
  const languages = (language === UNKNOWN && among.length > 0 ? others : [language, ...others]).slice(
    0,
    MOST_LANGUAGES,
  );
  const about = { languages, hasher };
  const concepts = conceptsOf(text, 1, about);
  const runs = runsOf(text, 1, language);
  const isShort = concepts.filter(({ isPart }) => !isPart).length <= SHORT_QUESTION;
  const before = isShort ? context.slice(0, MOST_CONTEXT_MESSAGES) : [];
  const earlierTexts = before.map((message) => message.slice(0, MOST_LETTERS).toWellFormed());
  for (const earlier of earlierTexts) {
    concepts.push(...conceptsOf(earlier, CONTEXT_WEIGHT, about));
    runs.push(...runsOf(earlier, CONTEXT_WEIGHT, language));
  }
  return {
    language,
    languages,
    concepts: unite(concepts).slice(0, MOST_CONCEPTS),
    codes: findCodes(text),
    runs: runs.slice(0, MOST_CONCEPTS * 2),
    inContext: [...earlierTexts.toReversed(), text].join("\n"),
  };
}

/** Makes the forms of a word: its stem in each of the languages. */
export function formsOf(word: string, weight: number, languages: string[], hasher: TermHasher): Form[] {
  const stems = new Set(languages.map((language) => stemWord(word, language)));
  return Array.from(stems, (stem) => ({
    stem,
    hash: hasher.hash("word", stem),
    questionHash: hasher.hash("question", stem),
    weight,
  }));
}

function conceptsOf(
  text: string,
  weight: number,
  { languages, hasher }: { languages: string[]; hasher: TermHasher },
): Concept[] {
  const [first = UNKNOWN] = languages;
  const words = splitWords(text).filter((word) => !isStopWord(word, first));
  const whole = words.map((word) => ({ word, forms: formsOf(word, 1, languages, hasher), weight, isPart: false }));
  const { pairs } = readTerms(text, first);
  const parts = pairs.map((pair) => ({
    word: pair,
    forms: formsOf(pair, 1, [UNKNOWN], hasher),
    weight: weight * PART_WEIGHT,
    isPart: true,
  }));
  return [...whole, ...parts];
}

function runsOf(text: string, weight: number, language: string) {
  return splitRuns(text).map((run) => ({ run, weight, isStop: !isUnspacedRun(run) && isStopWord(run, language) }));
}

/** Makes words with the same stem one, which weighs as much as all of them; words of earlier messages add nothing. */
function unite(concepts: Concept[]): Concept[] {
  const united = new Map<number, Concept>();
  for (const concept of concepts) {
    const hash = concept.forms[0]?.hash;
    if (hash === undefined) continue;
    const same = united.get(hash);
    if (!same) united.set(hash, { ...concept });
    else if (concept.weight >= same.weight) same.weight += concept.weight;
  }
  return [...united.values()];
}
