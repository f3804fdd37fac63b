import { db } from "@/db/client";
import { tableImports } from "@/db/schema/tables";
import { newId } from "@/server/ids";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { findTable } from "../find-table";
import type { ReadUpload } from "../reading/read-upload";
import type { SheetChoice } from "../reading/workbook/read-sheet";
import { runReadingJob } from "../reading/run-reading-job";
import type { TableColumn } from "@/server/schemas/table-column";

/** The preview of an uploaded file, from which the user chooses how to import it. */
export interface UploadedImport extends Pick<ReadUpload, "preview" | "totalRows" | "place" | "unknownResults"> {
  importId: string;
  fileName: string;
  /** The proposed columns. `startImport` refers to the file's columns by these keys. */
  columns: TableColumn[];
}

interface SentImport {
  bytes: Buffer;
  fileName: string;
  /** The target table, whose column types are proposed; null for a new table, or if it is not chosen yet. */
  tableId: string | null;
  choice?: SheetChoice;
  /** Stops the reading of the file. */
  signal?: AbortSignal;
}

/**
 * Reads a file and stores its rows until the import starts.
 * @throws DomainError invalid that describes the fault in the file.
 */
export async function uploadImport(
  ctx: ServiceContext,
  { bytes, fileName, tableId, choice, signal }: SentImport,
): Promise<UploadedImport> {
  requireRole(ctx, "editor");
  const known = tableId === null ? [] : (await findTable(ctx.workspaceId, tableId)).columns;
  const input = { bytes, choice: { ...choice, fileName }, known };
  const { columns, packed, ...shown } = await runReadingJob("readUpload", input, {
    workspaceId: ctx.workspaceId,
    signal,
  });
  const row = {
    id: newId("tableImport"),
    workspaceId: ctx.workspaceId,
    fileName,
    bytes: Buffer.from(packed.buffer),
    status: "uploaded" as const,
    columns,
    totalRows: shown.totalRows,
    createdBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
  };
  await db.insert(tableImports).values(row);
  return { importId: row.id, fileName, columns: columns.map(({ key, name, type }) => ({ key, name, type })), ...shown };
}
