import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";
import { saveTable, type DataTable } from "../find-table";
import { emptiedCells, filledCells, type CellChanges } from "./row-values";
import { MAX_TABLE_ROWS, type RowValues } from "@/server/schemas/table-column";

export interface TableRow {
  id: string;
  values: RowValues;
}

/** Inserts a row of checked cells inside `changeTable`. */
export async function insertRow(
  tx: Transaction,
  table: DataTable,
  id: string,
  changes: CellChanges,
): Promise<TableRow> {
  assertRoom(table, table.rowCount + 1);
  const values = filledCells(changes);
  const { workspaceId, id: tableId, generation } = table;
  await tx.insert(dataTableRows).values({ id, workspaceId, tableId, generation, values });
  await saveTable(tx, tableId, { rowCount: table.rowCount + 1 });
  return { id, values };
}

/** @throws DomainError limit_exceeded if a change would leave the table with too many rows. */
export function assertRoom({ name, rowCount }: DataTable, next: number): void {
  if (next <= MAX_TABLE_ROWS || next <= rowCount) return;
  const most = MAX_TABLE_ROWS.toLocaleString("en");
  throw new DomainError(
    "limit_exceeded",
    rowCount >= MAX_TABLE_ROWS
      ? `${name} has ${most} rows, which is as many as a table can have. Delete some first.`
      : `${name} would have ${next.toLocaleString("en")} rows. A table can have at most ${most}: delete some first.`,
  );
}

/** Matches the rows of the table's current generation. */
export function currentRows({ id, generation }: DataTable) {
  return and(eq(dataTableRows.tableId, id), eq(dataTableRows.generation, generation));
}

/**
 * Matches rows by their ids, beside a join with these ids. Few are looked up in the index even if the planner knows
 * nothing about the table; for many the join alone is faster.
 */
export function amongFew(rowIds: string[]) {
  return rowIds.length <= MAX_LOOKED_UP ? inArray(dataTableRows.id, rowIds) : undefined;
}

const MAX_LOOKED_UP = 50;

/** Matches the rows that were deleted from the current generation and can still be restored. */
export function deletedRows({ id, generation }: DataTable) {
  return and(eq(dataTableRows.tableId, id), eq(dataTableRows.generation, -generation));
}

/** Returns the SQL of a row's cells after a change. */
export function changedValues(changes: CellChanges) {
  const kept = emptiedCells(changes).reduce(
    (values, key) => sql`${values} - ${key}::text`,
    sql`${dataTableRows.values}`,
  );
  return sql`(${kept}) || ${JSON.stringify(filledCells(changes))}::jsonb`;
}
