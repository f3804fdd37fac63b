import type { ImportColumn, ImportFault } from "../../schemas/table-column.ts";
import { convertRow } from "./convert-row.ts";
import { unpackRows } from "./pack-rows.ts";

/** Rows of an upload, and what becomes of its columns. */
export interface PackedRows {
  /** As `packRows` gives them. */
  packed: Uint8Array;
  plan: ImportColumn[];
  /** How many columns the file's header names. */
  width: number;
  /** Positions of rows, counted from 0: the first, and the one after the last. */
  from: number;
  to: number;
}

export interface CheckedRows {
  /** The first faults. */
  faults: ImportFault[];
  badRows: number;
}

const MAX_FAULTS = 1000;

/** Finds the rows of an upload that cannot be imported. */
export async function checkRows({ packed, plan, width, from, to }: PackedRows): Promise<CheckedRows> {
  const checked: CheckedRows = { faults: [], badRows: 0 };
  for (const row of await unpackRows(packed, from, to)) {
    const converted = convertRow(row, plan, width);
    if ("values" in converted) continue;
    checked.badRows += 1;
    checked.faults.push(...converted.faults.slice(0, MAX_FAULTS - checked.faults.length));
  }
  return checked;
}
