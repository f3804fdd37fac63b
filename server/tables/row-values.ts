import type { ErrorDetail } from "@/server/errors";
import { cellFault, readCell, type Cell } from "./read-cell";
import { noColumn } from "./rows-query";
import type { RowValues, TableColumn } from "./table-column";

/** Cells by column key; null empties one. */
export type CellChanges = Record<string, Cell | null>;

/** Reads cells as people, models and systems give them: those fit to keep, and what is wrong with the others. */
export function readChanges(
  columns: TableColumn[],
  given: Record<string, unknown>,
): { changes: CellChanges; faults: ErrorDetail[] } {
  const changes = new Map<string, Cell | null>();
  const faults: ErrorDetail[] = [];
  for (const [key, value] of Object.entries(given)) {
    const column = columns.find((column) => column.key === key);
    if (!column) {
      faults.push({ path: ["values", key], message: noColumn(key, columns) });
      continue;
    }
    const read = readCell(column.type, value);
    if (read.ok) changes.set(key, read.value);
    else faults.push({ path: ["values", key], message: cellFault(column, read.expected, value) });
  }
  return { changes: Object.fromEntries(changes), faults };
}

/** The cells of a new row: a cell without a value has no key. */
export function filledCells(changes: CellChanges): RowValues {
  const filled: RowValues = {};
  for (const [key, value] of Object.entries(changes)) if (value !== null) filled[key] = value;
  return filled;
}

/** The keys of cells that a change empties. */
export function emptiedCells(changes: CellChanges): string[] {
  return Object.keys(changes).filter((key) => changes[key] === null);
}
