import { builtInTexts } from "./built-in-texts.ts";
import { en, type WidgetTextKey, type WidgetTexts } from "./texts/en.ts";
import type { WidgetSettings } from "./widget-settings.ts";

export interface ChosenTexts {
  /** The language of the texts, as a tag. */
  language: string;
  direction: "ltr" | "rtl";
  texts: WidgetTexts;
}

/** The settings that decide which texts a visitor reads. `title` and `greeting` are in the fallback language. */
export interface TextSettings {
  title: string;
  greeting: string;
  widget: Pick<WidgetSettings, "language" | "texts">;
}

/** Texts that the product cannot bring. Without an own text in the visitor's language, that of the fallback is shown. */
const ownOnly = ["title", "greeting", "launcher", "consent"] as const satisfies WidgetTextKey[];

/** Returns all texts for a visitor: the channel's own over those that the product brings in the chosen language. */
export function chooseTexts(settings: TextSettings, wanted: string | null): ChosenTexts {
  const { widget } = settings;
  const language = chooseLanguage(widget, wanted);
  const texts: WidgetTexts = { ...en, ...ownTextsOf(builtInTexts, language), ...ownTextsOf(widget.texts, language) };
  for (const key of ownOnly) texts[key] = ownText(settings, language, key);
  return { language, direction: directionOf(language), texts };
}

/**
 * Chooses the language with texts that matches a tag best: the tag itself, or the longest beginning of it (BCP 47
 * lookup), such as `pt` for `pt-BR`. Without a match it is the fallback.
 */
function chooseLanguage(widget: TextSettings["widget"], wanted: string | null): string {
  const known = languagesOf(widget);
  const matches = beginningsOf(wanted ?? "").flatMap((tag) => known.find((each) => isSame(each, tag)) ?? []);
  return matches[0] ?? widget.language.fallback;
}

/** The languages that a visitor may get, as tags. */
export function languagesOf({ language, texts }: TextSettings["widget"]): string[] {
  const { choice, fallback } = language;
  if (choice === "fixed") return [fallback];
  return [...new Set([fallback, ...Object.keys(texts), ...Object.keys(builtInTexts)])];
}

/** Returns the value of the tag that matches a language best, such as a label; undefined if none does. */
export function inLanguage<T>(values: Readonly<Record<string, T>>, language: string): T | undefined {
  for (const tag of beginningsOf(language)) {
    const known = Object.keys(values).find((each) => isSame(each, tag));
    if (known !== undefined) return values[known];
  }
  return undefined;
}

/** The direction of the script in which a language is usually written. */
export function directionOf(language: string): "ltr" | "rtl" {
  const { script = "" } = new Intl.Locale(language).maximize();
  return rightToLeft.has(script) ? "rtl" : "ltr";
}

const rightToLeft = new Set(["Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"]);

function ownText({ title, greeting, widget }: TextSettings, language: string, key: (typeof ownOnly)[number]): string {
  const { fallback } = widget.language;
  const inSettings = key === "title" ? title : key === "greeting" ? greeting : undefined;
  if (inSettings !== undefined && isSame(language, fallback)) return inSettings;
  const own = ownTextsOf(widget.texts, language)[key];
  // A consent that is asked for needs its text, and a header its title, in whatever language there is.
  const isGiven = key === "consent" || key === "title" ? !!own?.trim() : own !== undefined;
  if (isGiven && own !== undefined) return own;
  const inFallback = inSettings ?? ownTextsOf(widget.texts, fallback)[key] ?? "";
  return key === "consent" && inFallback.trim() === "" ? anyConsent(widget.texts) : inFallback;
}

function anyConsent(texts: WidgetSettings["texts"]): string {
  return Object.values(texts).find(({ consent }) => consent?.trim())?.consent ?? "";
}

/** The texts of a language and, where it has none, of the languages that its tag begins with. */
function ownTextsOf<T extends object>(byTag: Readonly<Record<string, T>>, language: string): Partial<WidgetTexts> {
  const layers = beginningsOf(language).flatMap((tag) => {
    const known = Object.keys(byTag).find((each) => isSame(each, tag));
    return known === undefined ? [] : [byTag[known]];
  });
  return Object.assign({}, ...layers.toReversed());
}

/** `pt-BR` begins with `pt-BR` and `pt`. A single letter, which introduces an extension, is not left at the end. */
function beginningsOf(tag: string): string[] {
  const parts = tag.split("-");
  return parts
    .map((_, index) => parts.slice(0, parts.length - index))
    .filter((beginning) => (beginning.at(-1)?.length ?? 0) > 1)
    .map((beginning) => beginning.join("-"));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
