import { setImmediate } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { columnKeyFor, isSameName } from "./column-key";
import { convertRow } from "./convert-row";
import { fetchSheet } from "./fetch-sheet";
import { changeTable, findTable, saveTable, type DataTable } from "./find-table";
import { mergeColumns } from "./plan-columns";
import { proposeColumns } from "./propose-columns";
import type { Sheet } from "./sheet";
import { dropRows, openGeneration, stagedRowId, stageRows } from "./stage-rows";
import type { ImportColumn, RowValues, TableColumn, TableSource } from "./table-column";

/**
 * Reads a linked table's address again and replaces its rows. Whatever is wrong there is kept as the source's `lastError`,
 * and the rows stay as they are. Columns keep their types; those that are new are texts.
 */
export async function refreshTable(workspaceId: string, tableId: string): Promise<TableSource | null> {
  const { source, columns } = await findTable(workspaceId, tableId);
  if (source === null) return null;
  await patchSource(workspaceId, tableId, source.url, { lastTriedAt: new Date().toISOString() });
  try {
    const sheet = await fetchSheet(source);
    const plan = planRefresh(sheet, columns);
    const rows = await convertSheet(sheet, plan);
    await changeTable(workspaceId, tableId, async (tx, table) => {
      const isStillLinked = table.source?.url === source.url;
      if (isStillLinked) await replaceRows(tx, table, { rows, plan, source: table.source ?? source });
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await patchSource(workspaceId, tableId, source.url, { lastError: error.message });
  }
  return (await findTable(workspaceId, tableId)).source;
}

/** What a linked address gave: checked rows and where their columns go. */
export interface ReadSource {
  rows: CheckedRow[];
  plan: ImportColumn[];
  source: TableSource;
}

/** Replaces all rows of a table, within a change of it, and says in its source that they were read now. */
export async function replaceRows(
  tx: Transaction,
  table: Pick<DataTable, "workspaceId" | "id" | "generation" | "columns">,
  { rows, plan, source }: ReadSource,
): Promise<void> {
  const { workspaceId, id: tableId } = table;
  const generation = await openGeneration(tx, tableId);
  const base = newId("dataTableRow");
  const staged = rows.map(({ line, values }) => ({ id: stagedRowId(base, generation, line), values }));
  await stageRows(tx, { workspaceId, tableId, generation }, staged);
  await dropRows(tx, tableId, table.generation);
  const columns = mergeColumns(table.columns, plan, "replace");
  const now = new Date().toISOString();
  const refreshed = { ...source, lastTriedAt: now, lastRefreshedAt: now, lastError: null };
  await saveTable(tx, tableId, { columns, generation, rowCount: rows.length, source: refreshed });
}

/** @throws DomainError invalid when a column is gone: bots would find empty cells where they look for values. */
export function planRefresh(sheet: Sheet, columns: TableColumn[]): ImportColumn[] {
  const missing = columns.filter(({ name }) => !sheet.header.some((other) => isSameName(other, name)));
  const [first] = missing;
  if (first) {
    const named = missing.slice(0, 5).map(({ name }) => `"${name}"`);
    const what = missing.length === 1 ? `The column ${named.join("")} is` : `The columns ${named.join(", ")} are`;
    throw new DomainError("invalid", `${what} missing at the address. Put them back there, or remove them here.`);
  }
  const keys = new Set(columns.map(({ key }) => key));
  return proposeColumns(sheet, columns).map((column) => {
    const same = columns.find(({ name }) => isSameName(name, column.name));
    if (same) return { ...column, ...same };
    const key = columnKeyFor(column.name, keys);
    keys.add(key);
    return { ...column, key, type: "text" };
  });
}

interface CheckedRow {
  line: number;
  values: RowValues;
}

const NAMED = 3;
const ROWS_BEFORE_OTHERS = 2000;

/** A sheet's rows as cells. @throws DomainError invalid that names the first rows that do not fit. */
export async function convertSheet(sheet: Sheet, plan: ImportColumn[]): Promise<CheckedRow[]> {
  const good: CheckedRow[] = [];
  const bad: string[] = [];
  for (const [i, row] of sheet.rows.entries()) {
    if (i % ROWS_BEFORE_OTHERS === 0) await setImmediate();
    const converted = convertRow(row, plan, sheet.header.length);
    if ("values" in converted) good.push(converted);
    else bad.push(`Line ${converted.line}: ${converted.faults.map(({ message }) => message).join(" ")}`);
  }
  if (bad.length === 0) return good;
  const count = bad.length === 1 ? "1 row does" : `${bad.length.toLocaleString("en")} rows do`;
  throw new DomainError("invalid", `${count} not fit. ${bad.slice(0, NAMED).join(" ")}`);
}

/** Changes what a source says of itself, unless the table is linked to another address by now. */
async function patchSource(
  workspaceId: string,
  tableId: string,
  url: string,
  changes: Partial<TableSource>,
): Promise<void> {
  await db
    .update(dataTables)
    .set({ source: sql`${dataTables.source} || ${JSON.stringify(changes)}::jsonb` })
    .where(
      and(
        eq(dataTables.workspaceId, workspaceId),
        eq(dataTables.id, tableId),
        sql`${dataTables.source} ->> 'url' = ${url}`,
      ),
    );
}
