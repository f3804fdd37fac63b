import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { limitEntries } from "@/server/http/body/limit-entries";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { assertWritable, changeTable, saveTable, type DataTable } from "../find-table";
import { checkedCells, emptiedCells, filledCells, type CellChanges } from "./row-values";
import { MAX_TABLE_COLUMNS, MAX_TABLE_ROWS, type RowValues } from "@/server/schemas/table-column";

/** Cells as typed. A text is parsed by the column's type; null or an empty text empties the cell. */
const cells = limitEntries(
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  MAX_TABLE_COLUMNS,
  `A row has at most ${MAX_TABLE_COLUMNS} cells.`,
);

export const addRowInput = z.object({ tableId: idText, values: cells });
export const updateCellsInput = z.object({ tableId: idText, rowId: idText, values: cells });
export const deleteRowsInput = z.object({ tableId: idText, rowIds: z.array(idText).min(1).max(1000) });

export interface TableRow {
  id: string;
  values: RowValues;
}

/** Adds a row at the end of a table. */
export async function addRow(ctx: ServiceContext, input: z.infer<typeof addRowInput>): Promise<TableRow> {
  requireRole(ctx, "editor");
  return changeTable(ctx.workspaceId, input.tableId, async (tx, table) => {
    assertWritable(table);
    return insertRow(tx, table, newId("dataTableRow"), checkedCells(table.columns, input.values));
  });
}

/** Changes some cells of a row and keeps the others. */
export async function updateCells(ctx: ServiceContext, input: z.infer<typeof updateCellsInput>): Promise<TableRow> {
  requireRole(ctx, "editor");
  return changeTable(ctx.workspaceId, input.tableId, async (tx, table) => {
    assertWritable(table);
    const changes = checkedCells(table.columns, input.values);
    const [row] = await tx
      .update(dataTableRows)
      .set({ values: changedValues(changes), updatedAt: sql`now()` })
      .where(and(currentRows(table), eq(dataTableRows.id, input.rowId)))
      .returning({ id: dataTableRows.id, values: dataTableRows.values });
    if (!row) throw new DomainError("not_found", "This row is no longer in the table. Reload the table.");
    return row;
  });
}

/** Deletes rows. Ids of rows that no longer exist are ignored. */
export async function deleteRows(
  ctx: ServiceContext,
  input: z.infer<typeof deleteRowsInput>,
): Promise<{ count: number }> {
  requireRole(ctx, "editor");
  return changeTable(ctx.workspaceId, input.tableId, async (tx, table) => {
    assertWritable(table);
    const gone = await tx
      .delete(dataTableRows)
      .where(and(currentRows(table), inArray(dataTableRows.id, input.rowIds)))
      .returning({ id: dataTableRows.id });
    await saveTable(tx, table.id, { rowCount: table.rowCount - gone.length });
    return { count: gone.length };
  });
}

/** Inserts a row of checked cells inside `changeTable`. */
export async function insertRow(
  tx: Transaction,
  table: DataTable,
  id: string,
  changes: CellChanges,
): Promise<TableRow> {
  if (table.rowCount >= MAX_TABLE_ROWS) {
    throw new DomainError(
      "limit_exceeded",
      `${table.name} has ${MAX_TABLE_ROWS.toLocaleString("en")} rows, which is as many as a table can have. Delete some first.`,
    );
  }
  const values = filledCells(changes);
  const { workspaceId, id: tableId, generation } = table;
  await tx.insert(dataTableRows).values({ id, workspaceId, tableId, generation, values });
  await saveTable(tx, tableId, { rowCount: table.rowCount + 1 });
  return { id, values };
}

/** Matches the rows of the table's current generation. */
export function currentRows({ id, generation }: DataTable) {
  return and(eq(dataTableRows.tableId, id), eq(dataTableRows.generation, generation));
}

/** Returns the SQL of a row's cells after a change. */
export function changedValues(changes: CellChanges) {
  const kept = emptiedCells(changes).reduce(
    (values, key) => sql`${values} - ${key}::text`,
    sql`${dataTableRows.values}`,
  );
  return sql`(${kept}) || ${JSON.stringify(filledCells(changes))}::jsonb`;
}
