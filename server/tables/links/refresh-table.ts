import { and, eq, sql, type SQL } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { fetchSource } from "./fetch-source";
import { changeTable, findTable, saveTable, type DataTable } from "../find-table";
import { mergeColumns } from "../columns/plan-columns";
import type { ReadSource } from "../reading/read-source";
import { runReadingJob } from "../reading/run-reading-job";
import { dropRows, openGeneration, stageRows } from "../imports/stage-rows";
import type { TableSource } from "@/server/schemas/table-column";

/**
 * Reads a linked table's address again and replaces its rows. On failure the rows stay unchanged and the reason is
 * stored in the source's `lastError`. Columns keep their types; new columns are texts.
 */
export async function refreshTable(workspaceId: string, tableId: string): Promise<TableSource | null> {
  const { source, columns } = await findTable(workspaceId, tableId);
  if (source === null) return null;
  await patchSource(workspaceId, tableId, source.url, { lastTriedAt: new Date().toISOString() });
  try {
    const bytes = await fetchSource(source);
    const read = await runReadingJob("readSource", { bytes, present: columns }, { workspaceId });
    await changeTable(workspaceId, tableId, async (tx, table) => {
      if (table.source?.url === source.url) await replaceRows(tx, table, read, table.source);
    });
  } catch (error) {
    // `unavailable` means that the queue is full, so the durable step retries.
    if (!(error instanceof DomainError) || error.code === "unavailable") throw error;
    await patchSource(workspaceId, tableId, source.url, { lastError: error.message }, oneMoreFailure);
  }
  return (await findTable(workspaceId, tableId)).source;
}

/** Replaces all rows of a table inside `changeTable`, and records the time of the refresh in its source. */
export async function replaceRows(
  tx: Transaction,
  table: Pick<DataTable, "workspaceId" | "id" | "generation" | "columns">,
  { slices, rowCount, plan }: ReadSource,
  source: TableSource,
): Promise<void> {
  const { workspaceId, id: tableId } = table;
  const generation = await openGeneration(tx, tableId);
  await stageRows(tx, { workspaceId, tableId, generation }, newId("dataTableRow"), slices);
  await dropRows(tx, tableId, table.generation);
  const columns = mergeColumns(table.columns, plan, "replace");
  const now = new Date().toISOString();
  const { failedTries: _, ...link } = source;
  const refreshed = { ...link, lastTriedAt: now, lastRefreshedAt: now, lastError: null };
  await saveTable(tx, tableId, { columns, generation, rowCount, source: refreshed });
}

const oneMoreFailure = sql`jsonb_build_object(
  'failedTries', coalesce((${dataTables.source} ->> 'failedTries')::int, 0) + 1)`;

/** Updates fields of a table's source, unless the table has been linked to another address since. */
async function patchSource(
  workspaceId: string,
  tableId: string,
  url: string,
  changes: Partial<TableSource>,
  more: SQL = sql`'{}'::jsonb`,
): Promise<void> {
  await db
    .update(dataTables)
    .set({ source: sql`${dataTables.source} || ${JSON.stringify(changes)}::jsonb || ${more}` })
    .where(
      and(
        eq(dataTables.workspaceId, workspaceId),
        eq(dataTables.id, tableId),
        sql`${dataTables.source} ->> 'url' = ${url}`,
      ),
    );
}
