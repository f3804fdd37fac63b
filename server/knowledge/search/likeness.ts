import { detectLanguage } from "../words/detect-language";
import { splitRuns, splitWords } from "../words/split-words";
import { stemWord } from "../words/stem-word";
import { isStopWord } from "../words/stop-words";
import { wordGrams } from "../words/word-grams";

/** A short text as it is compared. */
interface Compared {
  stems: ReadonlySet<string>;
  grams: ReadonlySet<string>;
}

/**
 * Says how alike texts are to a short one, from 0 to 1, by their stems and parts of words, without words that say little.
 * It needs no statistics, so that questions of customers can be grouped in any workspace.
 */
export async function likenessTo(text: string): Promise<(other: string) => Promise<number>> {
  const one = await read(text);
  return async (written) => {
    const other = await read(written);
    return (overlap(one.stems, other.stems) + overlap(one.grams, other.grams)) / 2;
  };
}

async function read(text: string): Promise<Compared> {
  const { language } = await detectLanguage(text);
  const words = splitWords(text);
  const content = words.filter((word) => !isStopWord(word, language));
  const compared = content.length > 0 ? content : words;
  return {
    stems: new Set(compared.map((word) => stemWord(word, language))),
    grams: new Set(splitRuns(compared.join(" ")).flatMap(wordGrams)),
  };
}

/** Dice's coefficient. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((each) => b.has(each)).length;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}
