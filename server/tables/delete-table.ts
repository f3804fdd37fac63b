import { z } from "zod";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { assertUnused, type FindTableUses } from "./assert-unused";
import { findTable, tableOf } from "./find-table";

export const deleteTableInput = z.object({ tableId: idText, force: z.boolean().default(false) });

/** Deletes a table and its rows. A table that actions use is deleted only with `force`. */
export async function deleteTable(
  ctx: ServiceContext,
  { tableId, force }: z.infer<typeof deleteTableInput>,
  findUses: FindTableUses,
): Promise<void> {
  requireRole(ctx, "editor");
  const table = await findTable(ctx.workspaceId, tableId);
  if (!force) assertUnused(await findUses(ctx.workspaceId, tableId, null), table.name);
  await db.delete(dataTables).where(tableOf(ctx.workspaceId, tableId));
}
