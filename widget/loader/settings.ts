import type { LauncherSettings } from "@/server/channels/web/protocol";

export type Texts = LauncherSettings["texts"][string];

/** The language of the launcher, and what is passed on to the panel. */
export function languageFor({ languageChoice, fallback }: LauncherSettings, asked: string | undefined): string {
  return asked ?? (languageChoice === "fixed" ? fallback : navigator.language || fallback);
}

/** The entry of a language or of its base language. */
export function byLanguage<T>(entries: Readonly<Record<string, T>>, language: string): T | undefined {
  return entries[language] ?? entries[language.split("-")[0] ?? ""];
}

export function textsFor({ texts, fallback }: LauncherSettings, language: string): Texts {
  const chosen = byLanguage(texts, language) ?? byLanguage(texts, fallback);
  if (!chosen) throw new Error("No texts");
  return chosen;
}

export function isRightToLeft(language: string): boolean {
  return /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(language);
}
