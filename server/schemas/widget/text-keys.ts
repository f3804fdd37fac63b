import { en, type WidgetTextKey } from "./texts/en.ts";

/** The keys of all texts, in the order of the file that defines them. */
export const textKeys = Object.keys(en) as [WidgetTextKey, ...WidgetTextKey[]];
