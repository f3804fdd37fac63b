import type { AnswerSplit } from "@/server/schemas/bot-behaviour";
import { findBreaks, type Breaks } from "../context/find-breaks";

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

function breaksOf({ paragraphs, sentences }: Breaks, mode: "paragraph" | "sentence"): number[] {
  return mode === "paragraph" ? paragraphs : [...paragraphs, ...sentences].toSorted((a, b) => a - b);
}

function sliced(text: string, cuts: number[]): string[] {
  const ends = [...cuts, text.length];
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end).trim()).filter((part) => part !== "");
}

/** Cuts for parts of at most so many characters, at the best place that makes a part at least a third full. */
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

/** Places to cut at, gone through once while the parts go on. */
class Level {
  private next = 0;
  private readonly cuts: { at: number; end: number }[] = [];

  constructor(text: string, places: number[]) {
    let last = { at: 0, end: 0 };
    for (const at of places.toSorted((a, b) => a - b)) {
      // The space at a part's end is no part of it.
      const end = endOfWords(text, last.at, at);
      last = { at, end: end > last.at ? end : last.end };
      this.cuts.push(last);
    }
  }

  /** The last place that a part from `start` may end at; 0 for none. */
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

/** Of what follows `start`; the text itself is trimmed. */
function trimmedLength(text: string, start: number): number {
  let from = start;
  while (from < text.length && text.charAt(from).trim() === "") from += 1;
  return text.length - from;
}

function cutInside(text: string, kept: Breaks["kept"], start: number, limit: number): number {
  const whole = kept.find(([from, to]) => from < limit && limit < to);
  return whole ? whole[1] : characterBefore(text, start, limit);
}

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A cut inside a word, between two characters as people see them. */
function characterBefore(text: string, start: number, limit: number): number {
  const last = characters.segment(text.slice(start, limit + 1)).containing(limit - start)?.index ?? 0;
  return last > 0 ? start + last : limit;
}
