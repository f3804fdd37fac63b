import { DomainError } from "../../errors.ts";
import { columnKeyFor, plainName } from "../columns/column-key.ts";
import type { TableColumn } from "../../schemas/table-column.ts";

/**
 * Adds keys to new columns, distinct from those of the existing columns.
 * @throws DomainError conflict that names a duplicate column.
 */
export function withKeys<T extends Pick<TableColumn, "name" | "type">>(
  columns: T[],
  present: TableColumn[] = [],
): (T & TableColumn)[] {
  const keys = new Set(present.map(({ key }) => key));
  const names = new Set(present.map(({ name }) => plainName(name)));
  return columns.map((column, i) => {
    if (names.has(plainName(column.name))) throw sameName(column.name, ["columns", i, "name"]);
    names.add(plainName(column.name));
    const key = columnKeyFor(column.name, keys);
    keys.add(key);
    return { ...column, key };
  });
}

/** The error for a column name that is already taken. */
export function sameName(name: string, path: (string | number)[]): DomainError {
  const message = `There is another column named "${name}". Give one of them another name.`;
  return new DomainError("conflict", message, { details: [{ path, message }] });
}
