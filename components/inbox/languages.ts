import type { ThreadEntry } from "./inbox-types";

/** The name of a language in another one; the code if it has no name. */
export function languageName(code: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage, "en"], { type: "language" }).of(code) ?? code;
}

/** The language of the customer's newest message whose language is sure. */
export function customerLanguage(entries: readonly ThreadEntry[]): string | null {
  const known = entries.findLast((entry) => entry.type === "message" && typeof entry.language === "string");
  return (known?.type === "message" && known.language) || null;
}
