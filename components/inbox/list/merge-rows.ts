interface Row {
  id: string;
  /** ISO 8601 with microseconds, so that comparing strings compares instants. */
  lastMessageAt: string;
}

interface Page<R> {
  rows: R[];
  nextCursor: string | null;
}

/**
 * Puts the newest page, read again, in front of the older pages. It replaces every row in its range, so a row that no
 * longer matches the filters disappears; rows below it stay unchanged.
 */
export function mergeNewestPage<R extends Row, P extends Page<R>>(pages: readonly P[], newest: P): P[] {
  const last = newest.rows.at(-1);
  const [, ...older] = pages;
  if (newest.nextCursor === null || last === undefined || older.length === 0) return [newest];
  const fresh = new Set(newest.rows.map(({ id }) => id));
  const below = (row: R) => !fresh.has(row.id) && comesAfter(row, last);
  // Rows that newer ones have pushed out of the first page start the second page.
  const pushedOut = pages[0]?.rows.filter(below) ?? [];
  const rest = older.map((page, index) => {
    const rows = page.rows.filter(below);
    return { ...page, rows: index === 0 ? [...pushedOut, ...rows] : rows };
  });
  return [newest, ...rest];
}

/** The list's order: newest message first, then by id. */
function comesAfter(row: Row, last: Row): boolean {
  if (row.lastMessageAt !== last.lastMessageAt) return row.lastMessageAt < last.lastMessageAt;
  return row.id < last.id;
}
