import { utils, type CellObject, type DenseWorkSheet, type Range, type WorkBook } from "@e965/xlsx";
import { MAX_TABLE_ROWS } from "../../../schemas/table-column.ts";
import { errorText, isDateFormat, numberText, serialText } from "./cell-text.ts";
import { fillMerged } from "./fill-merged.ts";
import { UNKNOWN_RESULT } from "./mark-unknown-results.ts";
import { LAST_ROW, openWorkbook } from "./open-workbook.ts";
import { invalid, MAX_ROW_CELLS, toSheet, tooManyRows, type Sheet, type SheetRow } from "./sheet.ts";

/**
 * Reads a sheet of an Excel workbook. Formulas are read as their results, and merged cells each get the shared value.
 * @param wanted The sheet's name; by default the first visible sheet that has cells.
 * @throws DomainError invalid.
 */
export function readXlsx(bytes: Buffer, wanted: string | undefined): Sheet {
  const openSheet = openWorkbook(bytes);
  let book = openSheet(wanted ?? 0);
  const sheets = book.SheetNames.filter((_, i) => !isHidden(book, i));
  if (wanted !== undefined && !sheets.includes(wanted)) {
    throw invalid(`The workbook has no sheet "${wanted}" that is not hidden. It has: ${sheets.join(", ") || "none"}.`);
  }
  for (const name of wanted === undefined ? sheets : [wanted]) {
    if (!book.Sheets[name]) book = openSheet(name);
    const lines = linesOf(book, name);
    if (!lines) continue;
    const { rows, unknownResults } = lines;
    return toSheet(rows, { decimalMark: ".", place: { kind: "workbook", sheet: name, sheets }, unknownResults });
  }
  throw invalid(
    wanted === undefined
      ? "No sheet of the workbook that is not hidden has cells. Show the sheet with the rows in Excel, and save it."
      : `The sheet "${wanted}" has no cells.`,
  );
}

/** The rows of each visible sheet that has cells, also if they are no table. Cells merged across rows are filled. */
export function readSheets(bytes: Buffer): { name: string; rows: SheetRow[] }[] {
  const openSheet = openWorkbook(bytes);
  const { SheetNames, Workbook } = openSheet(0);
  return SheetNames.flatMap((name, i) => {
    if ((Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0) return [];
    const book = openSheet(name);
    const lines = filledLines(book, name);
    if (!lines) return [];
    fillMerged(
      lines.merges.filter(({ s, e }) => s.c === e.c),
      lines.rows,
    );
    return [{ name, rows: lines.rows }];
  });
}

interface Lines {
  rows: SheetRow[];
  unknownResults: string[];
}

function linesOf(book: WorkBook, name: string): Lines | null {
  const lines = filledLines(book, name);
  if (lines) fillMerged(lines.merges, lines.rows);
  return lines;
}

/** Returns null when the sheet has no cells or is a chart. */
function filledLines(book: WorkBook, name: string): (Lines & { merges: Range[] }) | null {
  const sheet = book.Sheets[name];
  if (!sheet || !isDense(sheet)) return null;
  const textOf = cellReader(book.Workbook?.WBProps?.date1904 === true);
  const rows: SheetRow[] = [];
  const unknownResults: string[] = [];
  // forEach skips the holes of a sparse array, so a cell far down costs nothing.
  sheet["!data"].forEach((row, at) => {
    if (at > LAST_ROW) return;
    const cells: string[] = [];
    row.forEach((cell, column) => {
      const text = textOf(cell);
      if (text === "") return;
      const isUnknown = text === UNKNOWN_RESULT;
      if (isUnknown && unknownResults.length < MAX_NAMED) unknownResults.push(utils.encode_cell({ r: at, c: column }));
      if (column > MAX_ROW_CELLS)
        throw invalid(`There is a cell far to the right, in ${utils.encode_cell({ r: at, c: column })}. Remove it.`);
      cells[column] = isUnknown ? "" : text;
    });
    rows.push({ line: at + 1, cells: Array.from(cells, (text) => text ?? "") });
  });
  if (rows.every(({ cells }) => cells.length === 0)) return null;
  if (rows.filter(({ cells }) => cells.length > 0).length > MAX_TABLE_ROWS + 1) throw tooManyRows();
  return { rows, unknownResults, merges: sheet["!merges"] ?? [] };
}

/** Maximum number of listed cells without a stored result. */
const MAX_NAMED = 100;

function isHidden(book: WorkBook, index: number): boolean {
  return (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
}

function isDense(sheet: WorkBook["Sheets"][string]): sheet is DenseWorkSheet {
  return Array.isArray(sheet["!data"]);
}

function cellReader(date1904: boolean): (cell: CellObject | undefined) => string {
  return (cell) => {
    if (!cell) return "";
    const { v: value, z } = cell;
    if (cell.t === "e") return errorText(value);
    if (typeof value !== "number") return value === undefined ? "" : String(value);
    const format = typeof z === "string" ? z : "";
    return isDateFormat(format) ? serialText(value, format, date1904) : numberText(value, format);
  };
}
