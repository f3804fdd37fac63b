import { and, eq, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { DomainError } from "@/server/errors";

export type DataTable = typeof dataTables.$inferSelect;

/** Matches a visible table of the workspace. A table stays hidden until its first import is complete. */
export function tableOf(workspaceId: string, tableId: string) {
  return and(eq(dataTables.workspaceId, workspaceId), eq(dataTables.id, tableId), eq(dataTables.isReady, true));
}

/** Returns a visible table of the workspace. @throws DomainError not_found. */
export async function findTable(workspaceId: string, tableId: string, on: Executor = db): Promise<DataTable> {
  const [table] = await on.select().from(dataTables).where(tableOf(workspaceId, tableId));
  return table ?? isGone();
}

/**
 * Runs a change of a table, its columns or its rows in a transaction that locks the table.
 * @throws DomainError not_found.
 */
export async function changeTable<T>(
  workspaceId: string,
  tableId: string,
  change: (tx: Transaction, table: DataTable) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    // Weaker than "for update", so that a running import can keep inserting rows of its own generation.
    const [table] = await tx.select().from(dataTables).where(tableOf(workspaceId, tableId)).for("no key update");
    return change(tx, table ?? isGone());
  });
}

/** Updates a table's record and its `updatedAt`. */
export async function saveTable(
  tx: Transaction,
  tableId: string,
  changes: Partial<Pick<DataTable, "name" | "description" | "columns" | "source" | "generation">> & {
    rowCount?: number;
  },
): Promise<void> {
  await tx
    .update(dataTables)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(eq(dataTables.id, tableId));
}

/** @throws DomainError conflict when the table is linked, since the next refresh would overwrite the change. */
export function assertWritable({ name, source }: DataTable): void {
  if (source === null) return;
  throw new DomainError(
    "conflict",
    `The rows of ${name} come from a linked address, so a change would be overwritten. Change them there, or unlink the table.`,
  );
}

function isGone(): never {
  throw new DomainError("not_found", "This table does not exist in your workspace.");
}
