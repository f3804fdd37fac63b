import { z } from "zod";

/** What a table may hold at most. */
export const MAX_TABLE_COLUMNS = 200;
export const MAX_TABLE_ROWS = 100_000;
export const MAX_CELL_CHARACTERS = 10_000;
export const MAX_IMPORT_BYTES = 30 * 1024 * 1024;

export const columnTypes = ["text", "number", "boolean", "date", "datetime"] as const;

export const columnName = z.string().trim().min(1, "Give the column a name.").max(200);

export const tableColumn = z.object({
  /** Fixed for good: rows, steps and filters name the column by it. */
  key: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
  /** As people and models read it. */
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
  /** Why the last refresh failed; the rows before it are kept. */
  lastError: z.string().nullable(),
  /** Refreshes that failed since the last that did not; absent: none. */
  failedTries: z.int().optional(),
});

/** A row of an imported file that cannot be taken. */
export const importFault = z.object({
  /** In the file, the header being line 1. */
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
  /** `sheets`: those that are not hidden. */
  z.object({ kind: z.literal("workbook"), sheet: z.string(), sheets: z.array(z.string()) }),
  z.object({ kind: z.literal("text"), separator }),
]);
export type SheetPlace = z.infer<typeof sheetPlace>;

export type ColumnType = (typeof columnTypes)[number];
export type TableColumn = z.infer<typeof tableColumn>;
export type TableSource = z.infer<typeof tableSource>;
export type ImportFault = z.infer<typeof importFault>;

/** By column key; a cell without a value has no key. */
export type RowValues = Record<string, string | number | boolean>;

/** A column of a file on its way into a table. */
export interface ImportColumn extends TableColumn {
  /** Its place in the file, from 0. */
  index: number;
  /** What stands before the decimals in this column's numbers. */
  decimalMark: DecimalMark;
}

export type DecimalMark = "." | ",";
