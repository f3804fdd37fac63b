import { en, type WidgetTextKey } from "./texts/en.ts";

const PLACEHOLDER = /\{[a-zA-Z]+\}/gu;

/** Returns what is filled in for a text, such as `{count}`. */
export function placeholdersOf(key: WidgetTextKey): string[] {
  return en[key].match(PLACEHOLDER) ?? [];
}

/** Returns the placeholders of an own text that nothing is filled in for; visitors would read them as they are. */
export function unknownPlaceholders(key: WidgetTextKey, text: string): string[] {
  const known = placeholdersOf(key);
  return (text.match(PLACEHOLDER) ?? []).filter((placeholder) => !known.includes(placeholder));
}
