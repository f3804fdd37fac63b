import { storableText } from "@/server/text/storable-text";
import { DomainError } from "@/server/errors";

/** No verb takes input nearly as deep, and both zod and JSON.stringify recurse. */
const DEEPEST = 100;

/**
 * A JSON value whose texts, names of fields too, PostgreSQL can keep: NUL and halves of surrogate pairs become U+FFFD.
 * Other values (a form, a file) stay as they are.
 * @throws DomainError invalid for a value that is nested deeper than 100 levels.
 */
export function cleanInput(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === DEEPEST) {
    throw new DomainError("invalid", `The input is nested deeper than ${DEEPEST} levels. Send it in a flatter form.`);
  }
  if (Array.isArray(value)) return value.map((item) => cleanInput(item, depth + 1));
  if (!isPlain(value)) return value;
  const fields = Object.entries(value).map(([key, inner]) => [storableText(key), cleanInput(inner, depth + 1)]);
  return Object.fromEntries(fields);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
