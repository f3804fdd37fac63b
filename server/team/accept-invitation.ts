import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { invitations, memberships, users, workspaces } from "@/db/schema/accounts";
import type { SignedIn } from "@/server/accounts/sessions/sessions";
import { recordChange } from "@/server/audit/record-change";
import { mailSender } from "@/server/emails/mail-transport";
import { DomainError } from "@/server/errors";
import { hashToken } from "@/server/secrets/secret-box";
import { isMember } from "./find-member";
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
  if (email !== null) await assertOwnAddress(user.id, email);
  if ((await db.$count(memberships, isMember(workspaceId, user.id))) > 0) return { workspaceId };
  const author = { workspaceId, type: "user" as const, id: user.id, ...at };
  await recordChange(author, "team.accept", { userId: user.id }, () => join(user.id, { id, workspaceId }, token));
  return { workspaceId };
}

/** Without a mail server, nobody can confirm an address. */
async function assertOwnAddress(userId: string, email: string): Promise<void> {
  const [account] = await db.select().from(users).where(eq(users.id, userId));
  if (account?.email.toLowerCase() !== email.toLowerCase()) {
    throw new DomainError(
      "forbidden",
      `This invitation is for ${email}. Sign in with that address, or ask for a link.`,
    );
  }
  if (account.emailConfirmedAt === null && mailSender() !== null) {
    throw new DomainError(
      "forbidden",
      `Confirm first that ${email} is yours: open the link in the e-mail that we sent you, or have it sent again on the account page. Then open the invitation again.`,
    );
  }
}

/** Of several people who accept a link at the same time, one becomes a member. */
async function join(userId: string, { id: invitationId, workspaceId: joined }: Joined, token: string): Promise<void> {
  await db.transaction(async (tx) => {
    // The lock keeps the workspace from being deleted with the account of its last member. The clock is read after waiting
    // for the lock, since the deletion may have begun after this transaction.
    const [workspace] = await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(
        and(
          eq(workspaces.id, joined),
          or(isNull(workspaces.deleteAt), gt(workspaces.deleteAt, sql`clock_timestamp()`)),
        ),
      )
      .for("share");
    if (!workspace) throw noLongerOpen();
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

interface Joined {
  id: string;
  workspaceId: string;
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
