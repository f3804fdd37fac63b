import type { ThreadEntry } from "./inbox-types";

/** The language of the customer's newest message whose language is sure. */
export function customerLanguage(entries: readonly ThreadEntry[]): string | null {
  const known = entries.findLast((entry) => entry.type === "message" && typeof entry.language === "string");
  return (known?.type === "message" && known.language) || null;
}
