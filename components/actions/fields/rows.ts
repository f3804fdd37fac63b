interface Keyed {
  key: string;
}

let keys = 0;

/** Creates a key for a row, unique while the page is open. */
export function newKey(): string {
  keys += 1;
  return `row-${keys}`;
}

/** Returns the list with one row changed. */
export function changeRow<T extends Keyed>(rows: T[], key: string, part: Partial<T>): T[] {
  return rows.map((row) => (row.key === key ? { ...row, ...part } : row));
}

export function removeRow<T extends Keyed>(rows: T[], key: string): T[] {
  return rows.filter((row) => row.key !== key);
}

/** Returns the list with one row moved, or the same list if an index is out of range. */
export function moveRow<T>(rows: T[], from: number, to: number): T[] {
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length) return rows;
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

/** Removes the keys of rows before they are sent. */
export function withoutKeys<T extends Keyed>(rows: T[]): Omit<T, "key">[] {
  return rows.map(({ key: _key, ...row }) => row);
}

export function withKeys<T extends object>(items: readonly T[]): (T & Keyed)[] {
  return items.map((item) => ({ ...item, key: newKey() }));
}
