import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { dataTables, tableImports } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { firstCheck } from "@/server/outbox/check-time";
import { dispatch, enqueue } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { nameIsTaken, tableName } from "../create-table";
import { assertWritable, findTable } from "../find-table";
import { mergeColumns, planColumns } from "../columns/plan-columns";
import { MAX_TABLE_COLUMNS, tableColumn } from "@/server/schemas/table-column";

export const startImportInput = z
  .object({
    importId: idText,
    /** Null to create a table called `name`. */
    tableId: idText.nullable(),
    name: tableName.optional(),
    /** The upload's columns by key, with any changed names and types. Columns left out are not imported. */
    columns: z.array(tableColumn).min(1, "Choose at least one column.").max(MAX_TABLE_COLUMNS),
    mode: z.enum(["replace", "append"]),
    /** If false, one bad row fails the whole import. */
    skipBadRows: z.boolean().default(false),
  })
  .refine(({ tableId, name }) => tableId !== null || name !== undefined, {
    path: ["name"],
    message: "Give the table a name.",
  });

/** Starts an uploaded import, or retries one that failed. */
export async function startImport(ctx: ServiceContext, input: z.infer<typeof startImportInput>): Promise<void> {
  requireRole(ctx, "editor");
  const { importId, tableId, mode, skipBadRows } = input;
  const uploaded = await findUpload(ctx, importId);
  const table = tableId === null ? null : await findTable(ctx.workspaceId, tableId);
  if (table) assertWritable(table);
  else await assertNameIsFree(ctx, input.name ?? "");
  const present = table?.columns ?? [];
  const plan = planColumns(uploaded.columns, input.columns, present);
  mergeColumns(present, plan, mode);
  const events = await db.transaction(async (tx) => {
    const started = await tx
      .update(tableImports)
      .set({ status: "importing", tableId, tableName: table ? null : input.name, plan, mode, skipBadRows, ...fresh })
      .where(
        and(
          eq(tableImports.workspaceId, ctx.workspaceId),
          eq(tableImports.id, importId),
          inArray(tableImports.status, ["uploaded", "failed"]),
        ),
      )
      .returning({ id: tableImports.id });
    if (started.length === 0) throw new DomainError("conflict", "This import is already running.");
    return enqueue(tx, [{ name: "table/import.requested", data: { workspaceId: ctx.workspaceId, importId } }]);
  });
  await dispatch(events);
}

const fresh = { checkAt: firstCheck, doneRows: 0, faults: [], faultCount: 0, error: null, finishedAt: null };

async function findUpload(ctx: ServiceContext, importId: string) {
  const [found] = await db
    .select({ columns: tableImports.columns, size: sql<number>`length(${tableImports.bytes})` })
    .from(tableImports)
    .where(and(eq(tableImports.workspaceId, ctx.workspaceId), eq(tableImports.id, importId)));
  if (!found || found.size === 0) {
    throw new DomainError("not_found", "The uploaded file is no longer kept. Choose it again.");
  }
  return found;
}

async function assertNameIsFree(ctx: ServiceContext, name: string): Promise<void> {
  const [other] = await db
    .select({ id: dataTables.id })
    .from(dataTables)
    .where(and(eq(dataTables.workspaceId, ctx.workspaceId), eq(dataTables.name, name)));
  if (other) throw nameIsTaken(name);
}
