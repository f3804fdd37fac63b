import { detectLanguage, UNKNOWN } from "@/server/knowledge/words/detect-language";
import type { ModelMessage } from "@/server/models/prompts/model-messages";

/** How many of the customer's newest messages tell the language together, if the newest alone is too short. */
const TOGETHER = 5;
/** Scripts whose letters alone tell the language need fewer. */
const LEAST_LETTERS = 12;
/** A text in one of these scripts is in the only language of a list that has it; names and addresses are not written in them. */
const TELLING_SCRIPTS = new Map([
  ["Cyrl", /\p{Script=Cyrillic}/gu],
  ["Arab", /\p{Script=Arabic}/gu],
  ["Deva", /\p{Script=Devanagari}/gu],
]);

/**
 * The language that the customer writes (ISO 639-1); null if it is not sure. A short message, such as "ok" or a name,
 * never changes it.
 * @param among The languages it can be in; all known ones if left out.
 */
export async function customerLanguage(
  history: readonly ModelMessage[],
  among?: readonly string[],
): Promise<string | null> {
  const texts = history.flatMap((message) => (message.role === "user" ? [message.text] : [])).toReversed();
  const [newest = "", ...earlier] = texts;
  return (await sureLanguage(newest, among)) ?? sureLanguage(earlier.slice(0, TOGETHER).join("\n"), among);
}

async function sureLanguage(text: string, among?: readonly string[]): Promise<string | null> {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS && /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Arabic}/u.test(text)) return null;
  const { language, isSure } = await detectLanguage(text, among);
  if (isSure) return language === UNKNOWN || (among && !among.includes(language)) ? null : language;
  if (!among || (await detectLanguage(text)).isSure) return null;
  return onlyOneInScript(text, letters, among);
}

function onlyOneInScript(text: string, letters: number, among: readonly string[]): string | null {
  for (const [script, pattern] of TELLING_SCRIPTS) {
    const written = text.match(pattern)?.length ?? 0;
    if (written * 2 <= letters) continue;
    const [only, ...others] = among.filter((language) => new Intl.Locale(language).maximize().script === script);
    return only !== undefined && others.length === 0 ? only : null;
  }
  return null;
}
