import lists from "./stop-words.json" with { type: "json" };

const byLanguage = new Map(Object.entries(lists).map(([language, words]) => [language, new Set(words.split(" "))]));

/** Returns whether a word in lower case says little about what a text in this language (ISO 639-1) is about. */
export function isStopWord(word: string, language: string): boolean {
  return byLanguage.get(language)?.has(word) ?? false;
}
