import { z } from "zod";
import { nameText } from "@/server/input-types";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { isUniqueViolation } from "@/db/unique-violation";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { columnName, columnTypes, MAX_TABLE_COLUMNS } from "@/server/schemas/table-column";
import { withKeys } from "./rows/with-keys";

export const tableName = nameText("Give the table a name.", 100);
export const tableDescription = z.string().trim().max(2000);
export const newColumn = z.object({ name: columnName, type: z.enum(columnTypes) });

export const createTableInput = z.object({
  name: tableName,
  description: tableDescription.default(""),
  columns: z
    .array(newColumn)
    .min(1, "Give the table at least one column.")
    .max(MAX_TABLE_COLUMNS, `A table has at most ${MAX_TABLE_COLUMNS} columns.`),
});

/** Creates an empty table. */
export async function createTable(
  ctx: ServiceContext,
  { name, description, columns }: z.infer<typeof createTableInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  const id = newId("dataTable");
  const table = { id, workspaceId: ctx.workspaceId, name, description, columns: withKeys(columns) };
  await named(name, () => db.insert(dataTables).values(table));
  return { id };
}

/** Runs a save that sets a table's name. @throws DomainError conflict when another table has that name. */
export async function named<T>(name: string, save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!isUniqueViolation(error, "data_tables_name")) throw error;
    throw nameIsTaken(name);
  }
}

/** The error for a table name that is already taken. */
export function nameIsTaken(name: string): DomainError {
  const message = `There is another table named "${name}". Choose another name.`;
  return new DomainError("conflict", message, { details: [{ path: ["name"], message }] });
}
