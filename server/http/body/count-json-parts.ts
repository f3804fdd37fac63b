const [QUOTE, BACKSLASH, COMMA, BRACE, BRACKET] = Array.from('"\\,{[', (sign) => sign.charCodeAt(0));

/**
 * Whether a JSON text in UTF-8 has more members, items, objects and lists than `most`. Called before parsing, which
 * costs time and memory for each of them. Stops counting at `most`; long strings are skipped quickly.
 */
export function hasMoreJsonParts(json: Buffer, most: number): boolean {
  let parts = 0;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (sign === QUOTE) {
      at = endOfString(json, at);
    } else if (sign === COMMA || sign === BRACE || sign === BRACKET) {
      parts += 1;
      if (parts > most) return true;
    }
  }
  return false;
}

/** Returns the end of the string that begins at `start`; the end of the text if the string is not closed. */
function endOfString(json: Buffer, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json[end - 1 - backslashes] === BACKSLASH) backslashes += 1;
    // After an odd number of backslashes, the quote is part of the string.
    if (backslashes % 2 === 0) return end;
  }
  return json.length;
}
