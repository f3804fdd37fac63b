import { z } from "zod";

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const found = z.looseObject({ rows: z.array(z.record(z.string(), cell)) });

/** Rows found by a step, as a table. Columns are in order of first appearance. */
export interface FoundRows {
  columns: string[];
  rows: string[][];
}

/** Reads a table step's result; null if it found no rows or is not a table result. */
export function foundRows(body: unknown): FoundRows | null {
  const rows = found.safeParse(body).data?.rows ?? [];
  if (rows.length === 0) return null;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns, rows: rows.map((row) => columns.map((column) => shown(row[column]))) };
}

function shown(value: z.infer<typeof cell> | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return String(value);
}
