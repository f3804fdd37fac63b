/** JSON deeper than this is kept as text: PostgreSQL and everything that walks it have their limits. */
const MAX_DEPTH = 100;

export interface ReadAnswer {
  /** The whole answer as text, or what it is. */
  text: string;
  /** Parsed when the answer is JSON, else the text. */
  body: unknown;
}

/** Reads an answer by its content type; where that is missing or vague, by what the bytes look like. */
export function readAnswer(bytes: Buffer, contentType: string, isCut: boolean): ReadAnswer {
  const text = decode(bytes, contentType, isCut);
  if (text === null) return asText(`[binary, ${bytes.length} bytes]`);
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
  const isText = isTextType(contentType);
  // A cut may go through the middle of a character, which `stream` leaves out.
  const options = { stream: isCut };
  if (isText) return decoderFor(contentType).decode(bytes, options);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, options);
  } catch {
    return null;
  }
}

function decoderFor(contentType: string): TextDecoder {
  const label = /charset\s*=\s*"?([\w:.-]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
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
  return /^\s*(?:(?:image(?!\/svg)|audio|video|font)\/|application\/(?:octet-stream|pdf|zip|gzip)\b)/i.test(
    contentType,
  );
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

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}

/** Whole numbers that JavaScript would round (long ids) stay exact, as text. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? "";
  return typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value;
}
