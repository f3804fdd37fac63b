import { clip } from "@/server/text/excerpt";

/** A part of an excerpt; the parts together are its text. */
export interface HitPart {
  text: string;
  /** Whether it is a word that the search found. */
  isHit: boolean;
}

/** The length of an excerpt, and how much of it comes before the first word found. */
const [LONGEST, BEFORE] = [160, 30];

/**
 * An excerpt of a text around the first word that a search finds, with all words found in it marked. Begins with the
 * text's start if none is found, which happens with spellings that only PostgreSQL considers equal.
 * @param words The folded words of the search (`searchCondition`).
 */
export function hitExcerpt(text: string, words: readonly string[]): HitPart[] {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  const first = findWords(flat, words)[0]?.start ?? 0;
  const start = first <= BEFORE ? 0 : wordStart(flat, first - BEFORE);
  const cut = flat.slice(start);
  const shown = clip(cut, LONGEST);
  const parts = marked(shown, findWords(shown, words));
  if (start > 0) parts.unshift({ text: "…", isHit: false });
  if (shown.length < cut.length) parts.push({ text: "…", isHit: false });
  return parts;
}

/** The folded words of a search as people type it. */
export function searchedWords(search: string): string[] {
  return [...search.matchAll(WORD)].map(([word]) => folded(word));
}

interface Range {
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The words of a text that begin with a searched word; in scripts without spaces, the searched letters themselves. */
export function findWords(text: string, words: readonly string[]): Range[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const foldedWord = folded(word);
    if (words.some((searched) => foldedWord.startsWith(searched))) return [{ start: index, end: index + word.length }];
    const inside = words.map((searched) => ({ at: word.indexOf(searched), searched })).filter(isInside);
    return inside.slice(0, 1).map(({ at, searched }) => ({ start: index + at, end: index + at + searched.length }));
  });
}

const SPACELESS =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function isInside({ at, searched }: { at: number; searched: string }): boolean {
  return at >= 0 && SPACELESS.test(searched);
}

/** A word as `search_folded` (db/migrations) compares it, for the languages that most people write. */
function folded(word: string): string {
  return word
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[ıøłđðςßæ]/gu, (letter) => REPLACED.get(letter) ?? letter);
}

const REPLACED = new Map([
  ["ı", "i"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ð", "d"],
  ["ς", "σ"],
  ["ß", "ss"],
  ["æ", "ae"],
]);

/** The start of the first word at or after a position, so that no word is cut; the position itself in a long word. */
function wordStart(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  if (space !== -1 && space < at + BEFORE) return space + 1;
  return clip(text, at).length;
}

function marked(text: string, ranges: readonly Range[]): HitPart[] {
  const parts: HitPart[] = [];
  let end = 0;
  for (const range of ranges) {
    if (range.start > end) parts.push({ text: text.slice(end, range.start), isHit: false });
    parts.push({ text: text.slice(range.start, range.end), isHit: true });
    end = range.end;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isHit: false });
  return parts;
}
