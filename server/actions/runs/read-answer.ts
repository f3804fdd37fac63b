import { isDeeperThan } from "@/server/text/is-deeper-than";

/** JSON nested deeper than this stays text: PostgreSQL and recursive code have depth limits. */
const MAX_DEPTH = 100;

export interface ReadAnswer {
  /** The answer as text, or a description of binary data. */
  text: string;
  /** The parsed value if the answer is JSON, otherwise the text. */
  body: unknown;
}

/**
 * Decodes an answer by its content type or, if that is missing or generic, by its bytes.
 * @param trimCut Transforms the text of a truncated answer before it is parsed.
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

/** Returns null when the bytes are not text. */
function decode(bytes: Buffer, contentType: string, isCut: boolean): string | null {
  if (isBinaryType(contentType)) return bytes.length === 0 ? "" : null;
  // Truncation may split a character, which `stream` leaves out.
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
 * Tab, line feed, form feed, carriage return and escape; any other control character means binary data (WHATWG MIME
 * Sniffing, "binary data byte").
 */
const CONTROLS_IN_TEXT: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** A UTF-16 byte order mark takes precedence over the charset in the header. */
function utf16Decoder([first, second]: Buffer, fatal: boolean): TextDecoder | null {
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le", { fatal });
  return first === 0xfe && second === 0xff ? new TextDecoder("utf-16be", { fatal }) : null;
}

/** The decoder for the charset in the header, if it is a known one. */
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

/** Returns undefined for invalid JSON and for JSON nested too deeply. */
function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isDeeperThan(parsed, MAX_DEPTH)) return undefined;
    return /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : parsed;
  } catch {
    return undefined;
  }
}

/** Integers that JavaScript would round (long ids) become strings, so that they stay exact. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? "";
  return typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value;
}
