import { de } from "./texts/de.ts";
import { en, type WidgetTexts } from "./texts/en.ts";
import { es } from "./texts/es.ts";
import { fr } from "./texts/fr.ts";
import { pt } from "./texts/pt.ts";
import { ru } from "./texts/ru.ts";

/** The texts of the languages that the product brings, by language tag. A settings' own texts replace single ones. */
export const builtInTexts: Readonly<Record<string, WidgetTexts>> = { de, en, es, fr, pt, ru };
