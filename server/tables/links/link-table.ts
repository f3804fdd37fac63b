import { z } from "zod";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { named, tableName } from "../create-table";
import { fetchSource } from "./fetch-source";
import { changeTable, findTable, saveTable } from "../find-table";
import type { ReadSource } from "../reading/read-source";
import { runReadingJob } from "../reading/run-reading-job";
import { refreshTable, replaceRows } from "./refresh-table";
import { showSource } from "./show-source";
import { sourceAddress } from "./source-address";
import { tableSource, type TableColumn, type TableSource } from "@/server/schemas/table-column";

export const linkAddress = z.string().trim().min(1, "Give the address of the sheet or the CSV file.").max(4000);

export const linkTableInput = z
  .object({
    /** The table whose rows are replaced; absent to create a table called `name`. */
    tableId: idText.optional(),
    name: tableName.optional(),
    url: linkAddress,
    everyMinutes: tableSource.shape.everyMinutes,
  })
  .refine(({ tableId, name }) => tableId !== undefined || name !== undefined, {
    path: ["name"],
    message: "Give the table a name.",
  });

/** Links a table to the address of a CSV file, which is read now and then again on a schedule. */
export async function linkTable(
  ctx: ServiceContext,
  { tableId, name, url, everyMinutes }: z.infer<typeof linkTableInput>,
): Promise<{ tableId: string; rowCount: number }> {
  requireRole(ctx, "editor");
  const source = { ...sourceAddress(url), everyMinutes, ...neverRead };
  return tableId === undefined ? linkNew(ctx, name ?? "", source) : linkPresent(ctx, tableId, source);
}

/** Reads a linked table's address now. A failure is reported in the result's `lastError`. */
export async function refreshNow(ctx: ServiceContext, tableId: string): Promise<TableSource> {
  requireRole(ctx, "editor");
  const source = await refreshTable(ctx.workspaceId, tableId);
  if (source) return showSource(source);
  throw new DomainError("conflict", "This table is not linked to an address, so there is nothing to read again.");
}

/** Removes the link. The rows stay and can be edited by hand from then on. */
export async function unlinkTable(ctx: ServiceContext, tableId: string): Promise<void> {
  requireRole(ctx, "editor");
  await changeTable(ctx.workspaceId, tableId, (tx) => saveTable(tx, tableId, { source: null }));
}

const neverRead = { lastRefreshedAt: null, lastTriedAt: null, lastError: null };

async function linkNew(ctx: ServiceContext, name: string, source: TableSource) {
  const read = await readNow(ctx.workspaceId, source, null);
  const table = { id: newId("dataTable"), workspaceId: ctx.workspaceId, name, columns: [], generation: 1 };
  await named(name, () =>
    db.transaction(async (tx) => {
      await tx.insert(dataTables).values(table);
      await replaceRows(tx, table, read, source);
    }),
  );
  return { tableId: table.id, rowCount: read.rowCount };
}

async function linkPresent(ctx: ServiceContext, tableId: string, source: TableSource) {
  const { columns } = await findTable(ctx.workspaceId, tableId);
  const read = await readNow(ctx.workspaceId, source, columns);
  await changeTable(ctx.workspaceId, tableId, (tx, table) => replaceRows(tx, table, read, source));
  return { tableId, rowCount: read.rowCount };
}

async function readNow(workspaceId: string, source: TableSource, present: TableColumn[] | null): Promise<ReadSource> {
  return runReadingJob("readSource", { bytes: await fetchSource(source), present }, { workspaceId });
}
