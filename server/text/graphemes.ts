let segmenter: Intl.Segmenter | undefined;

/** The visible characters of a text: an emoji or a flag is one. The segmenter is made when it is first needed. */
export function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}
