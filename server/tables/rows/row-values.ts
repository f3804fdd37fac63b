import { DomainError, FaultList, moreFaults } from "@/server/errors";
import { cellFault, readCell, type Cell } from "../columns/read-cell";
import { noColumn } from "./rows-query";
import type { RowValues, TableColumn } from "@/server/schemas/table-column";

/** Cells by column key; null empties a cell. */
export type CellChanges = Record<string, Cell | null>;

/** Cells as they were given: by column key, unparsed. */
type GivenCells = Record<string, unknown>;

/** Parses cells from any source. @throws DomainError invalid that describes every faulty cell. */
export function checkedCells(columns: TableColumn[], given: GivenCells): CellChanges {
  const faults = new FaultList();
  const changes = readChanges(columns, given, (key, message) => faults.add(["values", key], message));
  refuse(faults);
  return changes;
}

/**
 * Parses the cells of several rows.
 * @param pathOf The path of a row in the input, by its position.
 * @throws DomainError invalid that describes every faulty cell and counts the rows from 1.
 */
export function checkedRows(
  columns: TableColumn[],
  rows: readonly GivenCells[],
  pathOf: (position: number) => (string | number)[],
): CellChanges[] {
  const faults = new FaultList();
  const checked = rows.map((given, i) =>
    readChanges(columns, given, (key, message) =>
      faults.add([...pathOf(i), key], () => (rows.length === 1 ? message() : `Row ${i + 1}: ${message()}`)),
    ),
  );
  refuse(faults);
  return checked;
}

/** Returns the valid cells, and reports the faults of the others. */
function readChanges(
  columns: TableColumn[],
  given: GivenCells,
  onFault: (key: string, message: () => string) => void,
): CellChanges {
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const changes = new Map<string, Cell | null>();
  for (const [key, value] of Object.entries(given)) {
    const column = byKey.get(key);
    if (!column) {
      onFault(key, () => noColumn(key, columns));
      continue;
    }
    const read = readCell(column.type, value);
    if (read.ok) changes.set(key, read.value);
    else onFault(key, () => cellFault(column, read.expected, value));
  }
  return Object.fromEntries(changes);
}

function refuse({ details, count }: FaultList): void {
  if (count === 0) return;
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
