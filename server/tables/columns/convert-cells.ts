import { and, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { DomainError, FaultList } from "@/server/errors";
import type { DataTable } from "../find-table";
import { cellFault, readCell, type Cell } from "./read-cell";
import type { ColumnType, TableColumn } from "@/server/schemas/table-column";
import { currentRows } from "../rows/write-rows";

const NAMED = 5;

/**
 * Converts every cell of a column to another type with a single update.
 * @throws DomainError conflict that counts the cells that cannot be converted and names the first few.
 */
export async function convertCells(
  tx: Transaction,
  table: DataTable,
  column: TableColumn,
  type: ColumnType,
): Promise<void> {
  const cell = sql<Cell>`${dataTableRows.values} -> ${column.key}::text`;
  const rows = await tx
    .select({
      id: dataTableRows.id,
      given: cell,
      row: sql<number>`row_number() over (order by ${dataTableRows.id})::int`,
    })
    .from(dataTableRows)
    .where(currentRows(table))
    .orderBy(dataTableRows.id);
  const filled = rows.filter(({ given }) => given !== null);
  const read = filled.map(({ id, given, row }) => ({ id, given, row, cell: readCell(type, given) }));
  const faults = new FaultList();
  for (const { row, given, cell } of read) {
    if (!cell.ok) faults.add(["type"], () => `row ${row}: ${cellFault(column, cell.expected, given)}`);
  }
  if (faults.count > 0) throw refusal(column, faults);
  const ids = read.map(({ id }) => id);
  const values = read.map(({ cell }) => JSON.stringify(cell.ok ? cell.value : null));
  if (ids.length === 0) return;
  await tx.execute(sql`
    update ${dataTableRows} set values = jsonb_set(${dataTableRows.values}, array[${column.key}::text], converted.value::jsonb)
    from json_to_recordset(${JSON.stringify(ids.map((id, i) => ({ id, value: values[i] })))}::json) as converted(id text, value text)
    where ${and(currentRows(table), sql`${dataTableRows.id} = converted.id`)}
  `);
}

function refusal(column: TableColumn, { details, count }: FaultList): DomainError {
  const named = details.slice(0, NAMED);
  const cells = `${count.toLocaleString("en")} ${count === 1 ? "cell" : "cells"}`;
  const message = `${cells} of ${column.name} cannot be converted. ${named.map((fault) => fault.message).join(" ")} Correct them first.`;
  return new DomainError("conflict", message, { details: named });
}
