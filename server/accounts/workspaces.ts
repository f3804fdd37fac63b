import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { memberships, users, workspaces } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import type { Role } from "./roles";

export interface WorkspaceMembership {
  workspace: { id: string; name: string };
  role: Role;
}

/** The workspaces that a user belongs to, the oldest membership first. */
export async function listWorkspaces(userId: string): Promise<WorkspaceMembership[]> {
  return membershipsOf(userId);
}

/**
 * The membership that a user acts under: in the workspace asked for, else in their first.
 * @throws DomainError unauthorized when the user is no longer there, forbidden when they are not a member.
 */
export async function activeMembership(userId: string, workspaceId: string | null): Promise<WorkspaceMembership> {
  const [membership] = await membershipsOf(userId, workspaceId).limit(1);
  if (membership) return membership;
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.id, userId));
  if (!user) throw new DomainError("unauthorized", "Your account is no longer there. Sign in again.");
  if (workspaceId === null) throw new DomainError("forbidden", "You do not belong to a workspace. Ask to be added.");
  throw new DomainError("forbidden", "You do not belong to this workspace. Choose one of yours, or ask to be added.");
}

function membershipsOf(userId: string, workspaceId: string | null = null) {
  return db
    .select({ workspace: { id: workspaces.id, name: workspaces.name }, role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(
      and(eq(memberships.userId, userId), workspaceId === null ? undefined : eq(memberships.workspaceId, workspaceId)),
    )
    .orderBy(asc(memberships.createdAt), asc(memberships.workspaceId));
}
