import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { findTable, type DataTable } from "./find-table";
import { showSource } from "./links/show-source";

/** Lists the workspace's tables, sorted by name. */
export async function listTables(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  return (await tablesOf(ctx.workspaceId)).map(showTable);
}

/** Returns one table without its rows. */
export async function getTable(ctx: ServiceContext, tableId: string) {
  requireRole(ctx, "viewer");
  return showTable(await findTable(ctx.workspaceId, tableId));
}

/** Lists the tables and columns that the action editor offers. Steps cannot write to linked tables. */
export async function tableChoices(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  const tables = await tablesOf(ctx.workspaceId);
  return tables.map(({ id, name, columns, source }) => ({ id, name, columns, isLinked: source !== null }));
}

function tablesOf(workspaceId: string): Promise<DataTable[]> {
  return db
    .select()
    .from(dataTables)
    .where(and(eq(dataTables.workspaceId, workspaceId), eq(dataTables.isReady, true)))
    .orderBy(asc(dataTables.name));
}

function showTable({ id, name, description, columns, rowCount, source, createdAt, updatedAt }: DataTable) {
  return { id, name, description, columns, rowCount, source: source && showSource(source), createdAt, updatedAt };
}
