import type { ErrorDetail } from "@/server/errors";

/** The longest list that any part of a definition may hold: the cells of a table step. */
const MAX_ENTRIES = 200;
/** Far deeper than the editor nests anything. */
const MAX_DEPTH = 50;

interface Place {
  value: unknown;
  path: ErrorDetail["path"];
}

/**
 * The first list that is too long, or the first value that is nested too deeply; null when there is neither. Checks
 * that compare entries or recurse into them must run after this one.
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

/** No key of a definition is longer; a longer key from a client is not repeated whole. */
const MAX_KEY = 100;

function tooLong(count: number): string {
  return `There are ${count} entries here, and no list of an action has more than ${MAX_ENTRIES}. Leave some out.`;
}
