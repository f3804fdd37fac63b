import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { saveTable, type DataTable } from "../find-table";
import { cellPrint, cellsNow } from "./cells-now";
import { checkedRows, emptiedCells, filledCells, type CellChanges } from "./row-values";
import { amongFew, assertRoom, currentRows, deletedRows, type TableRow } from "./write-rows";

/** Changes of a table's rows that are made together. Null empties a cell. */
export interface RowEdit {
  update: { rowId: string; values: Record<string, unknown> }[];
  /** New rows at the end. */
  add: Record<string, unknown>[];
  remove: string[];
  /** Removed rows, which return to their places. */
  restore: string[];
  /** If given, the edit is refused unless the cells and rows that it would replace still have this fingerprint. */
  check: string | null;
}

export interface AppliedEdit {
  added: TableRow[];
  removed: string[];
  /** The edit that takes this one back; null if it would be too large to send. */
  undo: (RowEdit & { update: { rowId: string; values: CellChanges }[]; add: [] }) | null;
}

/**
 * Makes an edit inside `changeTable`, all of it or nothing.
 * @throws DomainError invalid for a faulty cell, not_found for a missing row, conflict if the check fails.
 */
export async function applyEdit(tx: Transaction, table: DataTable, edit: RowEdit): Promise<AppliedEdit> {
  const updates = checkedUpdates(table, edit);
  const additions = checkedRows(table.columns, edit.add, (i) => ["add", i]);
  if (edit.check !== null && edit.check !== (await cellPrint(tx, table, updates, edit.remove))) throw changedSince();
  const before = await cellsNow(tx, table, updates);
  const removed = await removeRows(tx, table, edit.remove);
  const restored = await restoreRows(tx, table, edit.restore);
  const rowCount = table.rowCount - removed.length + restored.length + additions.length;
  assertRoom(table, rowCount);
  const added = await addRows(tx, table, additions);
  await updateRows(tx, table, updates);
  await saveTable(tx, table.id, { rowCount });
  if (before === null) return { added, removed, undo: null };
  const remove = [...added.map(({ id }) => id), ...restored];
  const check = await cellPrint(tx, table, updates, remove);
  return { added, removed, undo: { update: before, add: [], remove, restore: removed, check } };
}

interface CheckedUpdate {
  rowId: string;
  values: CellChanges;
}

function checkedUpdates({ columns }: DataTable, { update }: RowEdit): CheckedUpdate[] {
  const ids = update.map(({ rowId }) => rowId);
  if (new Set(ids).size !== ids.length) throw new DomainError("invalid", "A row is given twice. Merge its changes.");
  const given = update.map(({ values }) => values);
  const checked = checkedRows(columns, given, (i) => ["update", i, "values"]);
  return ids.map((rowId, i) => ({ rowId, values: checked[i] ?? {} }));
}

async function removeRows(tx: Transaction, table: DataTable, rowIds: string[]): Promise<string[]> {
  if (rowIds.length === 0) return [];
  const gone = await tx
    .update(dataTableRows)
    .set({ generation: -table.generation, updatedAt: sql`now()` })
    .where(and(currentRows(table), inArray(dataTableRows.id, rowIds)))
    .returning({ id: dataTableRows.id });
  return gone.map(({ id }) => id);
}

async function restoreRows(tx: Transaction, table: DataTable, rowIds: string[]): Promise<string[]> {
  const wanted = [...new Set(rowIds)];
  if (wanted.length === 0) return [];
  const back = await tx
    .update(dataTableRows)
    .set({ generation: table.generation, updatedAt: sql`now()` })
    .where(and(deletedRows(table), inArray(dataTableRows.id, wanted)))
    .returning({ id: dataTableRows.id });
  if (back.length !== wanted.length) {
    throw new DomainError(
      "conflict",
      "These rows can't be brought back: the table was imported again, a column's type was changed, or more than a day has passed.",
    );
  }
  return wanted;
}

async function addRows(tx: Transaction, table: DataTable, rows: CellChanges[]): Promise<TableRow[]> {
  if (rows.length === 0) return [];
  const { workspaceId, id: tableId, generation } = table;
  const added = rows.map((changes) => ({ id: newId("dataTableRow"), values: filledCells(changes) }));
  await tx.insert(dataTableRows).values(added.map((row) => ({ ...row, workspaceId, tableId, generation })));
  return added;
}

async function updateRows(tx: Transaction, table: DataTable, updates: CheckedUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  const ids = updates.map(({ rowId }) => rowId);
  const given = updates.map(({ rowId, values }) => ({
    id: rowId,
    emptied: emptiedCells(values),
    filled: filledCells(values),
  }));
  const changed = await tx
    .update(dataTableRows)
    .set({ values: sql`(${dataTableRows.values} - given.emptied) || given.filled`, updatedAt: sql`now()` })
    .from(sql`jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(id text, emptied text[], filled jsonb)`)
    .where(and(currentRows(table), amongFew(ids), eq(dataTableRows.id, sql`given.id`)))
    .returning({ id: dataTableRows.id });
  if (changed.length === updates.length) return;
  const rows = updates.length === 1 ? "This row is" : "Some of these rows are";
  throw new DomainError("not_found", `${rows} no longer in the table. Reload the table.`);
}

function changedSince(): DomainError {
  return new DomainError(
    "conflict",
    "Someone has changed these cells or rows since, so nothing was changed. Reload the table to see the new values.",
  );
}
