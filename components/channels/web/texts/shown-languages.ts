import type { WebDraft } from "@/components/channels/web/draft/web-draft";

/** The languages that the forms show, the fallback first. */
export function shownLanguages({ language, texts }: Pick<WebDraft, "language" | "texts">): string[] {
  return [...new Set([language.fallback, ...Object.keys(texts).sort()])];
}
