/** The positions at which a text may be split, in ascending order. */
export interface Breaks {
  paragraphs: number[];
  sentences: number[];
  words: number[];
  /** Ranges that are never split, in ascending order and disjoint. */
  kept: Span[];
}

type Span = [from: number, to: number];

// Repetitions that may backtrack are bounded, because a long answer would otherwise take quadratic time.
const FENCE = /^[ \t]*(```|~~~)[^\n]*\n[\s\S]*?(?:^[ \t]*\1[ \t]*$|$(?![\s\S]))/gm;
const INLINE_CODE = /`[^`\n]+`/g;
const LINK = /\[[^[\]\n]{0,500}\]\([^)\s]{0,500}\)/g;
const ADDRESS = /(?:\b[a-z][a-z\d+.-]{0,30}:\/\/|\bwww\.)[^\s<>]+|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gi;
const EMPTY_LINES = /\n[ \t]*(?:\n[ \t]*)+/g;
const WORD_END = /\s+/g;

/** Finds where an answer may be split into messages, which excludes blocks of code and addresses. */
export function findBreaks(text: string): Breaks {
  const kept = apart([
    ...[FENCE, INLINE_CODE, LINK].flatMap((pattern) => spansOf(text, pattern)),
    ...spansOf(text, ADDRESS).map(([from, to]): Span => [from, endOfAddress(text, to)]),
  ]);
  const endsOf = (pattern: RegExp) => spansOf(text, pattern).map(([, end]) => end);
  const paragraphs = outside(kept, endsOf(EMPTY_LINES));
  return {
    paragraphs,
    sentences: outside(kept, sentenceEnds(text, paragraphs)),
    words: outside(kept, endsOf(WORD_END)),
    kept,
  };
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => [index, index + match.length]);
}

const CLOSING = new Set(`.,;:!?)]»”"'`);

/** Excludes punctuation that follows an address. */
function endOfAddress(text: string, to: number): number {
  let end = to;
  while (CLOSING.has(text.charAt(end - 1))) end -= 1;
  return end;
}

/** Sorts spans and merges those that overlap. */
function apart(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Filters out the positions inside of spans. Both lists are in ascending order. */
function outside(spans: Span[], positions: number[]): number[] {
  let next = 0;
  return positions.filter((at) => {
    while ((spans[next]?.[1] ?? Infinity) <= at) next += 1;
    return at <= (spans[next]?.[0] ?? Infinity);
  });
}

const LIST_LINE = /^[ \t]*(?:[-*•–—>|#]|\d{1,3}[.)])\s?/m;
/** Abbreviations and numbers that segmenters mistake for the end of a sentence: "1.", "J.", "Dr.". */
const NO_END = /(?:^|[\s(])(?:\d{1,3}|\p{Lu}|[Dd]r|Mrs?|Ms|Prof|St|Nr|vs|e\.g|i\.e|approx)\.\s*$/u;
/** The number of characters at the end of a sentence that are checked. */
const TAIL = 100;

let segmenter: Intl.Segmenter | undefined;

/** Finds the ends of sentences, except in paragraphs with lists, tables, quotes or headings. */
function sentenceEnds(text: string, paragraphs: number[]): number[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "sentence" });
  const starts = [0, ...paragraphs];
  return starts.flatMap((start, i) => {
    const paragraph = text.slice(start, starts[i + 1] ?? text.length);
    if (LIST_LINE.test(paragraph)) return [];
    const sentences = [...(segmenter?.segment(paragraph) ?? [])];
    return sentences
      .filter(({ segment }) => /\s/.test(segment.slice(-1)) && !NO_END.test(segment.slice(-TAIL)))
      .map(({ index, segment }) => start + index + segment.length)
      .filter((end) => end < start + paragraph.length);
  });
}
