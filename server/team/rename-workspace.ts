import { eq } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import type { renameWorkspaceInput } from "./team-input";

/** Renames the workspace. */
export async function renameWorkspace(
  ctx: ServiceContext,
  { name }: z.infer<typeof renameWorkspaceInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  await db.update(workspaces).set({ name }).where(eq(workspaces.id, ctx.workspaceId));
}
