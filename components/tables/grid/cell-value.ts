import { cellFault, readCell } from "@/server/tables/columns/read-cell";
import type { ColumnType, TableColumn } from "@/server/schemas/table-column";

export type CellValue = string | number | boolean;
type Read = { ok: true; value: CellValue | null } | { ok: false; message: string };

/** A cell as it is shown; dates and times are in UTC, as bots and exports have them. */
export function cellText(value: CellValue | null | undefined, type: ColumnType): string {
  if (type !== "datetime" || typeof value !== "string") return plainText(value);
  const inBox = editorText(value, type);
  return inBox === value ? value : `${inBox.replace("T", " ")} UTC`;
}

/** A cell as it is copied: what a paste reads again. */
export function plainText(value: CellValue | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** What the cell's editor starts with. `<input type="datetime-local">` knows no zone, and wants no empty seconds. */
export function editorText(value: CellValue | null | undefined, type: ColumnType): string {
  if (type !== "datetime" || typeof value !== "string") return plainText(value);
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  return at.toISOString().replace(/(?::00)?\.000Z$|Z$/u, "");
}

/** What was typed or pasted into a cell as a value of its column; null: the cell is cleared. */
export function readTyped(typed: string, column: Pick<TableColumn, "name" | "type">): Read {
  const read = readCell(column.type, typed);
  return read.ok ? read : { ok: false, message: cellFault(column, read.expected, typed) };
}
