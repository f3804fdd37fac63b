/** Returns the user:password in a Base64 constant, because a server may send it back decoded. */
export function insideOfBasic(secret: string): string[] {
  const encoded = secret.replace(/^Basic\s+/i, "");
  if (!/^[\w+/-]{8,}={0,2}$/.test(encoded)) return [];
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  if (/[\p{Cc}\uFFFD]/u.test(decoded)) return [];
  const colon = decoded.indexOf(":");
  return colon > 0 && colon < decoded.length - 1 ? [decoded, decoded.slice(colon + 1)] : [];
}

/** Long enough that no other text is mistaken for the middle of an encoded secret. */
const MIN_BASE64_LENGTH = 5;

/**
 * Returns the part of a secret's Base64 that does not depend on the text around it, for each of its three possible
 * alignments with groups of three bytes.
 */
export function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64url");
    const start = offset === 0 ? 0 : offset + 1;
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const middle = encoded.slice(start, end);
    return middle.length < MIN_BASE64_LENGTH ? [] : [middle];
  });
}
