import type { TermHasher } from "../index/term-hash";
import { splitWords } from "../words/split-words";
import { isStopWord } from "../words/stop-words";
import { type Concept, formsOf } from "./read-question";

const SYNONYM_WEIGHT = 0.7;

/**
 * Adds the synonyms of the question's words. A synonym of several words is recognized if the question has all of them;
 * each of its words that says something stands for the other ones.
 */
export function addSynonyms(
  concepts: Concept[],
  groups: string[][],
  { languages, hasher }: { languages: string[]; hasher: TermHasher },
): void {
  for (const group of groups) {
    const phrases = group.map((phrase) => stemsOf(phrase, languages, hasher)).filter((phrase) => phrase.length > 0);
    for (const [at, phrase] of phrases.entries()) {
      const found = phrase.map((forms) => concepts.find((concept) => isSame(concept, forms)));
      if (found.includes(undefined)) continue;
      const others = phrases.filter((_, other) => other !== at).flat(2);
      const forms = others.map((form) => ({ ...form, weight: SYNONYM_WEIGHT }));
      for (const concept of found) concept?.forms.push(...forms.filter((form) => !isForm(concept, form.hash)));
    }
  }
}

function stemsOf(phrase: string, languages: string[], hasher: TermHasher) {
  const words = splitWords(phrase);
  const saying = words.filter((word) => !languages.some((language) => isStopWord(word, language)));
  return saying.map((word) => formsOf(word, 1, languages, hasher));
}

function isSame(concept: Concept, forms: { hash: number }[]): boolean {
  return forms.some(({ hash }) => concept.forms.some((form) => form.hash === hash && form.weight === 1));
}

function isForm(concept: Concept, hash: number): boolean {
  return concept.forms.some((form) => form.hash === hash);
}
