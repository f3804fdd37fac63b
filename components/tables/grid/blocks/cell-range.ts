import type { Place } from "../grid-keys";

/** A rectangle of cells. Columns count from 1, as those of places. */
export interface CellRange {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The rectangle between two cells. The header and the row numbers are not part of it. */
export function rangeBetween(one: Place, other: Place): CellRange {
  return {
    top: Math.max(0, Math.min(one.row, other.row)),
    bottom: Math.max(0, one.row, other.row),
    left: Math.max(1, Math.min(one.column, other.column)),
    right: Math.max(1, one.column, other.column),
  };
}

/** Whether a cell is in a rectangle. */
export function isInRange(range: CellRange | null, { row, column }: Place): boolean {
  return range !== null && row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

/** The number of rows and columns of a rectangle. */
export function sizeOf({ top, bottom, left, right }: CellRange): { rows: number; columns: number } {
  return { rows: bottom - top + 1, columns: right - left + 1 };
}

/** A number of rows and columns in words: "3 rows and 1 column". */
export function sizeText({ rows, columns }: { rows: number; columns: number }): string {
  return `${counted(rows, "row")} and ${counted(columns, "column")}`;
}

/** A number with its noun: "1 row", "1,000 rows". */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString("en")} ${noun}s`;
}
