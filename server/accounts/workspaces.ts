import { and, asc, desc, eq, sql } from "drizzle-orm";
import { accountGone } from "./account-gone";
import { db } from "@/db/client";
import { memberships, sessions, users, workspaces } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { readCookie } from "@/server/http/read-cookie";
import { noteRequest } from "@/server/log/request-scope";
import type { Role } from "@/server/roles";
import type { MemberLimits, ServiceContext } from "@/server/service-context";
import { limitsOf } from "./access/limits-sql";
import { clientAddress } from "./limits/client-address";
import { WORKSPACE_COOKIE, WORKSPACE_HEADER } from "./workspace-cookie";
import { assertRunning, isRunning, isSeenLongAgo, noteSeen, type SignedIn } from "./sessions/sessions";

/** What the guards need of a membership, besides what is shown. */
interface ActiveMembership extends WorkspaceMembership {
  limits: MemberLimits | null;
  hidesContacts: boolean;
}

export interface WorkspaceMembership {
  /** `deleteAt`: when it is deleted with its data, in ISO 8601; null if it is not going to be. */
  workspace: { id: string; name: string; deleteAt: string | null };
  role: Role;
}

/** Lists the workspaces that a user belongs to, oldest membership first. */
export async function listWorkspaces(user: SignedIn): Promise<WorkspaceMembership[]> {
  const memberships = await membershipsOf(user);
  return memberships.map(shown);
}

function shown({ workspace, role }: Awaited<ReturnType<typeof membershipsOf>>[number]): WorkspaceMembership {
  return { workspace: { ...workspace, deleteAt: workspace.deleteAt?.toISOString() ?? null }, role };
}

/**
 * Returns the user's membership in the workspace that the request's header names; without the header, in the one that
 * the browser last chose (a cookie), or in their first. The same query checks that the session is active.
 * @throws DomainError unauthorized if the user no longer exists or the session has ended, forbidden if they are not a
 * member.
 */
export async function activeMembership(user: SignedIn, headers: Headers): Promise<ActiveMembership> {
  const workspaceId = headers.get(WORKSPACE_HEADER);
  const chosen = readCookie(headers, WORKSPACE_COOKIE) ?? null;
  const [membership] = await membershipsOf(user, workspaceId, chosen).limit(1);
  if (membership) {
    if (membership.isSeenLongAgo) await noteSeen(user.sessionId);
    const { role, contactsHiddenFrom } = membership;
    const hidesContacts = contactsHiddenFrom.some((hidden) => hidden === role);
    return { ...shown(membership), limits: limitsOf(membership), hidesContacts };
  }
  const [found] = await db.select({ id: users.id }).from(users).where(eq(users.id, user.id));
  if (!found) throw accountGone();
  await assertRunning(user);
  if (workspaceId === null) throw new DomainError("forbidden", "You do not belong to a workspace. Ask to be added.");
  const message = "You do not belong to this workspace. Choose one of yours, or ask to be added.";
  throw new DomainError("forbidden", message, { details: [{ path: [WORKSPACE_HEADER], message }] });
}

/**
 * Makes the context of a member's request, for the guards.
 * @throws DomainError as `activeMembership`.
 */
export async function memberContext(
  user: SignedIn,
  { headers, requestId }: { headers: Headers; requestId: string },
): Promise<{ service: ServiceContext; membership: WorkspaceMembership }> {
  const { limits, hidesContacts, ...membership } = await activeMembership(user, headers);
  const { workspace, role } = membership;
  const service: ServiceContext = {
    workspaceId: workspace.id,
    actor: { type: "user", userId: user.id, role },
    requestId,
    address: clientAddress(headers),
    ...(limits && { limits }),
    ...(hidesContacts && { hidesContacts }),
  };
  noteRequest({ workspaceId: workspace.id, userId: user.id });
  return { service, membership };
}

function membershipsOf(user: SignedIn, workspaceId: string | null = null, chosen: string | null = null) {
  return db
    .select({
      workspace: { id: workspaces.id, name: workspaces.name, deleteAt: workspaces.deleteAt },
      role: memberships.role,
      botIds: memberships.botIds,
      channelIds: memberships.channelIds,
      contactsHiddenFrom: workspaces.contactsHiddenFrom,
      isSeenLongAgo,
    })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .innerJoin(sessions, isRunning(user))
    .where(
      and(eq(memberships.userId, user.id), workspaceId === null ? undefined : eq(memberships.workspaceId, workspaceId)),
    )
    .orderBy(
      desc(sql`${memberships.workspaceId} = ${chosen ?? ""}`),
      asc(memberships.createdAt),
      asc(memberships.workspaceId),
    );
}
