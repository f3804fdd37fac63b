/** What a text's language is called if it is not known. */
export const UNKNOWN = "und";

/** Languages that are recognized by their letters alone. */
const BY_SCRIPT: readonly (readonly [string, RegExp])[] = [
  ["th", /\p{Script=Thai}/gu],
  ["lo", /\p{Script=Lao}/gu],
  ["km", /\p{Script=Khmer}/gu],
  ["my", /\p{Script=Myanmar}/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["hy", /\p{Script=Armenian}/gu],
  ["ka", /\p{Script=Georgian}/gu],
  ["ta", /\p{Script=Tamil}/gu],
];

/** Letters of other scripts than those of many languages. */
const OTHER_SCRIPT =
  /[\p{L}--[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Common}]]/v;
/** What the detector reads of a text. */
const READ_LETTERS = 350;
/** A text with fewer letters says too little about its language. */
const LEAST_LETTERS = 12;
/** The share of letters that decides for a script: Chinese needs fewer letters than the Latin words between them. */
const SCRIPT_SHARE = 0.25;
/** The share of syllable letters that distinguishes Japanese from Chinese. */
const KANA_SHARE = 0.05;
/** The least difference of the detector's scores, from 0 to 1, between a sure language and the next one. */
const SURE_LEAD = 0.02;

export interface DetectedLanguage {
  /** ISO 639-1, or `und`. */
  language: string;
  /** False if the text could as well be in another language. */
  isSure: boolean;
}

let detector: Promise<typeof import("eld/small")> | undefined;

/** Its data takes a second and 150 MB to load, so that only a process that needs it does so. */
function loadDetector() {
  return (detector ??= import("eld/small"));
}

/**
 * Recognizes the language of a text.
 * @param among The languages it can be in; all known ones if left out.
 */
export async function detectLanguage(text: string, among?: readonly string[]): Promise<DetectedLanguage> {
  const start = text.slice(0, READ_LETTERS);
  const byScript = languageByScript(start);
  if (byScript) return { language: byScript, isSure: true };
  const { eld } = await loadDetector();
  const scores = Object.entries(eld.detect(start).getScores());
  const [first, second] = among ? scores.filter(([language]) => among.includes(language)) : scores;
  if (!first) return { language: UNKNOWN, isSure: false };
  const isBest = first[0] === scores[0]?.[0];
  const isSure =
    isBest && countLetters(start, /\p{L}/gu) >= LEAST_LETTERS && first[1] - (second?.[1] ?? 0) >= SURE_LEAD;
  return { language: first[0], isSure };
}

function languageByScript(text: string): string | null {
  if (!OTHER_SCRIPT.test(text)) return null;
  const letters = countLetters(text, /\p{L}/gu);
  const kana = countLetters(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const ideographs = countLetters(text, /\p{Script=Han}/gu) + kana;
  if (ideographs > 0 && ideographs >= SCRIPT_SHARE * letters) return kana > KANA_SHARE * ideographs ? "ja" : "zh";
  const found = BY_SCRIPT.find(([, script]) => countLetters(text, script) > SCRIPT_SHARE * letters);
  return found?.[0] ?? null;
}

function countLetters(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}
