/** A value that a change set, and the one before. */
export interface ChangedValue {
  /** The names that lead to it, such as `settings › widget › title`. */
  name: string;
  before: unknown;
  after: unknown;
}

type Fields = Record<string, unknown>;

/** What differs between a thing's fields before and after a change. Objects are compared field by field. */
export function changedValues(before: Fields | null, after: Fields | null, path: string[] = []): ChangedValue[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((name) => {
    const [was, is] = [before?.[name], after?.[name]];
    if (isObject(was) && isObject(is)) return changedValues(was, is, [...path, name]);
    return isSame(was, is) ? [] : [{ name: [...path, name].join(" › "), before: was, after: is }];
  });
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What was made has fields without a value, which say nothing. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
