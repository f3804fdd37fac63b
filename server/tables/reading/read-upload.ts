import type { ImportColumn, SheetPlace, TableColumn } from "../../schemas/table-column.ts";
import { packRows } from "./pack-rows.ts";
import { proposeColumns } from "./propose-columns.ts";
import { readSheet, type SheetChoice } from "./workbook/read-sheet.ts";
import { invalid } from "./workbook/sheet.ts";

/** The content of a file: a preview for people, and the rows to import. */
export interface ReadUpload {
  columns: ImportColumn[];
  /** Cells of the first 20 rows as they stand in the file, in the order of the columns. */
  preview: { line: number; cells: string[] }[];
  totalRows: number;
  place: SheetPlace;
  /** Cells whose formula has no stored result; the first 100. */
  unknownResults: string[];
  packed: Uint8Array<ArrayBuffer>;
}

const PREVIEW_ROWS = 20;

export interface UploadFile {
  bytes: Uint8Array;
  choice: SheetChoice;
  /** Columns of the table that it is meant for. */
  known: TableColumn[];
}

/**
 * Reads a file that is to become rows.
 * @throws DomainError invalid that says what is wrong with the file.
 */
export async function readUpload({ bytes, choice, known }: UploadFile): Promise<ReadUpload> {
  const sheet = await readSheet(bytes, choice);
  if (sheet.rows.length === 0) throw invalid("The file has a header and no rows.");
  const columns = proposeColumns(sheet, known);
  return {
    columns,
    preview: sheet.rows.slice(0, PREVIEW_ROWS).map(({ line, cells }) => ({
      line,
      cells: columns.map(({ index }) => cells[index] ?? ""),
    })),
    totalRows: sheet.rows.length,
    place: sheet.place,
    unknownResults: sheet.unknownResults,
    packed: new Uint8Array(await packRows(sheet.rows)),
  };
}
