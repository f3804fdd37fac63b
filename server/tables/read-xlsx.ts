import { read, utils, type CellObject, type DenseWorkSheet, type WorkBook } from "@e965/xlsx";
import { invalid, toSheet, tooManyRows, type Sheet, type SheetRow } from "./sheet";
import { MAX_TABLE_COLUMNS, MAX_TABLE_ROWS } from "./table-column";
import { assertUnpacksSmall } from "./unpacked-size";

/**
 * Reads the first sheet of an Excel workbook: results of formulas, dates as dates, merged cells as if each had the value.
 * @throws DomainError invalid.
 */
export function readXlsx(bytes: Buffer): Sheet {
  assertUnpacksSmall(bytes);
  const book = open(bytes);
  const name = book.SheetNames[0];
  const sheet = name === undefined ? undefined : book.Sheets[name];
  if (!sheet || !isDense(sheet)) throw invalid("The workbook has no sheet with cells.");
  return toSheet(linesOf(sheet), ".");
}

/** One more than a table may have, so that too many are noticed. */
const LAST_ROW = MAX_TABLE_ROWS + 2;

function open(bytes: Buffer): WorkBook {
  try {
    // nodim: the size that a sheet claims may be a lie.
    return read(bytes, { dense: true, sheets: 0, sheetRows: LAST_ROW + 1, nodim: true, ...plain });
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw invalid(
      isLocked
        ? "The workbook is protected by a password. Save it without one."
        : "The file cannot be read as an Excel workbook. Open it in Excel and save it as .xlsx, or as CSV.",
    );
  }
}

const plain = { cellDates: true, UTC: true, cellNF: true, cellFormula: false, cellHTML: false, cellText: false };

function isDense(sheet: WorkBook["Sheets"][string]): sheet is DenseWorkSheet {
  return Array.isArray(sheet["!data"]);
}

function linesOf(sheet: DenseWorkSheet): SheetRow[] {
  const lines: SheetRow[] = [];
  // forEach leaves out what is not there, however far down the last row is.
  sheet["!data"].forEach((row, at) => {
    if (at > LAST_ROW) return;
    const cells: string[] = [];
    row.forEach((cell, column) => {
      const text = textOf(cell);
      if (text === "") return;
      if (column > MAX_TABLE_COLUMNS * 5)
        throw invalid(`There is a cell far to the right, in ${utils.encode_cell({ r: at, c: column })}. Remove it.`);
      cells[column] = text;
    });
    lines.push({ line: at + 1, cells: Array.from(cells, (text) => text ?? "") });
  });
  fillMerged(sheet, lines);
  if (lines.filter(({ cells }) => cells.length > 0).length > MAX_TABLE_ROWS + 1) throw tooManyRows();
  return lines;
}

/** Cells that merged ones may cover in all: what a person merges is far less. */
const MAX_MERGED = 1_000_000;

/** A merged header would give several columns one name, so that is a fault. */
function fillMerged(sheet: DenseWorkSheet, lines: SheetRow[]): void {
  const byLine = new Map(lines.map((row) => [row.line, row.cells]));
  const header = lines.find(({ cells }) => cells.length > 0);
  let covered = 0;
  for (const { s, e } of sheet["!merges"] ?? []) {
    const text = byLine.get(s.r + 1)?.[s.c] ?? "";
    if (text === "") continue;
    const range = utils.encode_range({ s, e });
    if (header && s.r + 1 === header.line && e.c > s.c) {
      throw invalid(`The cells ${range} of the header are merged. Split them: every column needs its own name.`);
    }
    const [lastRow, lastColumn] = [Math.min(e.r, LAST_ROW), Math.min(e.c, MAX_TABLE_COLUMNS)];
    covered += (lastRow - s.r + 1) * (lastColumn - s.c + 1);
    if (covered > MAX_MERGED) throw invalid(`Too many cells are merged, such as ${range}. Split them.`);
    for (let row = s.r; row <= lastRow; row += 1) fillCells(byLine.get(row + 1) ?? [], s.c, lastColumn, text);
  }
}

/** A row without any cell of its own stays empty. */
function fillCells(cells: string[], from: number, to: number, text: string): void {
  if (cells.length === 0) return;
  while (cells.length < from) cells.push("");
  for (let column = from; column <= to; column += 1) cells[column] = text;
}

function textOf(cell: CellObject | undefined): string {
  if (!cell) return "";
  const { v: value, z: format } = cell;
  if (value instanceof Date) return dateText(value, typeof format === "string" ? format : "");
  // A code such as 00042 is kept by Excel as the number 42 that is shown with zeros before it.
  const zeros = typeof format === "string" && typeof value === "number" ? /^0{2,}$/.exec(format)?.[0] : undefined;
  if (zeros && Number.isInteger(value)) return String(value).padStart(zeros.length, "0");
  if (cell.t === "e") return cell.w ?? "#ERROR";
  // Excel keeps 15 digits; what follows comes from how it reckons.
  if (typeof value === "number") return String(Number(value.toPrecision(15)));
  return value === undefined ? "" : String(value);
}

/** Excel knows no time zone: a moment is taken as UTC, to the second. */
function dateText(value: Date, format: string): string {
  if (Number.isNaN(value.getTime())) return "";
  const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  const [date = "", time = ""] = iso.replace(".000Z", "Z").split("T");
  const hasDate = format === "" || /[dy]/i.test(format.replace(/\[[^\]]*\]|"[^"]*"/g, ""));
  if (!hasDate) return time.replace("Z", "");
  return time === "00:00:00Z" ? date : `${date}T${time}`;
}
