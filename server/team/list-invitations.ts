import { desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { invitations, users } from "@/db/schema/accounts";
import { limitsOf } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { isOpen } from "./open-invitation";

/** The open invitations of a workspace, newest first. */
export async function listInvitations(ctx: ServiceContext) {
  requireRole(ctx, "admin");
  const rows = await db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      botIds: invitations.botIds,
      channelIds: invitations.channelIds,
      invitedBy: users.name,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(isOpen(ctx.workspaceId))
    .orderBy(desc(invitations.createdAt));
  return rows.map(({ botIds, channelIds, ...row }) => ({
    ...row,
    limits: limitsOf({ role: row.role, botIds, channelIds }),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
