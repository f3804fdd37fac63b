import { z } from "zod";
import { nameText } from "../input-types.ts";

/** The limits of a table. */
export const MAX_TABLE_COLUMNS = 200;
export const MAX_TABLE_ROWS = 100_000;
export const MAX_CELL_CHARACTERS = 10_000;
/** Rows that one edit changes or adds. */
export const MAX_EDITED_ROWS = 1000;
/** Cells that one edit changes or adds. */
export const MAX_EDITED_CELLS = 20_000;
/** Rows that one edit removes or restores. */
export const MAX_REMOVED_ROWS = 5000;
export const MAX_IMPORT_BYTES = 30 * 1024 * 1024;

export const columnTypes = ["text", "number", "boolean", "date", "datetime"] as const;

export const columnName = nameText("Give the column a name.", 200);

export const tableColumn = z.object({
  /** Never changes: rows, steps and filters refer to the column by it. */
  key: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
  /** The name shown to people and models. */
  name: columnName,
  type: z.enum(columnTypes),
});

/** An address whose CSV is read again on a schedule. */
export const tableSource = z.object({
  kind: z.enum(["csv_url", "google_sheet"]),
  url: z.string().min(1).max(4000),
  everyMinutes: z.int().min(5).max(43_200),
  lastRefreshedAt: z.string().nullable(),
  lastTriedAt: z.string().nullable(),
  /** Why the last refresh failed; the previous rows are kept. */
  lastError: z.string().nullable(),
  /** Failed refreshes since the last success; absent when there are none. */
  failedTries: z.int().optional(),
});

/** A row of an imported file that was rejected. */
export const importFault = z.object({
  /** The line in the file; the header is line 1. */
  line: z.int(),
  column: z.string().nullable(),
  message: z.string(),
});

/** The separators that a CSV file may have. */
export const separators = [",", ";", "\t", "|"] as const;
export const separator = z.enum(separators);
export type Separator = z.infer<typeof separator>;

/** Where a file's rows were found: the sheet of a workbook, or the separator of a CSV file. */
export const sheetPlace = z.discriminatedUnion("kind", [
  /** `sheets` lists those that are not hidden. */
  z.object({ kind: z.literal("workbook"), sheet: z.string(), sheets: z.array(z.string()) }),
  z.object({ kind: z.literal("text"), separator }),
]);
export type SheetPlace = z.infer<typeof sheetPlace>;

export type ColumnType = (typeof columnTypes)[number];
export type TableColumn = z.infer<typeof tableColumn>;
export type TableSource = z.infer<typeof tableSource>;
export type ImportFault = z.infer<typeof importFault>;

/** Values by column key; a cell without a value has no key. */
export type RowValues = Record<string, string | number | boolean>;

/** A column of a file that is being imported. */
export interface ImportColumn extends TableColumn {
  /** Its position in the file, from 0. */
  index: number;
  /** The character before the decimals in this column's numbers. */
  decimalMark: DecimalMark;
}

export type DecimalMark = "." | ",";
