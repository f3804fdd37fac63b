import { clip } from "@/server/text/excerpt";

/** In characters: no customer reads more, and channels take less. */
export const MAX_ANSWER = 20_000;
/** How many characters a cut may drop in order to end at a paragraph or a sentence. */
const LEAST = MAX_ANSWER * 0.9;

/** An answer of at most 20,000 characters, cut where a paragraph, a line, a sentence or a word ends. */
export function cutAnswer(text: string): string {
  if (text.length <= MAX_ANSWER) return text;
  const cut = clip(text, MAX_ANSWER - 1);
  const sentence = Math.max(...[". ", "! ", "? ", "。"].map((end) => cut.lastIndexOf(end))) + 1;
  const places = [cut.lastIndexOf("\n\n"), cut.lastIndexOf("\n"), sentence, cut.lastIndexOf(" ")];
  const end = places.find((at) => at >= LEAST) ?? cut.length;
  return `${cut.slice(0, end).trimEnd()}…`;
}

/** The trace's note on a cut answer. */
export const ANSWER_CUT = `The answer was cut at ${MAX_ANSWER.toLocaleString("en")} characters.`;
