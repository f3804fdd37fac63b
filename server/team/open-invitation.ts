import { and, eq, isNull, sql } from "drizzle-orm";
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
