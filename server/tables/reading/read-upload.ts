import type { ImportColumn, SheetPlace, TableColumn } from "../../schemas/table-column.ts";
import { packRows } from "./pack-rows.ts";
import { proposeColumns } from "./propose-columns.ts";
import { readSheet, type SheetChoice } from "./workbook/read-sheet.ts";
import { invalid } from "./workbook/sheet.ts";

/** The content of an uploaded file: a preview, and the packed rows to import. */
export interface ReadUpload {
  columns: ImportColumn[];
  /** The unconverted cells of the first 20 rows, in the order of the columns. */
  preview: { line: number; cells: string[] }[];
  totalRows: number;
  place: SheetPlace;
  /** The first 100 cells whose formula has no stored result. */
  unknownResults: string[];
  packed: Uint8Array<ArrayBuffer>;
}

const PREVIEW_ROWS = 20;

export interface UploadFile {
  bytes: Uint8Array;
  choice: SheetChoice;
  /** The target table's columns. */
  known: TableColumn[];
}

/**
 * Reads an uploaded file.
 * @throws DomainError invalid that describes the fault in the file.
 */
export async function readUpload({ bytes, choice, known }: UploadFile): Promise<ReadUpload> {
  const sheet = await readSheet(bytes, choice);
  if (sheet.rows.length === 0) throw invalid("The file has a header but no rows.");
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
