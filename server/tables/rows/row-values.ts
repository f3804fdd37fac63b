import { DomainError, FaultList, moreFaults } from "@/server/errors";
import { cellFault, readCell, type Cell } from "../columns/read-cell";
import { noColumn } from "./rows-query";
import type { RowValues, TableColumn } from "@/server/schemas/table-column";

/** Cells by column key; null empties a cell. */
export type CellChanges = Record<string, Cell | null>;

/** Parses cells from any source; returns the valid ones and the faults of the others. */
function readChanges(
  columns: TableColumn[],
  given: Record<string, unknown>,
): { changes: CellChanges; faults: FaultList } {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const changes = new Map<string, Cell | null>();
  const faults = new FaultList();
  for (const [key, value] of Object.entries(given)) {
    const column = byKey.get(key);
    if (!column) {
      faults.add(["values", key], () => noColumn(key, columns));
      continue;
    }
    const read = readCell(column.type, value);
    if (read.ok) changes.set(key, read.value);
    else faults.add(["values", key], () => cellFault(column, read.expected, value));
  }
  return { changes: Object.fromEntries(changes), faults };
}

/** Parses cells from any source. @throws DomainError invalid that describes every faulty cell. */
export function checkedCells(columns: TableColumn[], given: Record<string, unknown>): CellChanges {
  const { changes, faults } = readChanges(columns, given);
  const { details, count } = faults;
  if (count === 0) return changes;
  const named = details.slice(0, NAMED).map(({ message }) => message);
  const more = count > NAMED ? [moreFaults(count - NAMED)] : [];
  throw new DomainError("invalid", [...named, ...more].join(" "), { details, faultCount: count });
}

/** Maximum number of faults named in a message. */
const NAMED = 3;

/** Returns the cells of a new row. Empty cells are stored without a key. */
export function filledCells(changes: CellChanges): RowValues {
  const filled: RowValues = {};
  for (const [key, value] of Object.entries(changes)) if (value !== null) filled[key] = value;
  return filled;
}

/** Returns the keys of the cells that a change empties. */
export function emptiedCells(changes: CellChanges): string[] {
  return Object.keys(changes).filter((key) => changes[key] === null);
}
