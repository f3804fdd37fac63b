import { DomainError } from "../../../errors.ts";
import { plainName } from "../../columns/column-key.ts";
import { isVisible } from "../../../text/visible-text.ts";
import { MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, type SheetPlace } from "../../../schemas/table-column.ts";

/** One row of a file: its line, counted from 1, and its cells as texts. Trailing cells may be missing. */
export interface SheetRow {
  line: number;
  cells: string[];
}

/** A file's header and rows, whatever its format. */
export interface Sheet {
  header: string[];
  rows: SheetRow[];
  /** The decimal mark that the file's format suggests. */
  decimalMark: "." | ",";
  place: SheetPlace;
  /** References of cells whose formula has no stored result, such as C2. They are read as empty. */
  unknownResults: string[];
}

/** Maximum number of cells in a row: far more than a table allows, yet safe for memory. */
export const MAX_ROW_CELLS = MAX_TABLE_COLUMNS * 5;

/**
 * Builds a sheet with the first filled row as its header.
 * @throws DomainError invalid that lists the columns without a name or with a duplicate name.
 */
export function toSheet(lines: SheetRow[], about: Omit<Sheet, "header" | "rows">): Sheet {
  const [first, ...rows] = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (!first) throw invalid("The file is empty. Its first line names the columns.");
  const width = rows.reduce((width, { cells }) => Math.max(width, filledWidth(cells)), filledWidth(first.cells));
  // Spreadsheets may leave empty columns on the right, without a name or a value. They are dropped.
  const header = first.cells.slice(0, Math.min(width, Math.max(first.cells.length, 1))).map((name) => name.trim());
  if (header.length > MAX_TABLE_COLUMNS) {
    throw invalid(`The file has ${header.length} columns; a table has at most ${MAX_TABLE_COLUMNS}.`);
  }
  if (rows.length > MAX_TABLE_ROWS) throw tooManyRows();
  const faults = headerFaults(header);
  if (faults.length > 0) throw invalid(faults.slice(0, 5).join(" "), faults);
  return { header, rows, ...about };
}

/** The error for a file with more rows than a table may have. */
export function tooManyRows(): DomainError {
  const most = MAX_TABLE_ROWS.toLocaleString("en");
  return invalid(`The file has more than ${most} rows, which is as many as a table can have. Split it.`);
}

/** The error for a file that cannot be read. @param faults All faults, if the message does not include them. */
export function invalid(message: string, faults: string[] = [message]): DomainError {
  return new DomainError("invalid", message, { details: faults.map((message) => ({ path: ["file"], message })) });
}

/** Counts a row's cells up to its last one with a value. */
export function filledWidth(cells: string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "") + 1;
}

function headerFaults(header: string[]): string[] {
  return header.flatMap((name, i) => {
    if (!isVisible(name)) return [`Column ${i + 1} has no name in the first line. Give it one.`];
    if (name.length > 200)
      return [`The name of column ${i + 1} is longer than 200 characters. Is the first line a header?`];
    const first = header.findIndex((other) => plainName(other) === plainName(name));
    return first < i ? [`Columns ${first + 1} and ${i + 1} are both named "${name}". Rename one.`] : [];
  });
}
