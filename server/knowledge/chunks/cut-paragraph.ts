import { countTokens } from "./count-tokens.ts";

/** The most tokens that are repeated from the end of the part before. */
const OVERLAP = 40;
const MAX_OVERLAP_SENTENCES = 2;

interface Sentence {
  text: string;
  tokens: number;
}

let segmenter: Intl.Segmenter | undefined;

/**
 * Cuts a paragraph between sentences into parts of about the same size. Each part repeats the last sentence or two of
 * the part before, if they are short. A sentence is cut only if it is longer than a part.
 * @param least The tokens of a part, at least, but for the last one.
 * @param most The tokens of a part with what it repeats, at most.
 */
export function cutParagraph(text: string, least: number, most: number): string[] {
  const room = most - OVERLAP;
  const sentences = sentencesOf(text).flatMap((sentence) => cutSentence(sentence, room));
  const total = sentences.reduce((sum, { tokens }) => sum + tokens, 0);
  const even = Math.max(least, total / Math.ceil(total / room));
  const parts: Sentence[][] = [];
  let size = 0;
  for (const sentence of sentences) {
    const part = parts.at(-1);
    if (part && size < even && size + sentence.tokens <= room) {
      part.push(sentence);
      size += sentence.tokens;
    } else {
      parts.push([sentence]);
      size = sentence.tokens;
    }
  }
  return parts.map((part, at) =>
    [...repeated(parts[at - 1]), ...part]
      .map((sentence) => sentence.text)
      .join("")
      .trim(),
  );
}

function sentencesOf(text: string): Sentence[] {
  segmenter ??= new Intl.Segmenter("en", { granularity: "sentence" });
  return Array.from(segmenter.segment(text), ({ segment }) => ({ text: segment, tokens: countTokens(segment) }));
}

/** Cuts a sentence that is too long between words, and a word that is too long between letters. */
function cutSentence(sentence: Sentence, most: number): Sentence[] {
  if (sentence.tokens <= most) return [sentence];
  const parts: Sentence[] = [];
  for (const [word] of sentence.text.matchAll(/\S{1,100}\s*/gu)) {
    const part = parts.at(-1);
    const tokens = countTokens(word);
    if (part && part.tokens + tokens <= most) {
      part.text += word;
      part.tokens += tokens;
    } else parts.push({ text: word, tokens });
  }
  return parts;
}

function repeated(part: Sentence[] | undefined): Sentence[] {
  const taken: Sentence[] = [];
  let tokens = 0;
  for (const sentence of part?.slice(1).toReversed() ?? []) {
    tokens += sentence.tokens;
    if (tokens > OVERLAP || taken.length === MAX_OVERLAP_SENTENCES) break;
    taken.unshift(sentence);
  }
  return taken;
}
