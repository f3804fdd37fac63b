import type { PackedRows } from "./check-rows.ts";
import { convertRow } from "./convert-row.ts";
import { unpackRows } from "./pack-rows.ts";
import { sliceRows } from "./row-slices.ts";

/** Converts an upload's valid rows to slices for `stageRows`, and leaves out the bad rows. */
export async function convertSlices({ packed, plan, width, from, to }: PackedRows): Promise<Uint8Array<ArrayBuffer>[]> {
  const rows = await unpackRows(packed, from, to);
  return sliceRows(
    rows.flatMap((row) => {
      const converted = convertRow(row, plan, width);
      return "values" in converted ? [converted] : [];
    }),
  );
}
