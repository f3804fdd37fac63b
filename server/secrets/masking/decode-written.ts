/** The units of a decoded text, and the position of each one in the original text. */
export interface Decoded {
  units: Uint16Array;
  /** The start of each unit in the original text, followed by the end of the last unit. */
  starts: Uint32Array;
}

/** The maximum depth of nested encodings that are decoded. */
const MAX_PASSES = 4;

/**
 * Decodes percent encoding, backslash escapes and HTML entities, also when nested, so that different encodings of a
 * text become equal. Some different texts become equal, too: a line break and an "n", a space and a "+", and a text
 * with and without its backslashes.
 */
export function decodeWritten(text: string): Decoded {
  let decoded = decodeOnce(text);
  for (let pass = 1, before = text.length; pass < MAX_PASSES && decoded.units.length < before; pass += 1) {
    before = decoded.units.length;
    const outer = decoded.starts;
    const inner = decodeOnce(textOf(decoded.units));
    decoded = { units: inner.units, starts: inner.starts.map((start) => outer[start] ?? 0) };
  }
  return decoded;
}

function decodeOnce(text: string): Decoded {
  const units = new Uint16Array(text.length);
  const starts = new Uint32Array(text.length + 1);
  let count = 0;
  let start = 0;
  for (let at = 0; at < text.length;) {
    const { code, length } = readUnit(text, at);
    at += length;
    // A backslash belongs to the next character.
    if (code === BACKSLASH) continue;
    const unit = SAME.get(code) ?? code;
    units[count] = unit > 0xff_ff ? highSurrogate(unit) : unit;
    starts[count] = start;
    count += 1;
    if (unit > 0xff_ff) {
      units[count] = lowSurrogate(unit);
      starts[count] = start;
      count += 1;
    }
    start = at;
  }
  starts[count] = start;
  return { units: units.subarray(0, count), starts: starts.subarray(0, count + 1) };
}

function textOf({ buffer, byteOffset, byteLength }: Uint16Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("utf16le");
}

interface Read {
  /** A code point. */
  code: number;
  /** The number of characters that it takes in the text. */
  length: number;
}

const [PERCENT, AMPERSAND, BACKSLASH] = [0x25, 0x26, 0x5c];

function readUnit(text: string, at: number): Read {
  const code = text.charCodeAt(at);
  if (code === BACKSLASH) return readEscape(text, at);
  const read = code === PERCENT ? readPercent(text, at) : code === AMPERSAND ? readEntity(text, at) : null;
  return read ?? { code, length: 1 };
}

/** Reads consecutive backslashes, with the `uXXXX` that may follow them. */
function readEscape(text: string, at: number): Read {
  let end = at;
  while (text.charCodeAt(end) === BACKSLASH) end += 1;
  const hex = text[end] === "u" ? text.slice(end + 1, end + 5) : "";
  if (/^[\da-f]{4}$/i.test(hex)) return { code: Number.parseInt(hex, 16), length: end + 5 - at };
  return { code: BACKSLASH, length: end - at };
}

/** Reads bytes that form a UTF-8 character; any other byte is a character by itself. */
function readPercent(text: string, at: number): Read | null {
  const first = readByte(text, at);
  if (!first) return null;
  const more = first.code >= 0xf0 ? 3 : first.code >= 0xe0 ? 2 : first.code >= 0xc0 ? 1 : 0;
  let { code, length } = first;
  if (more > 0) code &= 0x3f >> more;
  for (let i = 0; i < more; i += 1) {
    const next = readByte(text, at + length);
    if (!next || next.code >> 6 !== 0b10) return first;
    code = code * 64 + (next.code & 0x3f);
    length += next.length;
  }
  return code > 0x10_ff_ff ? first : { code, length };
}

/** Reads `%2F`, or the form with an encoded percent sign, `%252F`. */
function readByte(text: string, at: number): Read | null {
  if (text.charCodeAt(at) !== PERCENT) return null;
  let end = at + 1;
  while (text.startsWith("25", end)) end += 2;
  const hex = text.slice(end, end + 2);
  if (/^[\da-f]{2}$/i.test(hex)) return { code: Number.parseInt(hex, 16), length: end + 2 - at };
  return end === at + 1 ? null : { code: PERCENT, length: end - at };
}

const ENTITY = /(?:amp;)*(?:(?<name>amp|lt|gt|quot|apos)|#(?<decimal>\d{2})|#x(?<hex>[\da-f]{2}));/iy;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function readEntity(text: string, at: number): Read | null {
  ENTITY.lastIndex = at + 1;
  const match = ENTITY.exec(text);
  if (!match) return null;
  const { name, decimal, hex } = match.groups ?? {};
  const code =
    name === undefined
      ? Number.parseInt(decimal ?? hex ?? "", decimal === undefined ? 16 : 10)
      : (NAMED[name.toLowerCase()] ?? "").charCodeAt(0);
  return { code, length: 1 + match[0].length };
}

/** Characters that escapes write as a letter, and forms as a plus. */
const SAME = new Map(
  Array.from("\nn\rr\tt\bb\ff +".matchAll(/../gs), ([pair]) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
);

function highSurrogate(codePoint: number): number {
  return 0xd8_00 + ((codePoint - 0x1_00_00) >> 10);
}

function lowSurrogate(codePoint: number): number {
  return 0xdc_00 + (codePoint & 0x3_ff);
}
