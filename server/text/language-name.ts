const names = new Map<string, Intl.DisplayNames>();

/**
 * The name of a language by its tag, such as "Portuguese (Brazil)"; the tag if it has none.
 * @param inLanguage The language of the name, English by default.
 */
export function languageName(tag: string, inLanguage = "en"): string {
  let known = names.get(inLanguage);
  if (!known) names.set(inLanguage, (known = new Intl.DisplayNames([inLanguage, "en"], { type: "language" })));
  try {
    return known.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
