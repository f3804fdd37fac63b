import type { AnswerSplit } from "@/server/schemas/bot-behaviour";
import { clip } from "@/server/text/excerpt";
import { findBreaks, type Breaks } from "../context/find-breaks";

/** The most messages of an answer that is split by paragraph or sentence; the last one keeps the rest. */
const MAX_PARTS = 30;

/**
 * Splits an answer into messages. It never splits blocks of code and addresses, so a part may exceed the limit. Splitting
 * by sentence keeps lists and tables whole.
 */
export function splitAnswer(text: string, { mode, maxCharacters }: Omit<AnswerSplit, "pauseSeconds">): string[] {
  const whole = text.trim();
  if (mode === "none" || whole === "") return [whole];
  const breaks = findBreaks(whole);
  const cuts = mode === "length" ? packed(whole, breaks, maxCharacters) : breaksOf(breaks, mode);
  const parts = sliced(whole, cuts);
  // A channel's length limit matters more than the number of messages.
  if (mode === "length" || parts.length <= MAX_PARTS) return parts;
  return sliced(whole, cuts.slice(0, MAX_PARTS - 1));
}

function breaksOf({ paragraphs, sentences }: Breaks, mode: "paragraph" | "sentence"): number[] {
  return mode === "paragraph" ? paragraphs : [...paragraphs, ...sentences].toSorted((a, b) => a - b);
}

function sliced(text: string, cuts: number[]): string[] {
  const ends = [...cuts, text.length];
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end).trim()).filter((part) => part !== "");
}

/** Finds cuts for parts of at most `max` characters, at the best break that leaves each part at least a third full. */
function packed(text: string, { paragraphs, sentences, words, kept }: Breaks, max: number): number[] {
  const levels = [paragraphs, [...paragraphs, ...sentences], [...paragraphs, ...sentences, ...words]].map(
    (level) => new Level(text, level),
  );
  const cuts: number[] = [];
  for (let start = 0; trimmedLength(text, start) > max;) {
    const places = levels.map((level) => level.lastFitting(start, max));
    const best = places.find((at) => at > start + max / 3) ?? places.find((at) => at > start);
    start = best ?? cutInside(text, kept, start, start + max);
    cuts.push(start);
  }
  return cuts;
}

/** Places to cut at. Its cursor only moves forward, so that all parts together take one pass. */
class Level {
  private next = 0;
  private readonly cuts: { at: number; end: number }[] = [];

  constructor(text: string, places: number[]) {
    let last = { at: 0, end: 0 };
    for (const at of places.toSorted((a, b) => a - b)) {
      // Space at the end of a part does not count towards its length.
      const end = endOfWords(text, last.at, at);
      last = { at, end: end > last.at ? end : last.end };
      this.cuts.push(last);
    }
  }

  /** The last place where a part that begins at `start` may end; 0 if there is no such place. */
  lastFitting(start: number, max: number): number {
    while ((this.cuts[this.next]?.end ?? Infinity) - start <= max) this.next += 1;
    return this.cuts[this.next - 1]?.at ?? 0;
  }
}

function endOfWords(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && text.charAt(end - 1).trim() === "") end -= 1;
  return end;
}

/** The length of the text after `start` without leading space; the end of the text is trimmed already. */
function trimmedLength(text: string, start: number): number {
  let from = start;
  while (from < text.length && text.charAt(from).trim() === "") from += 1;
  return text.length - from;
}

function cutInside(text: string, kept: Breaks["kept"], start: number, limit: number): number {
  const whole = kept.find(([from, to]) => from < limit && limit < to);
  return whole ? whole[1] : characterBefore(text, start, limit);
}

/** Finds a cut inside a word, between two visible characters. */
function characterBefore(text: string, start: number, limit: number): number {
  // The text after the limit decides whether a character continues beyond it.
  return start + (clip(text.slice(start), limit - start).length || limit - start);
}
