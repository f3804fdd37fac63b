/** A longer grapheme is not one that people write, such as a letter under a thousand accents. It may be cut. */
const LONGEST_GRAPHEME = 64;

let segmenter: Intl.Segmenter | undefined;

/** A text of at most `most` UTF-16 units. A longer one is cut between two visible characters and ends with "…". */
export function excerpt(text: string, most: number): string {
  return text.length <= most ? text : `${clip(text, most - 1)}…`;
}

/** The first `most` UTF-16 units of a text, or a few fewer: it is cut between two visible characters. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, cutBefore(text, Math.max(0, most)));
}

function cutBefore(text: string, at: number): number {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const start = segmenter.segment(text.slice(0, at + LONGEST_GRAPHEME)).containing(at)?.index ?? at;
  return at - start <= LONGEST_GRAPHEME ? start : wholeCodePoint(text, at);
}

/** The same place, or the one before it if that is in the middle of a surrogate pair. */
function wholeCodePoint(text: string, at: number): number {
  return /[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(Math.max(0, at - 1), at + 1)) ? at - 1 : at;
}
