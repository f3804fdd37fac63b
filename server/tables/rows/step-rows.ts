import { and, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { dataTableRows, dataTableWrites } from "@/db/schema/tables";
import { assertWritable, changeTable, findTable, saveTable, type DataTable } from "../find-table";
import { checkedCells } from "./row-values";
import { orderRows, whereFilters, type RowChoice, type RowSort } from "./rows-query";
import type { RowValues } from "@/server/schemas/table-column";
import { changedValues, currentRows, insertRow } from "./write-rows";

/** The table that a step reads or changes. */
export interface StepPlace {
  workspaceId: string;
  tableId: string;
}

export interface FoundRows {
  table: DataTable;
  rows: RowValues[];
  /** More rows match than the limit allows. */
  hasMore: boolean;
}

/** The result of a step's change. `row` is the new row, or the first of the changed rows. */
export interface ChangedRows {
  table: DataTable;
  count: number;
  row: RowValues | null;
}

/** Finds rows for a step. @throws DomainError not_found or invalid. */
export async function findRows(
  { workspaceId, tableId }: StepPlace,
  { sort, limit, ...choice }: RowChoice & { sort: RowSort[]; limit: number },
): Promise<FoundRows> {
  const table = await findTable(workspaceId, tableId);
  const found = await db
    .select({ values: dataTableRows.values })
    .from(dataTableRows)
    .where(and(currentRows(table), whereFilters(table.columns, choice)))
    .orderBy(...orderRows(table.columns, sort))
    .limit(limit + 1);
  const rows = found.slice(0, limit).map(({ values }) => inColumnOrder(table, values));
  return { table, rows, hasMore: found.length > limit };
}

/** Adds a row for a step. Repeating the same execution changes nothing. */
export function addRowOnce(at: StepPlace, callId: string, given: Record<string, unknown>): Promise<ChangedRows> {
  return changeOnce(at, callId, async (tx, table) => {
    const { values } = await insertRow(
      tx,
      table,
      `row_${callId.replace(/^run_/, "")}`,
      checkedCells(table.columns, given),
    );
    return { count: 1, row: values };
  });
}

/** Changes the matching rows for a step. Repeating the same execution changes nothing. */
export function updateRowsOnce(
  at: StepPlace,
  callId: string,
  choice: RowChoice,
  given: Record<string, unknown>,
): Promise<ChangedRows> {
  return changeOnce(at, callId, async (tx, table) => {
    const rows = await tx
      .update(dataTableRows)
      .set({ values: changedValues(checkedCells(table.columns, given)), updatedAt: sql`now()` })
      .where(and(currentRows(table), chosen(table, choice)))
      .returning({ id: dataTableRows.id, values: dataTableRows.values });
    const first = rows.reduce<(typeof rows)[number] | null>(
      (least, row) => (least && least.id < row.id ? least : row),
      null,
    );
    return { count: rows.length, row: first?.values ?? null };
  });
}

/** Deletes the matching rows for a step. Repeating the same execution changes nothing. */
export function deleteRowsOnce(at: StepPlace, callId: string, choice: RowChoice): Promise<ChangedRows> {
  return changeOnce(at, callId, async (tx, table) => {
    const gone = await tx
      .delete(dataTableRows)
      .where(and(currentRows(table), chosen(table, choice)))
      .returning({ id: dataTableRows.id });
    await saveTable(tx, table.id, { rowCount: table.rowCount - gone.length });
    return { count: gone.length, row: null };
  });
}

type Change = Omit<ChangedRows, "table">;

/** Commits a change and its record in one transaction, so a step repeated after a crash finds its earlier result. */
function changeOnce(
  { workspaceId, tableId }: StepPlace,
  callId: string,
  change: (tx: Transaction, table: DataTable) => Promise<Change>,
): Promise<ChangedRows> {
  return changeTable(workspaceId, tableId, async (tx, table) => {
    const [done] = await tx
      .select({ count: dataTableWrites.count, row: dataTableWrites.row })
      .from(dataTableWrites)
      .where(and(eq(dataTableWrites.callId, callId), eq(dataTableWrites.tableId, tableId)));
    const { count, row } = done ?? (await changeNow());
    return { table, count, row: row && inColumnOrder(table, row) };

    async function changeNow(): Promise<Change> {
      assertWritable(table);
      const made = await change(tx, table);
      await tx.insert(dataTableWrites).values({ callId, tableId, ...made });
      return made;
    }
  });
}

/** Puts the cells in the order of the columns, since jsonb does not keep the order of keys. */
function inColumnOrder({ columns }: DataTable, values: RowValues): RowValues {
  const cells = columns.flatMap(({ key }) => {
    const value = values[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(cells);
}

function chosen(table: DataTable, choice: RowChoice) {
  // Without a filter, nothing matches rather than every row. The schema requires a filter too.
  return whereFilters(table.columns, choice) ?? sql`false`;
}
