import { DomainError } from "@/server/errors";
import { isSameName } from "./column-key";
import { MAX_TABLE_COLUMNS, type ImportColumn, type TableColumn } from "@/server/schemas/table-column";
import { withKeys } from "../rows/with-keys";

export type ImportMode = "replace" | "append";

/**
 * Maps the chosen columns of a file to the table: each fills the column of the same name or becomes a new column.
 * @param chosen The columns under the keys that the upload proposed; their names and types may differ from the
 * proposal.
 * @throws DomainError invalid or conflict.
 */
export function planColumns(proposed: ImportColumn[], chosen: TableColumn[], present: TableColumn[]): ImportColumn[] {
  const found = chosen.map((column, i) => {
    const source = proposed.find(({ key }) => key === column.key);
    if (!source) {
      const message = `The file has no column "${column.key}". It has: ${proposed.map(({ key }) => key).join(", ")}.`;
      throw new DomainError("invalid", message, { details: [{ path: ["columns", i, "key"], message }] });
    }
    return { ...source, name: column.name, type: column.type };
  });
  const keyed = withKeys(found);
  const added = withKeys(
    keyed.filter(({ name }) => !present.some((other) => isSameName(other.name, name))),
    present,
  );
  return keyed.map((column) => {
    const same = present.find((other) => isSameName(other.name, column.name));
    if (same) return { ...column, key: same.key, name: same.name };
    return added.find(({ name }) => name === column.name) ?? column;
  });
}

/**
 * Returns a table's columns after an import: the present columns, followed by the new ones.
 * @throws DomainError conflict when kept rows have another type, or the table gained a column of the same name.
 */
export function mergeColumns(present: TableColumn[], plan: ImportColumn[], mode: ImportMode): TableColumn[] {
  const kept = present.map((column) => {
    const planned = plan.find(({ key }) => key === column.key);
    if (!planned || planned.type === column.type) return column;
    if (mode === "replace") return { ...column, type: planned.type };
    const message = `${column.name} has the type ${column.type} in the table, but ${planned.type} was chosen for the file's column. Choose ${column.type}, or replace all rows.`;
    throw new DomainError("conflict", message, {
      details: [{ path: ["columns", plan.indexOf(planned), "type"], message }],
    });
  });
  const added = plan.filter(({ key }) => !present.some((column) => column.key === key));
  const clash = added.find(({ name }) => present.some((column) => isSameName(column.name, name)));
  if (clash)
    throw new DomainError("conflict", `A column "${clash.name}" was added to the table in the meantime. Import again.`);
  const columns = [...kept, ...added.map(({ key, name, type }) => ({ key, name, type }))];
  if (columns.length <= MAX_TABLE_COLUMNS) return columns;
  throw new DomainError(
    "limit_exceeded",
    `The table would have ${columns.length} columns; ${MAX_TABLE_COLUMNS} is the most.`,
  );
}
