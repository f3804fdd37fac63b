import type { z } from "zod";
import { db } from "@/db/client";
import { memberships } from "@/db/schema/accounts";
import { limitsOf } from "@/server/accounts/access/limits-sql";
import { lockRole } from "@/server/accounts/lock-role";
import { requireRole } from "@/server/accounts/require-role";
import { unassignHidden } from "@/server/conversations/answering/unassign-hidden";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { checkLimits } from "./check-limits";
import { findMember, isMember, lockMembers } from "./find-member";
import { revokeInvitationsOf } from "./open-invitation";
import type { changeMemberInput } from "./team-input";

/**
 * Gives a member another role or other limits, which take effect with the member's next request. Conversations that the
 * member no longer sees are assigned to nobody.
 * @throws DomainError not_found; conflict for the owner, whose role is only transferred; invalid for impossible limits.
 */
export async function changeMember(
  ctx: ServiceContext,
  { userId, role, limits: wanted }: z.infer<typeof changeMemberInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  await db.transaction(async (tx) => {
    await lockMembers(tx, ctx, userId);
    await lockRole(tx, ctx, "admin");
    const member = await findMember(tx, ctx.workspaceId, userId);
    if (member.role === "owner") {
      throw new DomainError(
        "conflict",
        `${member.name} owns this workspace. The owner's role can only be transferred.`,
      );
    }
    const { workspaceId } = ctx;
    const limits = wanted === undefined ? limitsOf({ ...member, role }) : wanted;
    // An editor's limits have no effect, and are there again if the member becomes an operator again.
    const columns = wanted === undefined ? {} : await checkLimits(tx, { workspaceId, role, limits });
    await tx
      .update(memberships)
      .set({ role, ...columns })
      .where(isMember(workspaceId, userId));
    if (role !== "admin") await revokeInvitationsOf(tx, workspaceId, userId);
    await unassignHidden(tx, { workspaceId, userId, limits });
  });
}
