import { and, asc, eq, gt } from "drizzle-orm";
import { db } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";
import { errorResponse } from "@/server/http/error-response";
import { idText } from "@/server/input-types";
import { requestService } from "@/server/trpc/request-service";
import { csvLine } from "./csv-line";
import { findTable, type DataTable } from "./find-table";

const ROWS_PER_READ = 2000;

/** Answers the download of a table as CSV (RFC 4180, UTF-8), for every member of its workspace. */
export async function answerExport(request: Request, tableId: string): Promise<Response> {
  try {
    const ctx = await requestService(request);
    const table = await findTable(ctx.workspaceId, idText.parse(tableId));
    return new Response(exportTable(table), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": attachment(`${table.name}.csv`),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}

/** A table as CSV, read as fast as it is taken. Breaks off when the rows are replaced meanwhile: no file has some of both. */
export function exportTable(table: DataTable): ReadableStream<Uint8Array> {
  const text = lines(table);
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

async function* lines(table: DataTable): AsyncGenerator<string> {
  yield csvLine(table.columns.map(({ name }) => name));
  let after = "";
  for (;;) {
    const rows = await readRows(table, after);
    const last = rows.at(-1);
    if (!last) return assertSame(table);
    yield rows.map(({ values }) => csvLine(table.columns.map(({ key }) => values[key]))).join("");
    after = last.id;
  }
}

function readRows({ id, generation }: DataTable, after: string) {
  return db
    .select({ id: dataTableRows.id, values: dataTableRows.values })
    .from(dataTableRows)
    .where(and(eq(dataTableRows.tableId, id), eq(dataTableRows.generation, generation), gt(dataTableRows.id, after)))
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
