import { withGuard } from "./formula-guard";
import type { Cell } from "../columns/read-cell";

/**
 * Formats one line of CSV (RFC 4180). Text that a spreadsheet would run as a formula is prefixed with an apostrophe,
 * which an import removes again.
 */
export function csvLine(cells: (Cell | undefined)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: Cell | undefined): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? withGuard(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
