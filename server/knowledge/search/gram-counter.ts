import { IDEOGRAPHS, UNSPACED } from "../words/unspaced";
import { foldMarks } from "../words/fold-marks";

/** What a UTF-16 unit is for the division into words. */
const [SEPARATOR, LETTER, IDEOGRAPH, UNSPACED_LETTER] = [0, 1, 2, 3];
const UNITS = 2 ** 16;
/** The mark of a word's ends in `wordGrams`. */
const END = "_".charCodeAt(0);
const FILTER_MASK = 0xfff;

let kindOfUnit: Uint8Array | undefined;

/**
 * Counts the given grams in texts: what `wordGrams` of all words would find, but without making words and grams, because
 * a search compares many texts.
 */
export class GramCounter {
  /** The places of grams by their keys. */
  private readonly places = new Map<number, number>();
  /** Whether a gram can have a key, by the key's last bits. */
  private readonly filter = new Uint8Array(FILTER_MASK + 1);
  private readonly kinds = (kindOfUnit ??= readKinds());
  private counts: Uint16Array;

  /** @param grams All different. */
  constructor(grams: string[]) {
    for (const [place, gram] of grams.entries()) {
      let key = 0;
      for (let at = 0; at < gram.length; at++) key = extend(key, gram.charCodeAt(at));
      this.places.set(key, place);
      this.filter[key & FILTER_MASK] = 1;
    }
    this.counts = new Uint16Array(grams.length);
  }

  /** Returns how often each of the grams occurs, in their order, and the number of all grams of the text. */
  count(text: string): { counts: Uint16Array; length: number } {
    this.counts = new Uint16Array(this.counts.length);
    const plain = foldMarks(text.normalize("NFKC").toLowerCase());
    let length = 0;
    for (let at = 0; at < plain.length;) {
      const kind = this.kinds[plain.charCodeAt(at)] ?? SEPARATOR;
      let end = at + 1;
      while (end < plain.length && this.kinds[plain.charCodeAt(end)] === kind) end++;
      if (kind === LETTER) length += this.countWord(plain, at, end);
      else if (kind === IDEOGRAPH) length += this.countParts(plain, at, end, 1) + this.countParts(plain, at, end, 2);
      else if (kind === UNSPACED_LETTER) length += this.countParts(plain, at, end, 3);
      at = end;
    }
    return { counts: this.counts, length };
  }

  /** Counts the grams of four units of a word with its marked ends. */
  private countWord(text: string, from: number, to: number): number {
    if (to - from === 1) {
      this.add(extend(extend(extend(0, END), text.charCodeAt(from)), END));
      return 1;
    }
    let [first, second, third] = [END, text.charCodeAt(from), text.charCodeAt(from + 1)];
    for (let at = from + 2; at <= to; at++) {
      const fourth = at === to ? END : text.charCodeAt(at);
      this.add(extend(extend(extend(extend(0, first), second), third), fourth));
      first = second;
      second = third;
      third = fourth;
    }
    return to - from - 1;
  }

  private countParts(text: string, from: number, to: number, size: number): number {
    for (let at = from; at + size <= to; at++) {
      let key = 0;
      for (let unit = at; unit < at + size; unit++) key = extend(key, text.charCodeAt(unit));
      this.add(key);
    }
    return Math.max(0, to - from - size + 1);
  }

  private add(key: number): void {
    if (this.filter[key & FILTER_MASK] === 0) return;
    const place = this.places.get(key);
    if (place !== undefined) this.counts[place] = (this.counts[place] ?? 0) + 1;
  }
}

/** Adds a unit to the key of a gram: a hash of 32 bits, whose few collisions do no harm. */
function extend(key: number, unit: number): number {
  const mixed = Math.imul(key ^ unit, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function readKinds(): Uint8Array {
  const kinds = new Uint8Array(UNITS);
  const letter = /[\p{L}\p{M}\p{N}]/u;
  const ideograph = new RegExp(`[${IDEOGRAPHS}]`, "u");
  const unspaced = new RegExp(`[${UNSPACED}]`, "u");
  for (let unit = 0; unit < UNITS; unit++) {
    const text = String.fromCharCode(unit);
    if (ideograph.test(text)) kinds[unit] = IDEOGRAPH;
    else if (unspaced.test(text)) kinds[unit] = UNSPACED_LETTER;
    else if (letter.test(text)) kinds[unit] = LETTER;
  }
  // Both halves of rare ideographs and of other letters beyond 16 bits.
  return kinds.fill(IDEOGRAPH, 0xd840, 0xd8c0).fill(IDEOGRAPH, 0xdc00, 0xe000);
}
