import type { WebDraft } from "@/components/channels/web/draft/web-draft";
import { builtInTexts } from "@/server/schemas/widget/built-in-texts";
import { inLanguage } from "@/server/schemas/widget/choose-texts";
import { textKeys } from "@/server/schemas/widget/text-keys";
import type { WidgetTextKey } from "@/server/schemas/widget/texts/en";

type Texts = Pick<WebDraft, "title" | "greeting" | "language" | "texts">;

/** Texts that the product cannot bring. */
const ownOnly: ReadonlySet<WidgetTextKey> = new Set(["title", "greeting", "launcher", "consent"]);

/** The own text of a language; undefined without one. Title and greeting of the fallback are settings of their own. */
export function ownText({ title, greeting, language, texts }: Texts, tag: string, key: WidgetTextKey) {
  if (tag === language.fallback && key === "title") return title;
  if (tag === language.fallback && key === "greeting") return greeting;
  return texts[tag]?.[key];
}

/** The changes that set an own text; an empty one is removed, so that the built-in text is shown. */
export function setOwnText(draft: Texts, tag: string, key: WidgetTextKey, text: string): Partial<WebDraft> {
  if (tag === draft.language.fallback && (key === "title" || key === "greeting")) return { [key]: text };
  const { [key]: _, ...others } = draft.texts[tag] ?? {};
  return { texts: { ...draft.texts, [tag]: text === "" ? others : { ...others, [key]: text } } };
}

/** What visitors read without an own text, and in which language: the product's, or the fallback's. */
export function textWithout(draft: Texts, tag: string, key: WidgetTextKey): { text: string; isForeign: boolean } {
  if (ownOnly.has(key)) {
    const text = tag === draft.language.fallback ? "" : (ownText(draft, draft.language.fallback, key) ?? "");
    return { text, isForeign: text !== "" };
  }
  const own = inLanguage(builtInTexts, tag);
  return { text: own?.[key] ?? builtInTexts["en"]?.[key] ?? "", isForeign: own === undefined };
}

/** The texts that visitors of a language read in another one. */
export function missingTexts(draft: Texts, tag: string): WidgetTextKey[] {
  return textKeys.filter((key) => !ownText(draft, tag, key) && textWithout(draft, tag, key).isForeign);
}

/** The changes that make another language the fallback. Title and greeting stay with their languages. */
export function changeFallback(draft: Texts, to: string): Partial<WebDraft> {
  const { title, greeting, language } = draft;
  if (to === language.fallback) return {};
  const { title: newTitle, greeting: newGreeting, ...others } = draft.texts[to] ?? {};
  return {
    title: newTitle || title,
    greeting: newGreeting ?? greeting,
    language: { ...language, fallback: to },
    texts: {
      ...draft.texts,
      [language.fallback]: { ...draft.texts[language.fallback], title, greeting },
      [to]: others,
    },
  };
}
