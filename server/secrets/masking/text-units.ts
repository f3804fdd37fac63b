/** Returns the UTF-16 units of a text. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < units.length; i += 1) units[i] = text.charCodeAt(i);
  return units;
}

const [MINUS, PLUS, LOW_LINE, SLASH] = [0x2d, 0x2b, 0x5f, 0x2f];

/** Converts URL-safe Base64 to the standard alphabet. */
export function oneAlphabet(units: Uint16Array): Uint16Array {
  return units.map((unit) => (unit === MINUS ? PLUS : unit === LOW_LINE ? SLASH : unit));
}
