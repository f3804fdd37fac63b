import { graphemes } from "./graphemes.ts";

/** Longer graphemes, such as a letter with a thousand accents, are not real characters and may be split. */
const LONGEST_GRAPHEME = 64;

/** A text of at most `most` UTF-16 units. A longer one is cut between two graphemes and ends with "…". */
export function excerpt(text: string, most: number): string {
  return text.length <= most ? text : `${clip(text, most - 1)}…`;
}

/** The first `most` UTF-16 units of a text, or slightly fewer, to cut between two graphemes. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, cutBefore(text, Math.max(0, most)));
}

function cutBefore(text: string, at: number): number {
  const start = graphemes(text.slice(0, at + LONGEST_GRAPHEME)).containing(at)?.index ?? at;
  return at - start <= LONGEST_GRAPHEME ? start : wholeCodePoint(text, at);
}

/** Moves a position in the middle of a surrogate pair to its start. */
function wholeCodePoint(text: string, at: number): number {
  return /[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(Math.max(0, at - 1), at + 1)) ? at - 1 : at;
}
