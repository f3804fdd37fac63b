/** Reads parts of a document whose structure is unknown. */

export type Loose = Record<string, unknown>;

/** The value if it is an object, otherwise an empty object. */
export function objectIn(value: unknown): Loose {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textIn(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

/** The own entries of an object whose values are objects. */
export function entriesIn(value: unknown): [string, Loose][] {
  return Object.entries(objectIn(value)).flatMap(([key, inner]) => (isObject(inner) ? [[key, inner]] : []));
}
