import { createSecretFinder } from "./find-secrets";
import { listWords } from "./list-words";
import { maskSpans } from "./mask-texts";

/**
 * Makes the function that puts ••• in place of every secret in a text, however it is written there: plain, percent-
 * encoded, escaped as in JSON or HTML, once or several times over, or within Base64 (as in Basic authentication). Its
 * work is linear in the length of the text.
 */
export function createRedactor(secrets: string[]): (text: string) => string {
  const words = listWords(secrets);
  if (words.length === 0) return (text) => text;
  const { find } = createSecretFinder(words);
  return (text) => maskSpans(text, find(text));
}
