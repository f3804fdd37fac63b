import { sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { named, tableDescription, tableName } from "./create-table";
import { tableOf } from "./find-table";

export const updateTableInput = z.object({
  tableId: idText,
  name: tableName.optional(),
  description: tableDescription.optional(),
});

/** Changes a table's name or description. Steps refer to it by id, so they keep working. */
export async function updateTable(
  ctx: ServiceContext,
  { tableId, name, description }: z.infer<typeof updateTableInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const changed = await named(name ?? "", () =>
    db
      .update(dataTables)
      .set({ name, description, updatedAt: sql`now()` })
      .where(tableOf(ctx.workspaceId, tableId))
      .returning({ id: dataTables.id }),
  );
  if (changed.length === 0) throw new DomainError("not_found", "This table does not exist in your workspace.");
}
