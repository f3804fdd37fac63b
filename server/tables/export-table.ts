import { and, asc, gt, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";
import { errorResponse } from "@/server/http/error-response";
import { fromZodError } from "@/server/http/from-zod-error";
import { idText } from "@/server/input-types";
import { requestService } from "@/server/accounts/request-service";
import { csvLine } from "./csv-line";
import { findTable, type DataTable } from "./find-table";
import { listRowsInput } from "./list-rows";
import { whereFilters, whereSearch } from "./rows-query";
import { currentRows } from "./write-rows";

const ROWS_PER_READ = 2000;

/** Which rows of a table are exported: those that a screen shows. */
const exportView = listRowsInput.pick({ search: true, match: true, filters: true });

/**
 * Answers the download of a table as CSV (RFC 4180, UTF-8), for every member of its workspace. `?view=` narrows it to the
 * rows that a search and filters leave, as JSON.
 */
export async function answerExport(request: Request, tableId: string): Promise<Response> {
  try {
    const ctx = await requestService(request);
    const table = await findTable(ctx.workspaceId, idText.parse(tableId));
    const view = viewOf(request.url);
    const isNarrowed = view.filters.length > 0 || view.search.trim() !== "";
    const chosen = and(whereFilters(table.columns, view), whereSearch(view.search));
    return new Response(exportTable(table, chosen), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": attachment(`${table.name}${isNarrowed ? " (filtered)" : ""}.csv`),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}

function viewOf(url: string): z.infer<typeof exportView> {
  const parsed = exportView.safeParse(parseJson(new URL(url).searchParams.get("view") ?? "{}"));
  if (!parsed.success) throw fromZodError(parsed.error);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "view is not JSON.", {
      details: [{ path: ["view"], message: "It is not JSON." }],
    });
  }
}

/**
 * A table's chosen rows as CSV, read as fast as the client takes them. Fails when the rows are replaced meanwhile, so
 * that no file mixes old and new rows.
 */
export function exportTable(table: DataTable, chosen?: SQL): ReadableStream<Uint8Array> {
  const text = lines(table, chosen);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await text.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await text.return(undefined);
    },
  });
}

/** Without it, Excel reads the file in a legacy encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

async function* lines(table: DataTable, chosen: SQL | undefined): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(table.columns.map(({ name }) => name));
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

/** RFC 6266: a plain name for old programs, the true one for the others. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w.() -]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, hex)}`;
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
