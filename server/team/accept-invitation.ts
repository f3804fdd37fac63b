import { and, eq, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { invitations, memberships, users, workspaces } from "@/db/schema/accounts";
import type { SignedIn } from "@/server/accounts/sessions/sessions";
import { recordChange } from "@/server/audit/record-change";
import { DomainError } from "@/server/errors";
import { hashToken } from "@/server/secrets/secret-box";
import { isOpen } from "./open-invitation";

/** What the owner of a link learns before accepting. @throws DomainError gone. */
export async function readInvitation(token: string) {
  const { workspace, role, inviter, email } = await findInvitation(db, token);
  return { workspace, role, inviter, email };
}

/**
 * Makes the user a member. Accepting the same invitation again, or as a member, changes nothing.
 * @param at The client's address and the id of the request, for the audit log.
 * @throws DomainError gone; forbidden for an invitation to another e-mail address.
 */
export async function acceptInvitation(
  user: SignedIn,
  token: string,
  at: { address: string | null; requestId: string },
): Promise<{ workspaceId: string }> {
  const { id, workspaceId, email } = await findInvitation(db, token);
  const [account] = await db.select({ email: users.email }).from(users).where(eq(users.id, user.id));
  if (email !== null && account?.email.toLowerCase() !== email.toLowerCase()) {
    throw new DomainError(
      "forbidden",
      `This invitation is for ${email}. Sign in with that address, or ask for a link.`,
    );
  }
  const author = { workspaceId, type: "user" as const, id: user.id, ...at };
  await recordChange(author, "team.accept", { userId: user.id }, () => join(user.id, id, token));
  return { workspaceId };
}

/** Of several people who accept a link at the same time, one becomes a member. */
async function join(userId: string, invitationId: string, token: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [taken] = await tx
      .update(invitations)
      .set({ acceptedAt: sql`now()`, acceptedBy: userId })
      .where(and(isOpen(), eq(invitations.id, invitationId), eq(invitations.tokenHash, hashToken(token))))
      .returning();
    if (!taken) throw noLongerOpen();
    const { workspaceId, role, botIds, channelIds } = taken;
    await tx.insert(memberships).values({ workspaceId, userId, role, botIds, channelIds }).onConflictDoNothing();
  });
}

async function findInvitation(on: Executor, token: string) {
  const [found] = await on
    .select({
      id: invitations.id,
      workspaceId: invitations.workspaceId,
      workspace: workspaces.name,
      role: invitations.role,
      email: invitations.email,
      inviter: users.name,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(isOpen(), eq(invitations.tokenHash, hashToken(token))));
  if (!found) throw noLongerOpen();
  return found;
}

function noLongerOpen(): DomainError {
  const message = "This invitation was already accepted or revoked, or it has expired. Ask for a new one.";
  return new DomainError("gone", message);
}
