import type { RowValues } from "../../schemas/table-column.ts";

export interface ConvertedLine {
  line: number;
  values: RowValues;
}

/**
 * Keeps each statement's parameter to a few hundred kilobytes, so that serialising it does not block other requests.
 */
const PER_SLICE = 1000;

/**
 * Encodes rows as JSON lists of `{line, values}` in UTF-8 bytes, which can be transferred to a thread without a copy.
 */
export function sliceRows(rows: ConvertedLine[]): Uint8Array<ArrayBuffer>[] {
  const slices: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < rows.length; at += PER_SLICE) {
    slices.push(new TextEncoder().encode(JSON.stringify(rows.slice(at, at + PER_SLICE))));
  }
  return slices;
}
