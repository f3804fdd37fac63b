import { cellFault, readCell, type ReadCell } from "../columns/read-cell.ts";
import { readNumber } from "./read-number.ts";
import type { SheetRow } from "./workbook/sheet.ts";
import type { ImportColumn, ImportFault, RowValues } from "../../schemas/table-column.ts";

/** The cells of a file's row, or the faults for which it cannot be imported. */
export type ConvertedRow = { line: number; values: RowValues } | { line: number; faults: ImportFault[] };

/** Converts a file's row to cells by the plan. @param width The number of columns in the file's header. */
export function convertRow({ line, cells }: SheetRow, plan: ImportColumn[], width: number): ConvertedRow {
  const values: RowValues = {};
  const faults: ImportFault[] = [];
  const filled = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (filled > width) {
    const message = `The line has ${filled} cells, the header has ${width}. Is there a separator within a text that lacks quotes?`;
    return { line, faults: [{ line, column: null, message }] };
  }
  for (const column of plan) {
    const text = cells[column.index] ?? "";
    const read = readImported(column, text);
    if (!read.ok) faults.push({ line, column: column.name, message: cellFault(column, read.expected, text) });
    else if (read.value !== null) values[column.key] = read.value;
  }
  return faults.length > 0 ? { line, faults } : { line, values };
}

/** Reads a cell; numbers use the column's decimal mark, which depends on the country that the file comes from. */
function readImported({ type, decimalMark }: ImportColumn, text: string): ReadCell {
  const number = type === "number" ? readNumber(text, decimalMark) : null;
  return number === null ? readCell(type, text) : { ok: true, value: number };
}
