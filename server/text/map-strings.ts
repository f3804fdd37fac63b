/** JSON deeper than this is cut off: everything that walks it, PostgreSQL included, has its limits. */
const MAX_DEPTH = 200;

/**
 * A JSON value with every text in it changed, names of fields too. Numbers go through `change` as they are written and
 * become its text where it changed that. What is nested more than 200 levels deep becomes a note that says so.
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
