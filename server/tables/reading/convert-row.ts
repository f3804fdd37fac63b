import { cellFault, readCell, type ReadCell } from "../columns/read-cell.ts";
import { readNumber } from "./read-number.ts";
import type { SheetRow } from "./workbook/sheet.ts";
import type { ImportColumn, ImportFault, RowValues } from "../../schemas/table-column.ts";

/** What becomes of a file's row: cells fit to keep, or what is wrong with it. */
export type ConvertedRow = { line: number; values: RowValues } | { line: number; faults: ImportFault[] };

/** @param width How many columns the file's header names. */
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

/** Files write numbers in the manner of their country. */
function readImported({ type, decimalMark }: ImportColumn, text: string): ReadCell {
  const number = type === "number" ? readNumber(text, decimalMark) : null;
  return number === null ? readCell(type, text) : { ok: true, value: number };
}
