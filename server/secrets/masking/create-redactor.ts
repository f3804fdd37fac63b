import { createSecretFinder } from "./find-secrets";
import { listWords } from "./list-words";
import { maskSpans } from "./mask-texts";

/**
 * Creates a function that replaces every secret in a text by •••. It finds plain secrets, percent-encoded ones, those
 * escaped as in JSON or HTML, also when nested, and those in Base64 (as in Basic authentication). Its work is linear in
 * the length of the text.
 */
export function createRedactor(secrets: string[]): (text: string) => string {
  const words = listWords(secrets);
  if (words.length === 0) return (text) => text;
  const { find } = createSecretFinder(words);
  return (text) => maskSpans(text, find(text));
}
