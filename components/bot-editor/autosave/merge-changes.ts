import { hashKey } from "@tanstack/react-query";

interface Merged<T> {
  /** The fields that one side changed, as it changed them; of the conflicts, mine. */
  value: T;
  /** The fields that both sides changed to different values. */
  conflicts: (keyof T)[];
}

/** Merges two changed versions of an object, field by field. */
export function mergeChanges<T extends object>(base: T, mine: T, theirs: T): Merged<T> {
  const value = { ...theirs };
  const conflicts: (keyof T)[] = [];
  for (const key of changedKeys(base, mine)) {
    value[key] = mine[key];
    const isOnlyMine = isSame(base[key], theirs[key]);
    if (!isOnlyMine && !isSame(mine[key], theirs[key])) conflicts.push(key);
  }
  return { value, conflicts };
}

/** The fields whose values differ. */
export function changedKeys<T extends object>(before: T, after: T): (keyof T)[] {
  return keysOf(after).filter((key) => !isSame(before[key], after[key]));
}

/** True if both have the same content; the database may have reordered the keys. */
export function isSame(a: unknown, b: unknown): boolean {
  return hashKey([a]) === hashKey([b]);
}

/** Some of the fields of an object. */
export function pick<T extends object>(source: T, keys: (keyof T)[]): Partial<T> {
  const picked: Partial<T> = {};
  for (const key of keys) picked[key] = source[key];
  return picked;
}

/** The keys of an object that has no others than its type says. */
function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[];
}
