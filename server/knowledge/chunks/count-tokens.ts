import { UNSPACED } from "../words/unspaced.ts";

const unspacedLetters = new RegExp(`[${UNSPACED}]`, "gu");

/** Letters of a token in a script without spaces, about. */
const UNSPACED_LETTERS = 1.5;
/** A longer word, such as an address, is several tokens. */
const LONG_WORD = 15;

/** Estimates the length of a text in tokens: its words, or its letters in scripts without spaces. */
export function countTokens(text: string): number {
  let unspaced = 0;
  const spaced = text.replaceAll(unspacedLetters, () => {
    unspaced++;
    return " ";
  });
  let tokens = Math.ceil(unspaced / UNSPACED_LETTERS);
  for (const [word] of spaced.matchAll(/\S+/g)) tokens += Math.ceil(word.length / LONG_WORD);
  return tokens;
}
