import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { dataTableRows } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { assertUnused, type FindTableUses } from "../assert-unused";
import { isSameName } from "./column-key";
import { convertCells } from "./convert-cells";
import { newColumn } from "../create-table";
import { changeTable, findTable, saveTable, type DataTable } from "../find-table";
import { noColumn } from "../rows/rows-query";
import { deletedRows } from "../rows/write-rows";
import { columnName, columnTypes, MAX_TABLE_COLUMNS, type TableColumn } from "@/server/schemas/table-column";
import { sameName, withKeys } from "../rows/with-keys";

const ofColumn = { tableId: idText, key: idText };

export const addColumnInput = newColumn.extend({ tableId: idText });
export const updateColumnInput = z.object({
  ...ofColumn,
  name: columnName.optional(),
  type: z.enum(columnTypes).optional(),
});
export const removeColumnInput = z.object({ ...ofColumn, force: z.boolean().default(false) });
export const reorderColumnsInput = z.object({ tableId: idText, keys: z.array(idText).max(MAX_TABLE_COLUMNS) });

/** Adds a column at the end, with a key derived from its name. */
export async function addColumn(
  ctx: ServiceContext,
  { tableId, name, type }: z.infer<typeof addColumnInput>,
): Promise<TableColumn> {
  requireRole(ctx, "editor");
  return changeTable(ctx.workspaceId, tableId, async (tx, table) => {
    assertOwnColumns(table);
    if (table.columns.length >= MAX_TABLE_COLUMNS) {
      throw new DomainError(
        "limit_exceeded",
        `${table.name} has ${MAX_TABLE_COLUMNS} columns, which is as many as a table can have.`,
      );
    }
    if (table.columns.some((column) => isSameName(column.name, name))) throw sameName(name, ["name"]);
    const columns = [...table.columns, ...withKeys([{ name, type }], table.columns)];
    await saveTable(tx, tableId, { columns });
    const [added] = columns.slice(-1);
    if (!added) throw new Error("The column was not added.");
    return added;
  });
}

/** Renames a column or changes its type. A new type is refused if any cell cannot be converted. */
export async function updateColumn(
  ctx: ServiceContext,
  { tableId, key, name, type }: z.infer<typeof updateColumnInput>,
): Promise<TableColumn> {
  requireRole(ctx, "editor");
  return changeTable(ctx.workspaceId, tableId, async (tx, table) => {
    const column = columnOf(table, key);
    if (name !== undefined && name !== column.name) assertOwnColumns(table);
    if (name !== undefined && table.columns.some((other) => other.key !== key && isSameName(other.name, name))) {
      throw sameName(name, ["name"]);
    }
    const changed = { ...column, name: name ?? column.name, type: type ?? column.type };
    if (changed.type !== column.type) {
      await convertCells(tx, table, column, changed.type);
      // Deleted rows are not converted, so they can't be restored any more.
      await tx.delete(dataTableRows).where(deletedRows(table));
    }
    await saveTable(tx, tableId, { columns: table.columns.map((other) => (other.key === key ? changed : other)) });
    return changed;
  });
}

/** Removes a column and its cells. A column that actions use is removed only with `force`. */
export async function removeColumn(
  ctx: ServiceContext,
  { tableId, key, force }: z.infer<typeof removeColumnInput>,
  findUses: FindTableUses,
): Promise<void> {
  requireRole(ctx, "editor");
  const { name } = await findTable(ctx.workspaceId, tableId);
  if (!force) assertUnused(await findUses(ctx.workspaceId, tableId, key), `This column of ${name}`);
  await changeTable(ctx.workspaceId, tableId, async (tx, table) => {
    columnOf(table, key);
    if (table.columns.length === 1) {
      throw new DomainError("conflict", "A table has at least one column. Add another one first, or delete the table.");
    }
    await tx
      .update(dataTableRows)
      .set({ values: sql`${dataTableRows.values} - ${key}::text` })
      .where(sql`${eq(dataTableRows.tableId, tableId)} and ${dataTableRows.values} ? ${key}::text`);
    await saveTable(tx, tableId, { columns: table.columns.filter((column) => column.key !== key) });
  });
}

/** Reorders the columns. `keys` must list every column exactly once. */
export async function reorderColumns(
  ctx: ServiceContext,
  { tableId, keys }: z.infer<typeof reorderColumnsInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  await changeTable(ctx.workspaceId, tableId, async (tx, table) => {
    const columns = keys.flatMap((key) => table.columns.find((column) => column.key === key) ?? []);
    if (new Set(keys).size !== keys.length || columns.length !== table.columns.length) {
      throw new DomainError(
        "conflict",
        "The columns have changed in the meantime. Reload the table and move them again.",
      );
    }
    await saveTable(tx, tableId, { columns });
  });
}

/** Refuses to add or rename columns of a linked table: a refresh matches them by name. */
function assertOwnColumns({ name, source }: DataTable): void {
  if (source === null) return;
  const message = `The columns of ${name} come from a linked address. Add or rename them there, or unlink the table.`;
  throw new DomainError("conflict", message);
}

function columnOf({ columns }: DataTable, key: string): TableColumn {
  const column = columns.find((column) => column.key === key);
  if (!column) throw new DomainError("not_found", noColumn(key, columns));
  return column;
}
