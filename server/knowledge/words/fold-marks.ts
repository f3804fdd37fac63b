/** Accents of Latin, Greek and Cyrillic letters, and the vowels of Hebrew and Arabic, which are mostly left out. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]/g;

/** Removes accents, which people often do not type, from a lower-case text. */
export function foldMarks(text: string): string {
  if (!/\P{ASCII}/u.test(text)) return text;
  return text.normalize("NFD").replaceAll(MARKS, "").replaceAll("ß", "ss").normalize("NFC");
}
