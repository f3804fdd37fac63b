interface Row {
  id: string;
  /** ISO 8601 with microseconds, so that texts compare as instants do. */
  lastMessageAt: string;
}

interface Page<R> {
  rows: R[];
  nextCursor: string | null;
}

/**
 * Puts the newest page, just read again, in front of the pages that were read before. What the newest page covers is
 * taken from it alone: a row that no longer fits the filters is gone. Rows below it stay as they were.
 */
export function mergeNewestPage<R extends Row, P extends Page<R>>(pages: readonly P[], newest: P): P[] {
  const last = newest.rows.at(-1);
  const [, ...older] = pages;
  if (newest.nextCursor === null || last === undefined || older.length === 0) return [newest];
  const fresh = new Set(newest.rows.map(({ id }) => id));
  const below = (row: R) => !fresh.has(row.id) && comesAfter(row, last);
  // Rows that more recent ones have pushed out of the first page stand at the head of the second.
  const pushedOut = pages[0]?.rows.filter(below) ?? [];
  const rest = older.map((page, index) => {
    const rows = page.rows.filter(below);
    return { ...page, rows: index === 0 ? [...pushedOut, ...rows] : rows };
  });
  return [newest, ...rest];
}

/** The list's order: the one that spoke last first; ids decide within one instant. */
function comesAfter(row: Row, last: Row): boolean {
  if (row.lastMessageAt !== last.lastMessageAt) return row.lastMessageAt < last.lastMessageAt;
  return row.id < last.id;
}
