import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { memberships, users } from "@/db/schema/accounts";
import { limitsOf } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import { hasRole } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";

/** The members of a workspace, oldest first. Only admins learn to which bots and channels members are limited. */
export async function listMembers(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  const rows = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      botIds: memberships.botIds,
      channelIds: memberships.channelIds,
      joinedAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.workspaceId, ctx.workspaceId))
    .orderBy(asc(memberships.createdAt), asc(users.id));
  const { actor } = ctx;
  const isAdmin = actor.type === "system" || hasRole(actor.role, "admin");
  return rows.map(({ botIds, channelIds, ...row }) => ({
    ...row,
    ...(isAdmin && { limits: limitsOf({ role: row.role, botIds, channelIds }) }),
    joinedAt: row.joinedAt.toISOString(),
  }));
}
