import { and, asc, gt, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { csvLine } from "./csv-line";
import { csvStream } from "./csv-stream";
import { findTable, type DataTable } from "../find-table";
import { listRowsInput } from "../rows/list-rows";
import { whereFilters, whereSearch } from "../rows/rows-query";
import { currentRows } from "../rows/write-rows";

const ROWS_PER_READ = 2000;

/** The search and filters of the table's page, which select the rows to export. */
export const exportView = listRowsInput.pick({ search: true, match: true, filters: true });

/**
 * Opens a CSV stream of the table's rows that match a search and filters.
 * @throws DomainError `not_found`.
 */
export async function openExport(ctx: ServiceContext, tableId: string, view: z.infer<typeof exportView>) {
  requireRole(ctx, "viewer");
  const table = await findTable(ctx.workspaceId, tableId);
  const isNarrowed = view.filters.length > 0 || view.search.trim() !== "";
  const chosen = and(whereFilters(table.columns, view), whereSearch(view.search));
  return { csv: exportTable(table, chosen), fileName: `${table.name}${isNarrowed ? " (filtered)" : ""}.csv` };
}

/**
 * Streams the chosen rows as CSV at the client's pace. The stream fails when an import replaces the rows before its
 * end, so that no file mixes old and new rows.
 */
export function exportTable(table: DataTable, chosen?: SQL): ReadableStream<Uint8Array> {
  return csvStream(lines(table, chosen));
}

async function* lines(table: DataTable, chosen: SQL | undefined): AsyncGenerator<string> {
  yield csvLine(table.columns.map(({ name }) => name));
  let after = "";
  for (;;) {
    const rows = await readRows(table, after, chosen);
    const last = rows.at(-1);
    if (!last) return assertSame(table);
    yield rows.map(({ values }) => csvLine(table.columns.map(({ key }) => values[key]))).join("");
    after = last.id;
  }
}

function readRows(table: DataTable, after: string, chosen: SQL | undefined) {
  return db
    .select({ id: dataTableRows.id, values: dataTableRows.values })
    .from(dataTableRows)
    .where(and(currentRows(table), gt(dataTableRows.id, after), chosen))
    .orderBy(asc(dataTableRows.id))
    .limit(ROWS_PER_READ);
}

async function assertSame({ workspaceId, id, generation }: DataTable): Promise<void> {
  const now = await findTable(workspaceId, id);
  if (now.generation === generation) return;
  throw new DomainError("conflict", "The table's rows were replaced during the download. Download it again.");
}
