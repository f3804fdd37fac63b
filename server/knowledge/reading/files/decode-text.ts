import { isUtf8 } from "node:buffer";

/** Above this share of letters outside ASCII, an old one-byte text is in Cyrillic and not in a Western language. */
const CYRILLIC_SHARE = 0.4;

/**
 * Decodes a text: UTF-8 or UTF-16 by its byte order mark, else in the declared character set, else UTF-8 if that is
 * possible, else an old Windows character set.
 * @param declared The name of a character set; an unknown one is ignored.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return decode(bytes, "utf-16be");
  const isMarked = first === 0xef && second === 0xbb && bytes[2] === 0xbf;
  if (isMarked || isUtf8(bytes)) return decode(bytes, "utf-8");
  return decode(bytes, known(declared) ?? (isCyrillic(bytes) ? "windows-1251" : "windows-1252"));
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Returns null for UTF-8, too: the bytes do not fit it, whatever is declared. */
function known(declared: string | undefined): string | null {
  if (declared === undefined) return null;
  try {
    const { encoding } = new TextDecoder(declared.trim());
    return encoding === "utf-8" ? null : encoding;
  } catch {
    return null;
  }
}

function isCyrillic(bytes: Uint8Array): boolean {
  let letters = 0;
  let high = 0;
  for (const byte of bytes.subarray(0, 65_536)) {
    if (byte >= 0xc0) high += 1;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters += 1;
  }
  return high > CYRILLIC_SHARE * (letters + high);
}
