import type { AnswerSplit } from "@/server/bots/behaviour";

/** Messages that one answer becomes at most where its sense splits it; what is left stays in the last. */
const MAX_PARTS = 30;

/**
 * Splits an answer into the messages that it is sent as, in order. Never inside a block of code or an address, which
 * may make a part longer than asked for; lists and tables stay whole where sentences are split.
 */
export function splitAnswer(text: string, { mode, maxCharacters }: Omit<AnswerSplit, "pauseSeconds">): string[] {
  const whole = text.trim();
  if (mode === "none" || whole === "") return [whole];
  const breaks = findBreaks(whole);
  const cuts = mode === "length" ? packed(whole, breaks, maxCharacters) : breaksOf(breaks, mode);
  const parts = sliced(whole, cuts);
  // Where a channel takes so many characters at most, more messages do less harm.
  if (mode === "length" || parts.length <= MAX_PARTS) return parts;
  return sliced(whole, cuts.slice(0, MAX_PARTS - 1));
}

interface Breaks {
  paragraphs: number[];
  sentences: number[];
  words: number[];
  /** What is never split: from, to. */
  kept: [number, number][];
}

function breaksOf({ paragraphs, sentences }: Breaks, mode: "paragraph" | "sentence"): number[] {
  return mode === "paragraph" ? paragraphs : [...paragraphs, ...sentences].toSorted((a, b) => a - b);
}

function sliced(text: string, cuts: number[]): string[] {
  const ends = [...cuts, text.length];
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end).trim()).filter((part) => part !== "");
}

const FENCE = /^[ \t]*(```|~~~)[^\n]*\n[\s\S]*?(?:^[ \t]*\1[ \t]*$|$(?![\s\S]))/gm;
const INLINE_CODE = /`[^`\n]+`/g;
const LINK = /\[[^\]\n]*\]\([^)\s]*\)/g;
const ADDRESS = /(?:\b[a-z][a-z\d+.-]*:\/\/|\bwww\.)[^\s<>]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const EMPTY_LINES = /\n[ \t]*(?:\n[ \t]*)+/g;
const WORD_END = /\s+/g;

function findBreaks(text: string): Breaks {
  const kept = [FENCE, INLINE_CODE, LINK, ADDRESS].flatMap((pattern) => spansOf(text, pattern));
  const isFree = (at: number) => kept.every(([from, to]) => at <= from || at >= to);
  const endsOf = (pattern: RegExp) => spansOf(text, pattern).map(([, end]) => end);
  const paragraphs = endsOf(EMPTY_LINES).filter(isFree);
  return {
    paragraphs,
    sentences: sentenceEnds(text, paragraphs).filter(isFree),
    words: endsOf(WORD_END).filter(isFree),
    kept,
  };
}

/** An address keeps the full stop behind it out. */
function spansOf(text: string, pattern: RegExp): [number, number][] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => {
    const end = index + match.length;
    return [index, pattern === ADDRESS ? end - (/[.,;:!?)\]»”"']+$/.exec(match)?.[0].length ?? 0) : end];
  });
}

const LIST_LINE = /^[ \t]*(?:[-*•–—>|#]|\d{1,3}[.)])\s?/m;
/** Segmenters take these for the end of a sentence: "1.", "J.", "Dr.". */
const NO_END = /(?:^|[\s(])(?:\d{1,3}|\p{Lu}|[Dd]r|Mrs?|Ms|Prof|St|Nr|vs|e\.g|i\.e|approx)\.\s*$/u;

let segmenter: Intl.Segmenter | undefined;

/** Ends of sentences, but for those in lists, tables and the like. */
function sentenceEnds(text: string, paragraphs: number[]): number[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "sentence" });
  const starts = [0, ...paragraphs];
  return starts.flatMap((start, i) => {
    const paragraph = text.slice(start, starts[i + 1] ?? text.length);
    if (LIST_LINE.test(paragraph)) return [];
    const sentences = [...(segmenter?.segment(paragraph) ?? [])];
    return sentences
      .filter(({ segment }) => /\s$/.test(segment) && !NO_END.test(segment))
      .map(({ index, segment }) => start + index + segment.length)
      .filter((end) => end < start + paragraph.length);
  });
}

/** Cuts for parts of at most so many characters, at the best place that makes a part at least a third full. */
function packed(text: string, breaks: Breaks, max: number): number[] {
  const cuts: number[] = [];
  for (let start = 0; text.slice(start).trim().length > max;) {
    start = nextCut(text, breaks, start, start + max);
    cuts.push(start);
  }
  return cuts;
}

function nextCut(text: string, { paragraphs, sentences, words, kept }: Breaks, start: number, limit: number): number {
  const third = start + (limit - start) / 3;
  const levels = [paragraphs, [...paragraphs, ...sentences], [...paragraphs, ...sentences, ...words]];
  // The space at a part's end is no part of it.
  const fits = (at: number) => text.slice(start, at).trimEnd().length <= limit - start;
  for (const least of [third, start]) {
    for (const level of levels) {
      const best = Math.max(...level.filter((at) => at > least && fits(at)));
      if (best !== -Infinity) return best;
    }
  }
  const whole = kept.find(([from, to]) => from < limit && limit < to);
  return whole ? whole[1] : characterBefore(text, start, limit);
}

/** A cut inside a word, between two characters as people see them. */
function characterBefore(text: string, start: number, limit: number): number {
  const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text.slice(start, limit + 1));
  const last = characters.containing(limit - start)?.index ?? 0;
  return last > 0 ? start + last : limit;
}
