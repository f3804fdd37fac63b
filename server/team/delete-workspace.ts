import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { lockRole } from "@/server/accounts/lock-role";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import type { deleteWorkspaceInput } from "./team-input";

/**
 * Sets the workspace to be deleted with its data in 7 days. Until then it works as before, and the owner can undo it.
 * @throws DomainError invalid at `name` if it is not the workspace's; conflict if it is already set to be deleted.
 */
export async function deleteWorkspace(
  ctx: ServiceContext,
  { name }: z.infer<typeof deleteWorkspaceInput>,
): Promise<{ deleteAt: string }> {
  requireRole(ctx, "owner");
  const [workspace] = await db.select().from(workspaces).where(eq(workspaces.id, ctx.workspaceId));
  if (workspace?.name !== name) {
    const message = `Type the name of the workspace as it is written here: ${workspace?.name ?? ""}`;
    throw new DomainError("invalid", message, { details: [{ path: ["name"], message }] });
  }
  const [set] = await db.transaction(async (tx) => {
    const updated = await tx
      .update(workspaces)
      .set({ deleteAt: sql`now() + interval '7 days'` })
      .where(and(eq(workspaces.id, ctx.workspaceId), isNull(workspaces.deleteAt)))
      .returning({ deleteAt: workspaces.deleteAt });
    // The ownership may have been transferred meanwhile.
    await lockRole(tx, ctx, "owner");
    return updated;
  });
  if (!set?.deleteAt) throw new DomainError("conflict", "This workspace is already going to be deleted.");
  return { deleteAt: set.deleteAt.toISOString() };
}

/** Keeps a workspace that was going to be deleted. @throws DomainError gone if it was just deleted. */
export async function keepWorkspace(ctx: ServiceContext): Promise<void> {
  requireRole(ctx, "owner");
  const kept = await db
    .update(workspaces)
    .set({ deleteAt: null })
    .where(eq(workspaces.id, ctx.workspaceId))
    .returning({ id: workspaces.id });
  if (kept.length === 0) throw new DomainError("gone", "This workspace has just been deleted.");
}
