import type { FixedText } from "./fixed-text";
import { addedPlaceholders, lostPlaceholders } from "./placeholders";

/** Why a translation cannot be used, as a sentence; null if it can. */
export function findFault(original: Pick<FixedText, "text" | "limit">, translation: string): string | null {
  if (translation.length > original.limit) {
    const [limit, length] = [original.limit, translation.length].map((n) => n.toLocaleString("en"));
    return `The translation has ${length} characters. This text has at most ${limit}.`;
  }
  const lost = lostPlaceholders(original.text, translation);
  if (lost.length > 0) {
    return `The translation lacks ${lost.join(" and ")}. Write it as in the original: a value takes its place.`;
  }
  const added = addedPlaceholders(original.text, translation);
  return added.length === 0
    ? null
    : `The translation has ${added.join(" and ")}, which the original lacks. Take it out.`;
}
