import { and, inArray, sql, type SQL } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import type { DataTable } from "../find-table";
import type { CellChanges } from "./row-values";
import { amongFew, currentRows } from "./write-rows";

/** Cells of a row, by the keys of `values`. */
interface RowCells {
  rowId: string;
  values: CellChanges;
}

/** An undo is sent back by the browser, whose requests have at most 1 MB. */
const MAX_UNDO_BYTES = 700_000;

/** Returns the present values of cells, null for empty ones; null if together they are too large to be sent back. */
export async function cellsNow(tx: Transaction, table: DataTable, cells: RowCells[]): Promise<RowCells[] | null> {
  if (cells.length === 0) return [];
  const rows = await tx.execute<{ row_id: string; cells: CellChanges }>(sql`
    with found as (${presentCells(table, cells)}),
    size as (select sum(octet_length(cells::text) + octet_length(row_id)) as bytes from found)
    select row_id, cells from found, size where bytes <= ${MAX_UNDO_BYTES}`);
  const found = rows.map((row) => ({ rowId: row.row_id, values: row.cells }));
  return found.length === 0 ? null : found;
}

/** Returns a fingerprint of cells and of whole rows, which is the same as long as nobody changes one of them. */
export async function cellPrint(
  tx: Transaction,
  table: DataTable,
  cells: RowCells[],
  rowIds: string[],
): Promise<string> {
  const [row] = await tx.execute<{ print: string }>(sql`
    select md5(coalesce(string_agg(row_id || cells::text, ',' order by row_id, cells::text), '')) as print from (
      ${presentCells(table, cells)}
      union all
      select ${dataTableRows.id}, ${dataTableRows.values}
      from ${dataTableRows} where ${and(currentRows(table), inArray(dataTableRows.id, rowIds))}
    ) as present`);
  return row?.print ?? "";
}

function presentCells(table: DataTable, cells: RowCells[]): SQL {
  const ids = cells.map(({ rowId }) => rowId);
  const given = cells.map(({ rowId, values }) => ({ id: rowId, keys: Object.keys(values) }));
  return sql`
    select ${dataTableRows.id} as row_id, (
      select coalesce(jsonb_object_agg(key, ${dataTableRows.values} -> key), '{}') from unnest(given.keys) as key
    ) as cells
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(id text, keys text[])
    join ${dataTableRows} on ${dataTableRows.id} = given.id
    where ${and(currentRows(table), amongFew(ids))}`;
}
