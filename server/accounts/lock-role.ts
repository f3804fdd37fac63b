import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberships } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import type { Role } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "./require-role";

/**
 * Checks the member's role again and keeps it until the end of the transaction. For verbs that give rights to others:
 * the guard read the role earlier, and somebody may have taken it away since. Lock the workspace first, if at all.
 * @throws DomainError forbidden.
 */
export async function lockRole(
  tx: Transaction,
  { workspaceId, actor, requestId }: ServiceContext,
  atLeast: Role,
): Promise<void> {
  if (actor.type === "system") return;
  const [member] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, actor.userId)))
    .for("share");
  if (!member) throw new DomainError("forbidden", "You are no longer a member of this workspace.");
  requireRole({ workspaceId, actor: { ...actor, role: member.role }, requestId }, atLeast);
}
