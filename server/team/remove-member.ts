import type { z } from "zod";
import { db } from "@/db/client";
import { memberships } from "@/db/schema/accounts";
import { lockRole } from "@/server/accounts/lock-role";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { Role } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";
import { findMember, isMember, lockMembers } from "./find-member";
import { revokeInvitationsOf } from "./open-invitation";
import type { memberInput } from "./team-input";

/**
 * Takes a member out of the workspace. The conversations assigned to the member become unassigned (a trigger), and
 * their open invitations are revoked.
 * @throws DomainError not_found; conflict for the owner.
 */
export async function removeMember(ctx: ServiceContext, { userId }: z.infer<typeof memberInput>): Promise<void> {
  requireRole(ctx, "admin");
  await remove(ctx, userId, "admin");
}

/**
 * Takes the member who asks for it out of the workspace.
 * @throws DomainError conflict for the owner, who transfers the ownership first.
 */
export async function leaveWorkspace(ctx: ServiceContext): Promise<void> {
  requireRole(ctx, "viewer");
  if (ctx.actor.type !== "user") throw new DomainError("invalid", "Only members can leave a workspace.");
  await remove(ctx, ctx.actor.userId, "viewer");
}

async function remove(ctx: ServiceContext, userId: string, atLeast: Role): Promise<void> {
  const { workspaceId } = ctx;
  await db.transaction(async (tx) => {
    await lockMembers(tx, ctx, userId);
    await lockRole(tx, ctx, atLeast);
    const member = await findMember(tx, workspaceId, userId);
    if (member.role === "owner") {
      throw new DomainError(
        "conflict",
        `${member.name} owns this workspace. Transfer the ownership to another member first.`,
      );
    }
    await tx.delete(memberships).where(isMember(workspaceId, userId));
    await revokeInvitationsOf(tx, workspaceId, userId);
  });
}
