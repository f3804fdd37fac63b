import snowball from "snowball-stemmers";
import { foldMarks } from "./fold-marks";

/** The stemmers by language (ISO 639-1). */
const ALGORITHMS = new Map([
  ["ar", "arabic"],
  ["ca", "catalan"],
  ["cs", "czech"],
  ["da", "danish"],
  ["de", "german"],
  ["en", "english"],
  ["es", "spanish"],
  ["eu", "basque"],
  ["fi", "finnish"],
  ["fr", "french"],
  ["hu", "hungarian"],
  ["hy", "armenian"],
  ["it", "italian"],
  ["nb", "norwegian"],
  ["nl", "dutch"],
  ["no", "norwegian"],
  ["pt", "portuguese"],
  ["ro", "romanian"],
  ["ru", "russian"],
  ["sl", "slovene"],
  ["sv", "swedish"],
  ["ta", "tamil"],
  ["tr", "turkish"],
]);

/** No longer word has other forms, and a stemmer takes quadratic time. */
const MAX_LETTERS = 100;
/** The most words of a language that are kept with their stems. */
const MAX_KNOWN = 50_000;

interface Stemmer {
  stem: (word: string) => string;
  known: Map<string, string>;
}

const stemmers = new Map<string, Stemmer>();

/** Returns what a word has in common with its other forms, without accents. The word is in lower case. */
export function stemWord(word: string, language: string): string {
  if (word.length > MAX_LETTERS) return foldMarks(word);
  const stemmer = stemmerOf(language);
  const known = stemmer.known.get(word);
  if (known !== undefined) return known;
  const stem = foldMarks(stemmer.stem(word));
  if (stemmer.known.size >= MAX_KNOWN) stemmer.known.clear();
  stemmer.known.set(word, stem);
  return stem;
}

function stemmerOf(language: string): Stemmer {
  const known = stemmers.get(language);
  if (known) return known;
  const algorithm = ALGORITHMS.get(language);
  const snowballStemmer = algorithm === undefined ? null : snowball.newStemmer(algorithm);
  const stemmer = { stem: (word: string) => snowballStemmer?.stem(word) ?? word, known: new Map<string, string>() };
  stemmers.set(language, stemmer);
  return stemmer;
}
