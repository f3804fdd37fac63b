/**
 * A phone number as people and platforms write it, in E.164, such as +525500000000; null if it is not one with its
 * country code. Spaces and the usual separators are left out, and 00 counts as +.
 */
export function toE164(typed: string): string | null {
  const compact = typed.trim().replaceAll(/[\s().\-/\u00A0\u2010-\u2015]/g, "");
  const number = compact.startsWith("00") ? `+${compact.slice(2)}` : compact;
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  // Platforms omit the plus sign. A shorter number may be a national one.
  return /^[1-9]\d{10,14}$/.test(number) ? `+${number}` : null;
}
