/**
 * Texts as sets of features. No language is known here: words count where a script separates them by spaces, and
 * sequences of characters count everywhere, so that typos and word forms keep most of a word's features.
 */

/** A phrase has at most 500 characters; what a customer writes beyond this does not change what it is about. */
const MAX_CHARACTERS = 1000;
const MIN_GRAM = 3;
const MAX_GRAM = 5;
const MAX_UNSPACED_GRAM = 3;

/** The kinds of features; the lowest two bits of a feature name its kind. */
export const FEATURE_KINDS = { word: 0, pair: 1, gram: 2 } as const;
export type FeatureKind = (typeof FEATURE_KINDS)[keyof typeof FEATURE_KINDS];

const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー";
const TOKEN = new RegExp(
  // The marks of these scripts belong to their letters.
  `(?<unspaced>[${UNSPACED}][${UNSPACED}\\p{M}]*)|(?<word>(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+)|(?<sign>\\p{Extended_Pictographic}|\\p{Sc})`,
  "gu",
);
/** Accents, and the marks for vowels that are usually left out in Arabic and Hebrew. */
const FOLDED_MARKS = /\u0640|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670]/g;
const APOSTROPHES = /(?<=\p{L})['’ʼ`´](?=\p{L})/gu;
const DIGITS = /^\p{N}+$/u;

/** Returns a text in one form of several: full-width, upper case and accented letters become plain ones. */
export function fold(text: string): string {
  const plain = text.slice(0, MAX_CHARACTERS).normalize("NFKC").toLowerCase();
  return plain.normalize("NFD").replace(FOLDED_MARKS, "").normalize("NFC").replace(APOSTROPHES, "");
}

/** Returns the features of a text, each once, in the order of their first appearance. */
export function readFeatures(text: string): Uint32Array {
  const found = new Set<number>();
  let previous = "";
  for (const { groups } of fold(text).matchAll(TOKEN)) {
    const { unspaced, word, sign } = groups ?? {};
    if (unspaced !== undefined) addGrams(found, [...unspaced], 1, MAX_UNSPACED_GRAM);
    const token = word ?? sign;
    if (token === undefined) {
      previous = "";
      continue;
    }
    const name = DIGITS.test(token) ? "#" : token;
    found.add(hash(token, FEATURE_KINDS.word));
    if (name !== token) found.add(hash(name, FEATURE_KINDS.word));
    found.add(hash(`${previous} ${name}`, FEATURE_KINDS.pair));
    if (word !== undefined) addGrams(found, [" ", ...word, " "], MIN_GRAM, MAX_GRAM);
    previous = name;
  }
  // Something like "???" is a phrase of its own.
  if (found.size === 0 && text.trim() !== "") found.add(hash(fold(text).trim(), FEATURE_KINDS.word));
  return Uint32Array.from(found);
}

/** Returns a hash that is the same for texts which differ only in their case, accents, spaces and punctuation. */
export function phraseHash(text: string): number {
  const tokens = [...fold(text).matchAll(TOKEN)].map(([token]) => token);
  return hash(tokens.length > 0 ? tokens.join(" ") : fold(text).trim(), FEATURE_KINDS.word);
}

/** Adds the sequences of `shortest` to `longest` characters. */
function addGrams(found: Set<number>, characters: string[], shortest: number, longest: number): void {
  for (let from = 0; from < characters.length; from += 1) {
    let gram = "";
    for (let length = 1; length <= longest && from + length <= characters.length; length += 1) {
      gram += characters[from + length - 1];
      if (length >= shortest) found.add(hash(gram, FEATURE_KINDS.gram));
    }
  }
}

/** FNV-1a with a final mix; the kind replaces the lowest two bits. */
function hash(text: string, kind: FeatureKind): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 13), 0x297a2d39);
  return (((value ^ (value >>> 16)) & ~3) | kind) >>> 0;
}
