const names = new Intl.DisplayNames(["en"], { type: "language" });

/** The English name of a language by its tag, such as "Portuguese (Brazil)"; the tag if it has none. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
