import { isDeeperThan } from "@/server/text/is-deeper-than";

/** JSON deeper than this is kept as text: PostgreSQL and everything that walks it have their limits. */
const MAX_DEPTH = 100;

export interface ReadAnswer {
  /** The whole answer as text, or what it is. */
  text: string;
  /** Parsed when the answer is JSON, else the text. */
  body: unknown;
}

/**
 * Reads an answer by its content type; where that is missing or says "some bytes", by what the bytes look like.
 * @param trimCut Changes the text of an answer that was cut, before it is parsed.
 */
export function readAnswer(
  bytes: Buffer,
  contentType: string,
  isCut: boolean,
  trimCut = (text: string) => text,
): ReadAnswer {
  const decoded = decode(bytes, contentType, isCut);
  if (decoded === null) return asText(`[binary, ${bytes.length} bytes]`);
  const text = isCut ? trimCut(decoded) : decoded;
  const looksLikeJson = isJsonType(contentType) || /^\s*[[{]/.test(text);
  const json = looksLikeJson ? parseJson(text) : undefined;
  return json === undefined ? asText(text) : { text, body: json };
}

function asText(text: string): ReadAnswer {
  return { text, body: text };
}

/** Null when the bytes are no text. */
function decode(bytes: Buffer, contentType: string, isCut: boolean): string | null {
  if (isBinaryType(contentType)) return bytes.length === 0 ? "" : null;
  // A cut may go through the middle of a character, which `stream` leaves out.
  const options = { stream: isCut };
  const named = decoderFor(contentType);
  if (!named && !isTextType(contentType)) return decodeUnnamed(bytes, options);
  return (utf16Decoder(bytes, false) ?? named ?? new TextDecoder()).decode(bytes, options);
}

function decodeUnnamed(bytes: Buffer, options: { stream: boolean }): string | null {
  const utf16 = utf16Decoder(bytes, true);
  if (!utf16 && bytes.some((byte) => byte < SPACE && !CONTROLS_IN_TEXT.has(byte))) return null;
  try {
    return (utf16 ?? new TextDecoder("utf-8", { fatal: true })).decode(bytes, options);
  } catch {
    return null;
  }
}

const SPACE = 0x20;
/**
 * Tab, line feed, form feed, carriage return, escape: texts have no other control characters (WHATWG MIME Sniffing,
 * "binary data byte").
 */
const CONTROLS_IN_TEXT: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** Where the text begins with the byte order mark of UTF-16, which outweighs what the header says. */
function utf16Decoder([first, second]: Buffer, fatal: boolean): TextDecoder | null {
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le", { fatal });
  return first === 0xfe && second === 0xff ? new TextDecoder("utf-16be", { fatal }) : null;
}

/** Of the encoding that the header names, if one is known by that name. */
function decoderFor(contentType: string): TextDecoder | null {
  const label = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  try {
    return label === undefined ? null : new TextDecoder(label);
  } catch {
    return null;
  }
}

function isJsonType(contentType: string): boolean {
  return /^\s*[\w.-]+\/(?:[\w.-]+\+)?json\b/i.test(contentType);
}

function isTextType(contentType: string): boolean {
  return (
    isJsonType(contentType) ||
    /^\s*(?:text\/|[\w.-]+\/(?:[\w.-]+\+)?xml\b|application\/(?:javascript|x-www-form-urlencoded|yaml|x-yaml|x-ndjson)\b)/i.test(
      contentType,
    )
  );
}

function isBinaryType(contentType: string): boolean {
  return /^\s*(?:(?:image(?!\/svg)|audio|video|font)\/|application\/(?:pdf|zip|gzip)\b)/i.test(contentType);
}

/** Undefined when it is no JSON, or JSON nested beyond reason. */
function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isDeeperThan(parsed, MAX_DEPTH)) return undefined;
    return /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : parsed;
  } catch {
    return undefined;
  }
}

/** Whole numbers that JavaScript would round (long ids) stay exact, as text. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? "";
  return typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value;
}
