import type { PackedRows } from "./check-rows.ts";
import { convertRow } from "./convert-row.ts";
import { unpackRows } from "./pack-rows.ts";
import { sliceRows } from "./row-slices.ts";

/** The rows of an upload that can be imported, ready to be written. */
export async function convertSlices({ packed, plan, width, from, to }: PackedRows): Promise<Uint8Array<ArrayBuffer>[]> {
  const rows = await unpackRows(packed, from, to);
  return sliceRows(
    rows.flatMap((row) => {
      const converted = convertRow(row, plan, width);
      return "values" in converted ? [converted] : [];
    }),
  );
}
