interface Entry {
  id: string;
}

/** A piece of a thread, oldest first. */
export interface ThreadPiece<T extends Entry> {
  entries: T[];
  /** Where the piece before it ends; null at the thread's beginning. */
  nextBefore: number | null;
}

/**
 * Puts the thread's end, just read again, in the place of what was known of it. When so much has come that the two no
 * longer touch, only the end stands: what lies between is read again by scrolling up.
 */
export function mergeNewest<T extends Entry>(known: ThreadPiece<T> | null, newest: ThreadPiece<T>): ThreadPiece<T> {
  if (known === null || newest.nextBefore === null) return newest;
  const fresh = idsOf(newest);
  const overlap = known.entries.findIndex(({ id }) => fresh.has(id));
  if (overlap <= 0) return newest;
  return { entries: [...known.entries.slice(0, overlap), ...newest.entries], nextBefore: known.nextBefore };
}

/** Puts an older piece in front. */
export function prependOlder<T extends Entry>(known: ThreadPiece<T>, older: ThreadPiece<T>): ThreadPiece<T> {
  const there = idsOf(known);
  return {
    entries: [...older.entries.filter(({ id }) => !there.has(id)), ...known.entries],
    nextBefore: older.nextBefore,
  };
}

/** Takes over what has changed of the entries that are known, wherever they stand. */
export function replaceKnown<T extends Entry>(known: ThreadPiece<T>, changed: readonly T[]): ThreadPiece<T> {
  const byId = new Map(changed.map((entry) => [entry.id, entry]));
  return { ...known, entries: known.entries.map((entry) => byId.get(entry.id) ?? entry) };
}

function idsOf({ entries }: { entries: readonly Entry[] }): Set<string> {
  return new Set(entries.map(({ id }) => id));
}
