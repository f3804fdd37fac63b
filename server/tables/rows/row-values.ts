import { DomainError, FaultList, moreFaults } from "@/server/errors";
import { cellFault, readCell, type Cell } from "../columns/read-cell";
import { noColumn } from "./rows-query";
import type { RowValues, TableColumn } from "@/server/schemas/table-column";

/** Cells by column key; null empties one. */
export type CellChanges = Record<string, Cell | null>;

/** Reads cells as people, models and systems give them: those fit to keep, and what is wrong with the others. */
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

/** The cells that are fit to keep. @throws DomainError invalid that names what is wrong with the others. */
export function checkedCells(columns: TableColumn[], given: Record<string, unknown>): CellChanges {
  const { changes, faults } = readChanges(columns, given);
  const { details, count } = faults;
  if (count === 0) return changes;
  const named = details.slice(0, NAMED).map(({ message }) => message);
  const more = count > NAMED ? [moreFaults(count - NAMED)] : [];
  throw new DomainError("invalid", [...named, ...more].join(" "), { details, faultCount: count });
}

/** How many faults a message names. */
const NAMED = 3;

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
