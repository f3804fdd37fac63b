import { cellFault, readCell } from "@/server/tables/columns/read-cell";
import type { ColumnType, TableColumn } from "@/server/schemas/table-column";

export type CellValue = string | number | boolean;
type Read = { ok: true; value: CellValue | null } | { ok: false; message: string };

/** A cell's value as displayed. Dates and times are in UTC, as in bots and exports. */
export function cellText(value: CellValue | null | undefined, type: ColumnType): string {
  if (type !== "datetime" || typeof value !== "string") return plainText(value);
  const inBox = editorText(value, type);
  return inBox === value ? value : `${inBox.replace("T", " ")} UTC`;
}

/** A cell's value as copied; pasting it gives the same value. */
export function plainText(value: CellValue | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** The editor's initial text. `<input type="datetime-local">` has no time zone and rejects empty seconds. */
export function editorText(value: CellValue | null | undefined, type: ColumnType): string {
  if (type !== "datetime" || typeof value !== "string") return plainText(value);
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  return at.toISOString().replace(/(?::00)?\.000Z$|Z$/u, "");
}

/** Parses a typed or pasted text as a value of the column; null clears the cell. */
export function readTyped(typed: string, column: Pick<TableColumn, "name" | "type">): Read {
  const read = readCell(column.type, typed);
  return read.ok ? read : { ok: false, message: cellFault(column, read.expected, typed) };
}
