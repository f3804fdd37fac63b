import type { z } from "zod";
import { db } from "@/db/client";
import { memberships } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { findMember, isMember, lockMembers } from "./find-member";
import type { memberInput } from "./team-input";

/**
 * Makes another member the owner; the owner until then becomes an admin.
 * @throws DomainError not_found; conflict if the member already owns the workspace, or the caller no longer does.
 */
export async function transferOwnership(ctx: ServiceContext, { userId }: z.infer<typeof memberInput>): Promise<void> {
  requireRole(ctx, "owner");
  if (ctx.actor.type !== "user") throw new DomainError("invalid", "Only the owner can transfer a workspace.");
  const ownerId = ctx.actor.userId;
  await db.transaction(async (tx) => {
    await lockMembers(tx, ctx, userId);
    const owner = await findMember(tx, ctx.workspaceId, ownerId);
    if (owner.role !== "owner") throw new DomainError("conflict", "You no longer own this workspace.");
    const next = await findMember(tx, ctx.workspaceId, userId);
    if (next.role === "owner") throw new DomainError("conflict", `${next.name} already owns this workspace.`);
    await tx.update(memberships).set({ role: "admin" }).where(isMember(ctx.workspaceId, ownerId));
    await tx.update(memberships).set({ role: "owner" }).where(isMember(ctx.workspaceId, userId));
  });
}
