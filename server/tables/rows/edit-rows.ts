import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { limitEntries } from "@/server/http/body/limit-entries";
import { idText } from "@/server/input-types";
import { MAX_EDITED_ROWS, MAX_REMOVED_ROWS, MAX_TABLE_COLUMNS } from "@/server/schemas/table-column";
import type { ServiceContext } from "@/server/service-context";
import { assertWritable, changeTable, type DataTable } from "../find-table";
import { applyEdit, type AppliedEdit, type RowEdit } from "./apply-edit";
import { checkedCells } from "./row-values";
import type { TableRow } from "./write-rows";

/** Cells as typed. A text is parsed by the column's type; null or an empty text empties the cell. */
const cells = limitEntries(
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  MAX_TABLE_COLUMNS,
  `A row has at most ${MAX_TABLE_COLUMNS} cells.`,
);

function few<Output, Input>(item: z.ZodType<Output, Input>, most: number) {
  return limitEntries(z.array(item), most, `Send at most ${most.toLocaleString("en")} rows at a time.`);
}

const rowIds = z.array(idText).max(MAX_REMOVED_ROWS);

export const addRowInput = z.object({ tableId: idText, values: cells });
export const updateCellsInput = z.object({ tableId: idText, rowId: idText, values: cells });
export const deleteRowsInput = z.object({ tableId: idText, rowIds });
export const editRowsInput = z.object({
  tableId: idText,
  update: few(z.object({ rowId: idText, values: cells }), MAX_EDITED_ROWS).default([]),
  add: few(cells, MAX_EDITED_ROWS).default([]),
  remove: rowIds.default([]),
  restore: rowIds.default([]),
  check: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable()
    .default(null),
});

/** What the browser needs to take an edit back. */
type Undoable<T> = T & Pick<AppliedEdit, "undo">;

/** Changes, adds, removes and restores rows, all of them or none. The result contains the edit that takes it back. */
export async function editRows(
  ctx: ServiceContext,
  { tableId, ...edit }: z.infer<typeof editRowsInput>,
): Promise<AppliedEdit> {
  requireRole(ctx, "editor");
  return change(ctx, tableId, (tx, table) => applyEdit(tx, table, edit));
}

/** Adds a row at the end of a table. */
export async function addRow(ctx: ServiceContext, input: z.infer<typeof addRowInput>): Promise<Undoable<TableRow>> {
  requireRole(ctx, "editor");
  return change(ctx, input.tableId, async (tx, table) => {
    const { added, undo } = await applyEdit(tx, table, {
      ...nothing,
      add: [checkedCells(table.columns, input.values)],
    });
    const [row] = added;
    if (!row) throw new Error("The row was not added.");
    return { ...row, undo };
  });
}

/** Changes some cells of a row and keeps the others. */
export async function updateCells(
  ctx: ServiceContext,
  { tableId, rowId, values }: z.infer<typeof updateCellsInput>,
): Promise<Undoable<TableRow>> {
  requireRole(ctx, "editor");
  return change(ctx, tableId, async (tx, table) => {
    const update = [{ rowId, values: checkedCells(table.columns, values) }];
    const { undo } = await applyEdit(tx, table, { ...nothing, update });
    const [row] = await tx
      .select({ id: dataTableRows.id, values: dataTableRows.values })
      .from(dataTableRows)
      .where(eq(dataTableRows.id, rowId));
    if (!row) throw new Error("The changed row is gone.");
    return { ...row, undo };
  });
}

/** Deletes rows, which can be restored for a day. Ids of rows that no longer exist are ignored. */
export async function deleteRows(
  ctx: ServiceContext,
  input: z.infer<typeof deleteRowsInput>,
): Promise<Undoable<{ count: number }>> {
  requireRole(ctx, "editor");
  return change(ctx, input.tableId, async (tx, table) => {
    const { removed, undo } = await applyEdit(tx, table, { ...nothing, remove: input.rowIds });
    return { count: removed.length, undo };
  });
}

const nothing: RowEdit = { update: [], add: [], remove: [], restore: [], check: null };

function change<T>(
  { workspaceId }: ServiceContext,
  tableId: string,
  apply: (tx: Transaction, table: DataTable) => Promise<T>,
): Promise<T> {
  return changeTable(workspaceId, tableId, async (tx, table) => {
    assertWritable(table);
    return apply(tx, table);
  });
}
