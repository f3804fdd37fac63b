import { toast } from "sonner";
import type { TableColumn } from "@/server/schemas/table-column";
import { plainText } from "../cell-value";
import type { TableRows } from "../use-table-rows";
import { type CellRange, sizeOf } from "./cell-range";
import { asTabbedText } from "./pasted-block";

const MAX_COPIED_ROWS = 5000;
const MOST_ROWS = MAX_COPIED_ROWS.toLocaleString("en");

interface CopyInput {
  range: CellRange;
  columns: readonly TableColumn[];
  rows: Pick<TableRows, "rowAt" | "between">;
  clipboard: DataTransfer | null;
}

/**
 * Copies the cells of a range, as spreadsheets do. Rows that are not loaded yet are fetched first.
 * @returns Whether the cells were copied; if not, the reason was shown.
 */
export async function copyCells({ range, columns, rows, clipboard }: CopyInput): Promise<boolean> {
  const { rows: count } = sizeOf(range);
  if (count > MAX_COPIED_ROWS) {
    toast.info(`At most ${MOST_ROWS} rows can be copied at a time. Use Export for all.`);
    return false;
  }
  const copied = columns.slice(range.left - 1, range.right);
  const asText = (found: Awaited<ReturnType<TableRows["between"]>>) =>
    asTabbedText(found.map(({ values }) => copied.map(({ key }) => plainText(values[key]))));
  const loaded = Array.from({ length: count }, (_, index) => rows.rowAt(range.top + index));
  const present = loaded.filter((row) => row !== undefined);
  // The event's clipboard can be filled only before the first wait.
  if (present.length === count) {
    clipboard?.setData("text/plain", asText(present));
    return true;
  }
  try {
    await navigator.clipboard.writeText(asText(await rows.between(range.top, count)));
    return true;
  } catch {
    toast.error("The cells could not be copied. Select fewer rows and try again.");
    return false;
  }
}
