import type { z } from "zod";
import { db } from "@/db/client";
import { memberships } from "@/db/schema/accounts";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { findMember, isMember } from "./find-member";
import type { changeMemberInput } from "./team-input";

/**
 * Gives a member another role, which takes effect with the member's next request.
 * @throws DomainError not_found; conflict for the owner, whose role is only transferred.
 */
export async function changeMember(
  ctx: ServiceContext,
  { userId, role }: z.infer<typeof changeMemberInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  await db.transaction(async (tx) => {
    const member = await findMember(tx, ctx.workspaceId, userId);
    if (member.role === "owner") {
      throw new DomainError(
        "conflict",
        `${member.name} owns this workspace. The owner's role can only be transferred.`,
      );
    }
    await tx.update(memberships).set({ role }).where(isMember(ctx.workspaceId, userId));
  });
}
