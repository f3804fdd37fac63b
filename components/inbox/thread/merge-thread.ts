interface Entry {
  id: string;
}

/** A part of a thread, oldest entry first. */
export interface ThreadPiece<T extends Entry> {
  entries: T[];
  /** The position before which older entries can be read; null at the start of the thread. */
  nextBefore: number | null;
}

/**
 * Replaces the end of a thread with the newest page, read again. If there is a gap between the two, only the new page
 * stays; scrolling up loads the entries between.
 */
export function mergeNewest<T extends Entry>(known: ThreadPiece<T> | null, newest: ThreadPiece<T>): ThreadPiece<T> {
  if (known === null || newest.nextBefore === null) return newest;
  const fresh = idsOf(newest);
  const overlap = known.entries.findIndex(({ id }) => fresh.has(id));
  if (overlap <= 0) return newest;
  return { entries: [...known.entries.slice(0, overlap), ...newest.entries], nextBefore: known.nextBefore };
}

/** Puts older entries in front. */
export function prependOlder<T extends Entry>(known: ThreadPiece<T>, older: ThreadPiece<T>): ThreadPiece<T> {
  const there = idsOf(known);
  return {
    entries: [...older.entries.filter(({ id }) => !there.has(id)), ...known.entries],
    nextBefore: older.nextBefore,
  };
}

/** Updates entries that are already loaded; ignores others. */
export function replaceKnown<T extends Entry>(known: ThreadPiece<T>, changed: readonly T[]): ThreadPiece<T> {
  const byId = new Map(changed.map((entry) => [entry.id, entry]));
  return { ...known, entries: known.entries.map((entry) => byId.get(entry.id) ?? entry) };
}

function idsOf({ entries }: { entries: readonly Entry[] }): Set<string> {
  return new Set(entries.map(({ id }) => id));
}
