/** Returns the rows with one of them moved by one position; the same rows if it cannot be. */
export function moveRow<T>(rows: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const [moved, other] = [rows[from], rows[to]];
  if (moved === undefined || other === undefined) return [...rows];
  return rows.with(from, other).with(to, moved);
}
