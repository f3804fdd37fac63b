import type { ErrorDetail } from "@/server/errors";

/** The longest list in a valid definition: the cells of a table step. */
const MAX_ENTRIES = 200;
/** Much deeper than any valid definition. */
const MAX_DEPTH = 50;

interface Place {
  value: unknown;
  path: ErrorDetail["path"];
}

/**
 * Finds the first list that is too long or value that is nested too deeply; null when there is neither. Must run before
 * checks that compare entries or recurse.
 */
export function findTooLarge(input: unknown): ErrorDetail | null {
  const waiting: Place[] = [{ value: input, path: [] }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value, path } = place;
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= MAX_DEPTH)
      return { path, message: `An action is at most ${MAX_DEPTH} levels deep. Flatten it.` };
    const entries = Object.entries(value);
    if (entries.length > MAX_ENTRIES) return { path, message: tooLong(entries.length) };
    for (const [key, inner] of entries.toReversed()) {
      waiting.push({ value: inner, path: [...path, Array.isArray(value) ? Number(key) : key.slice(0, MAX_KEY)] });
    }
  }
  return null;
}

/** No key of a valid definition is longer, so longer keys are shortened in the message. */
const MAX_KEY = 100;

function tooLong(count: number): string {
  return `There are ${count} entries here, and no list of an action has more than ${MAX_ENTRIES}. Leave some out.`;
}
