/** Letters of Chinese and Japanese, as the inside of a character class. */
export const IDEOGRAPHS = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー";

/** Letters of scripts that are written without spaces between words, as the inside of a character class. */
export const UNSPACED = `${IDEOGRAPHS}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}`;
