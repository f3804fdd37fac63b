import type { ImportColumn, ImportFault } from "../../schemas/table-column.ts";
import { convertRow } from "./convert-row.ts";
import { unpackRows } from "./pack-rows.ts";

/** A range of an upload's rows, and the plan of its columns. */
export interface PackedRows {
  /** The result of `packRows`. */
  packed: Uint8Array;
  plan: ImportColumn[];
  /** The number of columns in the file's header. */
  width: number;
  /** A range of row positions from 0; `to` is exclusive. */
  from: number;
  to: number;
}

export interface CheckedRows {
  /** The first faults, up to a limit. */
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
