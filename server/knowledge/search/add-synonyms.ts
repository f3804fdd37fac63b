import type { TermHasher } from "../index/term-hash";
import { splitWords } from "../words/split-words";
import { isStopWord } from "../words/stop-words";
import { type Concept, formsOf, type Phrase } from "./read-question";

const SYNONYM_WEIGHT = 0.7;
/** Of a question, in all languages: each is looked for in each chunk. */
const MOST_PHRASES = 100;

interface Languages {
  languages: string[];
  hasher: TermHasher;
}

/**
 * Adds the synonyms of the question's words. A synonym of several words is recognized if the question has all of them;
 * each of its words that says something stands for the other ones. In a text, too, it counts only as a whole.
 */
export function addSynonyms(concepts: Concept[], groups: string[][], about: Languages): void {
  for (const group of groups) {
    const synonyms = group.map((text) => wordsOf(text, about)).filter((words) => words.length > 0);
    for (const [at, words] of synonyms.entries()) {
      const found = words.map((word) => conceptOf(word, concepts, about));
      if (found.includes(undefined)) continue;
      const others = synonyms.filter((_, other) => other !== at);
      for (const concept of found) if (concept) add(concept, others, about);
    }
  }
  limitPhrases(concepts);
}

/** The words of a synonym that say something. */
function wordsOf(text: string, { languages }: Languages): string[] {
  return splitWords(text).filter((word) => !languages.some((language) => isStopWord(word, language)));
}

function conceptOf(word: string, concepts: Concept[], { languages, hasher }: Languages): Concept | undefined {
  const forms = formsOf(word, 1, languages, hasher);
  return concepts.find((concept) =>
    forms.some(({ hash }) => concept.forms.some((form) => form.hash === hash && form.weight === 1)),
  );
}

function add(concept: Concept, synonyms: string[][], about: Languages): void {
  for (const words of synonyms) {
    const [first = ""] = words;
    if (words.length === 1) addForms(concept, first, about);
    else concept.phrases = [...(concept.phrases ?? []), ...newPhrases(concept, words, about)];
  }
}

function addForms(concept: Concept, word: string, { languages, hasher }: Languages): void {
  const forms = formsOf(word, SYNONYM_WEIGHT, languages, hasher);
  concept.forms.push(...forms.filter(({ hash }) => concept.forms.every((form) => form.hash !== hash)));
}

/** The stems of a synonym of several words in each language, because a text is in one of them. */
function newPhrases({ phrases = [] }: Concept, words: string[], { languages, hasher }: Languages): Phrase[] {
  const found: Phrase[] = [];
  for (const language of languages) {
    const forms = words.flatMap((word) => formsOf(word, 1, [language], hasher));
    const phrase = { words: [...new Map(forms.map((form) => [form.hash, form])).values()], weight: SYNONYM_WEIGHT };
    if (![...phrases, ...found].some((known) => isSame(known, phrase))) found.push(phrase);
  }
  return found;
}

/** Keeps as many phrases of each word as fit into the limit together. */
function limitPhrases(concepts: Concept[]): void {
  let left = MOST_PHRASES;
  for (const concept of concepts) {
    if (!concept.phrases) continue;
    concept.phrases = concept.phrases.slice(0, left);
    left -= concept.phrases.length;
  }
}

function isSame(a: Phrase, b: Phrase): boolean {
  return a.words.length === b.words.length && a.words.every(({ hash }, at) => hash === b.words[at]?.hash);
}
