import { z } from "zod";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { findTable, tableOf } from "./find-table";
import { assertUnused } from "./table-uses";

export const deleteTableInput = z.object({ tableId: idText, force: z.boolean().default(false) });

/** Deletes a table with its rows; one that actions use only when that is meant (`force`). */
export async function deleteTable(
  ctx: ServiceContext,
  { tableId, force }: z.infer<typeof deleteTableInput>,
): Promise<void> {
  const table = await findTable(ctx.workspaceId, tableId);
  if (!force) await assertUnused(ctx.workspaceId, table, null);
  await db.delete(dataTables).where(tableOf(ctx.workspaceId, tableId));
}
