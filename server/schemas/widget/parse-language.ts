/** The most characters of a tag that is read; longer ones are not languages. */
const LONGEST_TAG = 100;

/** Returns the canonical form of a language tag (BCP 47), or null for anything else, such as `en_US`. */
export function parseLanguage(tag: string): string | null {
  if (tag.length > LONGEST_TAG) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
