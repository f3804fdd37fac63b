import { languageName } from "@/server/text/language-name";

/** The languages that the product recognises in a customer's message (ISO 639-1). */
const CODES =
  "am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka km kn ko ku lo lt lv ml mr ms my nl no or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh";

/** The languages to choose from, by name. */
export const knownLanguages: readonly { value: string; label: string; hint: string }[] = CODES.split(" ")
  .map((code) => ({ value: code, label: languageName(code), hint: code }))
  .toSorted((a, b) => a.label.localeCompare(b.label, "en"));
