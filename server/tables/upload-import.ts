import { db } from "@/db/client";
import { tableImports } from "@/db/schema/tables";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { findTable } from "./find-table";
import { packRows } from "./pack-rows";
import { proposeColumns } from "./propose-columns";
import { readSheet } from "./read-sheet";
import { invalid } from "./sheet";
import type { TableColumn } from "./table-column";

const PREVIEW_ROWS = 20;

/** What a file holds, for people to decide what becomes of it. */
export interface UploadedImport {
  importId: string;
  fileName: string;
  /** Proposed; `startImport` names the file's columns by these keys. */
  columns: TableColumn[];
  /** Cells of the first 20 rows as they stand in the file, in the order of the columns. */
  preview: { line: number; cells: string[] }[];
  totalRows: number;
}

/**
 * Reads a file that is to become rows, and keeps them until the import starts.
 * @param tableId The table that it is meant for, whose types it then proposes; null: a new one, or not known yet.
 * @throws DomainError invalid that says what is wrong with the file.
 */
export async function uploadImport(
  ctx: ServiceContext,
  file: { bytes: Buffer; fileName: string; tableId: string | null },
): Promise<UploadedImport> {
  const known = file.tableId === null ? [] : (await findTable(ctx.workspaceId, file.tableId)).columns;
  const sheet = await readSheet(file.bytes);
  if (sheet.rows.length === 0) throw invalid("The file has a header and no rows.");
  const columns = proposeColumns(sheet, known);
  const row = {
    id: newId("tableImport"),
    workspaceId: ctx.workspaceId,
    fileName: file.fileName,
    bytes: await packRows(sheet.rows),
    status: "uploaded" as const,
    columns,
    totalRows: sheet.rows.length,
    createdBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
  };
  await db.insert(tableImports).values(row);
  return {
    importId: row.id,
    fileName: row.fileName,
    columns: columns.map(({ key, name, type }) => ({ key, name, type })),
    preview: sheet.rows.slice(0, PREVIEW_ROWS).map(({ line, cells }) => ({
      line,
      cells: columns.map(({ index }) => cells[index] ?? ""),
    })),
    totalRows: row.totalRows,
  };
}
