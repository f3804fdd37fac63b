/** Deeper JSON is replaced by a note, because recursive code and PostgreSQL have depth limits. */
const MAX_DEPTH = 200;

/**
 * Applies a function to every text and key of a JSON value. A number becomes a text if `change` changes its digits.
 * Values nested more than 200 levels deep are replaced by a note.
 */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  return mapTo(value, change, MAX_DEPTH);
}

function mapTo(value: unknown, change: (text: string) => string, depth: number): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value === "number") {
    const written = String(value);
    const changed = change(written);
    return changed === written ? value : changed;
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "[nested too deeply]";
  if (Array.isArray(value)) return value.map((item) => mapTo(item, change, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [change(key), mapTo(inner, change, depth - 1)]),
  );
}
