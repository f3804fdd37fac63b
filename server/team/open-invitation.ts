import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { invitations } from "@/db/schema/accounts";

/** Whether an invitation can be accepted: not accepted, not revoked, not expired; optionally of one workspace. */
export function isOpen(workspaceId?: string) {
  return and(
    workspaceId === undefined ? undefined : eq(invitations.workspaceId, workspaceId),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    sql`${invitations.expiresAt} > now()`,
  );
}

/** Makes the open invitations of a member useless, who may no longer invite. */
export async function revokeInvitationsOf(tx: Transaction, workspaceId: string, userId: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(isOpen(workspaceId), eq(invitations.invitedBy, userId)));
}
