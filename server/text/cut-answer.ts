import { clip } from "@/server/text/excerpt";

/** In characters. Customers do not read longer answers, and channels have lower limits. */
export const MAX_ANSWER = 20_000;
/** A cut that keeps at least this much may end at a paragraph or sentence. */
const LEAST = MAX_ANSWER * 0.9;

/** Limits an answer to 20,000 characters, cut at the end of a paragraph, line, sentence or word. */
export function cutAnswer(text: string): string {
  if (text.length <= MAX_ANSWER) return text;
  const cut = clip(text, MAX_ANSWER - 1);
  const sentence = Math.max(...[". ", "! ", "? ", "。"].map((end) => cut.lastIndexOf(end))) + 1;
  const places = [cut.lastIndexOf("\n\n"), cut.lastIndexOf("\n"), sentence, cut.lastIndexOf(" ")];
  const end = places.find((at) => at >= LEAST) ?? cut.length;
  return `${cut.slice(0, end).trimEnd()}…`;
}

/** The note on a cut answer in the trace. */
export const ANSWER_CUT = `The answer was cut at ${MAX_ANSWER.toLocaleString("en")} characters.`;
