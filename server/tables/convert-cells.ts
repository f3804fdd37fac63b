import { and, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";
import type { DataTable } from "./find-table";
import { cellFault, readCell, type Cell } from "./read-cell";
import type { ColumnType, TableColumn } from "./table-column";
import { currentRows } from "./write-rows";

const NAMED = 5;

/**
 * Gives every cell of a column another type, in one statement.
 * @throws DomainError conflict that says how many cannot be converted, and names the first of them.
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
  const faults = read.flatMap(({ row, given, cell }) =>
    cell.ok ? [] : [`row ${row}: ${cellFault(column, cell.expected, given)}`],
  );
  if (faults.length > 0) throw refusal(column, faults);
  const ids = read.map(({ id }) => id);
  const values = read.map(({ cell }) => JSON.stringify(cell.ok ? cell.value : null));
  if (ids.length === 0) return;
  await tx.execute(sql`
    update ${dataTableRows} set values = jsonb_set(${dataTableRows.values}, array[${column.key}::text], converted.value::jsonb)
    from json_to_recordset(${JSON.stringify(ids.map((id, i) => ({ id, value: values[i] })))}::json) as converted(id text, value text)
    where ${and(currentRows(table), sql`${dataTableRows.id} = converted.id`)}
  `);
}

function refusal(column: TableColumn, faults: string[]): DomainError {
  const message = `${faults.length} ${faults.length === 1 ? "cell" : "cells"} of ${column.name} cannot be converted. ${faults.slice(0, NAMED).join(" ")} Mend them first.`;
  return new DomainError("conflict", message, {
    details: faults.slice(0, NAMED).map((message) => ({ path: ["type"], message })),
  });
}
