import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { tableImports } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";

/**
 * Returns an import's progress. `faultCount` counts the rows that cannot be imported; `faults` lists the first faults.
 */
export async function getImport(ctx: ServiceContext, importId: string) {
  requireRole(ctx, "viewer");
  const [found] = await db
    .select({
      importId: tableImports.id,
      /** For a new table, set when the import has created it. */
      tableId: tableImports.tableId,
      fileName: tableImports.fileName,
      status: tableImports.status,
      mode: tableImports.mode,
      totalRows: tableImports.totalRows,
      doneRows: tableImports.doneRows,
      faults: tableImports.faults,
      faultCount: tableImports.faultCount,
      error: tableImports.error,
      createdAt: tableImports.createdAt,
      finishedAt: tableImports.finishedAt,
    })
    .from(tableImports)
    .where(and(eq(tableImports.workspaceId, ctx.workspaceId), eq(tableImports.id, importId)));
  if (!found) throw new DomainError("not_found", "This import is no longer kept. Choose the file again.");
  return found;
}
