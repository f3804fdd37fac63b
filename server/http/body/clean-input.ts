import { storableText } from "@/server/text/storable-text";
import { DomainError } from "@/server/errors";

/** Far deeper than any verb's input. Limited because zod and JSON.stringify recurse. */
const DEEPEST = 100;
/** The largest action, with twenty webhooks of 200 fields each, has about 25,000. */
export const MOST_PARTS = 30_000;

/**
 * Makes the texts and field names of a JSON value storable in PostgreSQL: NUL and halves of surrogate pairs become
 * U+FFFD. Other values (a form, a file) are left unchanged.
 * @param most The maximum total number of fields and items, because zod collects the faults of each one.
 * @throws DomainError invalid for a value with more of them, or one that is nested deeper than 100 levels.
 */
export function cleanInput(value: unknown, most = MOST_PARTS): unknown {
  const count = partCounter(most);
  function clean(part: unknown, depth: number): unknown {
    if (typeof part === "string") return storableText(part);
    if (typeof part !== "object" || part === null) return part;
    if (depth === DEEPEST) {
      throw new DomainError("invalid", `The input is nested deeper than ${DEEPEST} levels. Send it in a flatter form.`);
    }
    if (Array.isArray(part)) {
      count(part.length);
      return part.map((item) => clean(item, depth + 1));
    }
    if (!isPlain(part)) return part;
    count(Object.keys(part).length);
    const fields = Object.entries(part).map(([key, inner]) => [storableText(key), clean(inner, depth + 1)]);
    return Object.fromEntries(fields);
  }
  return clean(value, 0);
}

/**
 * Refuses a JSON value with too many fields and items; does not change it.
 * @throws DomainError invalid.
 */
export function assertFewParts(value: unknown, most = MOST_PARTS): void {
  const count = partCounter(most);
  const left = [value];
  while (left.length > 0) {
    const part = left.pop();
    if (typeof part !== "object" || part === null) continue;
    const inner: unknown[] = Array.isArray(part) ? part : Object.values(part);
    count(inner.length);
    // Spreading a long list into arguments would exceed the stack.
    for (const one of inner) left.push(one);
  }
}

/** Counts parts before they are visited, so that the work is limited, too. */
function partCounter(most: number): (parts: number) => void {
  let left = most;
  return (parts) => {
    left -= parts;
    if (left >= 0) return;
    const limit = most.toLocaleString("en");
    throw new DomainError("invalid", `The input has more than ${limit} fields and items. Send fewer of them.`);
  };
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
