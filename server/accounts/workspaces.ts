import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { memberships, sessions, users, workspaces } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import type { Role } from "@/server/roles";
import { assertRunning, isRunning, type SignedIn } from "./sessions/sessions";

/** Names the workspace of a request; the default is the user's first. */
export const WORKSPACE_HEADER = "x-parley-workspace";

export interface WorkspaceMembership {
  workspace: { id: string; name: string };
  role: Role;
}

/** Lists the workspaces that a user belongs to, oldest membership first. */
export async function listWorkspaces(user: SignedIn): Promise<WorkspaceMembership[]> {
  return membershipsOf(user);
}

/**
 * Returns the user's membership in the requested workspace, or in their first. The same query checks that the session
 * is active.
 * @throws DomainError unauthorized if the user no longer exists or the session has ended, forbidden if they are not a
 * member.
 */
export async function activeMembership(user: SignedIn, workspaceId: string | null): Promise<WorkspaceMembership> {
  const [membership] = await membershipsOf(user, workspaceId).limit(1);
  if (membership) return membership;
  const [found] = await db.select({ id: users.id }).from(users).where(eq(users.id, user.id));
  if (!found) throw new DomainError("unauthorized", "Your account is no longer there. Sign in again.");
  await assertRunning(user);
  if (workspaceId === null) throw new DomainError("forbidden", "You do not belong to a workspace. Ask to be added.");
  throw new DomainError("forbidden", "You do not belong to this workspace. Choose one of yours, or ask to be added.");
}

function membershipsOf(user: SignedIn, workspaceId: string | null = null) {
  return db
    .select({ workspace: { id: workspaces.id, name: workspaces.name }, role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .innerJoin(sessions, isRunning(user))
    .where(
      and(eq(memberships.userId, user.id), workspaceId === null ? undefined : eq(memberships.workspaceId, workspaceId)),
    )
    .orderBy(asc(memberships.createdAt), asc(memberships.workspaceId));
}
