import type { RowValues } from "../../schemas/table-column.ts";

export interface ConvertedLine {
  line: number;
  values: RowValues;
}

/**
 * Keeps a statement's one parameter at some hundred kilobytes, so that serialising it does not block other requests.
 */
const PER_SLICE = 1000;

/** Rows as JSON lists of `{line, values}` in UTF-8: such bytes go to another thread without being copied. */
export function sliceRows(rows: ConvertedLine[]): Uint8Array<ArrayBuffer>[] {
  const slices: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < rows.length; at += PER_SLICE) {
    slices.push(new TextEncoder().encode(JSON.stringify(rows.slice(at, at + PER_SLICE))));
  }
  return slices;
}
