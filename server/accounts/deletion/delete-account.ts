import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { invitations, memberships, users, workspaces } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import { assertOwnPassword, assertSamePassword } from "../passwords/assert-own-password";

export interface DeletionPlan {
  /** Workspaces without other members, which are deleted with the account. */
  deleted: { id: string; name: string }[];
  /** Workspaces with other members whose only owner the user is: they keep the account from being deleted. */
  blocking: { id: string; name: string }[];
}

/** What the deletion of an account has other parts do. */
interface DeletionEffects {
  /** Records in the workspaces that stay that the user leaves them. Must not fail. */
  recordDepartures: (tx: Transaction, departure: { userId: string; workspaceIds: string[] }) => Promise<void>;
  /** Deletes a workspace that is due, with its files. The nightly purge does what fails here. */
  purgeWorkspace: (workspaceId: string) => Promise<unknown>;
}

/** Returns what deleting a user's account would do to their workspaces. */
export async function planDeletion(userId: string, on: Executor = db): Promise<DeletionPlan> {
  const own = on.select({ id: memberships.workspaceId }).from(memberships).where(eq(memberships.userId, userId));
  const rows = await on
    .select({ id: workspaces.id, name: workspaces.name, memberId: memberships.userId, role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(inArray(memberships.workspaceId, own));
  const byWorkspace = Map.groupBy(rows, ({ id }) => id);
  const plan: DeletionPlan = { deleted: [], blocking: [] };
  for (const [id, members] of byWorkspace) {
    const others = members.filter(({ memberId }) => memberId !== userId);
    const isOwner = members.some(({ memberId, role }) => memberId === userId && role === "owner");
    const named = { id, name: members[0]?.name ?? "" };
    if (others.length === 0) plan.deleted.push(named);
    else if (isOwner && others.every(({ role }) => role !== "owner")) plan.blocking.push(named);
  }
  return plan;
}

/**
 * Deletes a user's account, given its password, with the workspaces that have no other members.
 * @throws DomainError invalid at `password`; conflict that names the workspaces that would be left without an owner, or if
 * the password has changed meanwhile.
 */
export async function deleteAccount(
  userId: string,
  password: string,
  { recordDepartures, purgeWorkspace }: DeletionEffects,
): Promise<void> {
  const checked = await assertOwnPassword(userId, password, "password");
  const deleted = await db.transaction(async (tx) => {
    await assertSamePassword(tx, userId, checked);
    const own = await lockWorkspaces(tx, userId);
    const plan = await assertDeletable(userId, tx);
    const ids = plan.deleted.map(({ id }) => id);
    await tx
      .update(workspaces)
      .set({ deleteAt: sql`now()` })
      .where(inArray(workspaces.id, ids));
    await recordDepartures(tx, { userId, workspaceIds: own.filter((id) => !ids.includes(id)) });
    await revokeInvitations(tx, userId);
    await tx.delete(users).where(eq(users.id, userId));
    return ids;
  });
  for (const id of deleted) await purgeWorkspace(id);
}

/** As when a member is removed: with a link of their own, they could otherwise come back. */
async function revokeInvitations(tx: Transaction, userId: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.invitedBy, userId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)));
}

async function assertDeletable(userId: string, on: Executor = db): Promise<DeletionPlan> {
  const plan = await planDeletion(userId, on);
  if (plan.blocking.length === 0) return plan;
  const names = plan.blocking.map(({ name }) => `“${name}”`).join(", ");
  throw new DomainError(
    "conflict",
    `You are the only owner of ${names}, which other people use. Make one of them an owner, or remove them, and try again.`,
  );
}

/** Keeps people from joining the user's workspaces and owners from leaving them in the meantime. Returns their ids. */
async function lockWorkspaces(on: Executor, userId: string): Promise<string[]> {
  const own = on.select({ id: memberships.workspaceId }).from(memberships).where(eq(memberships.userId, userId));
  const locked = await on
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(inArray(workspaces.id, own))
    .orderBy(workspaces.id)
    .for("update");
  await on
    .select({ id: memberships.userId })
    .from(memberships)
    .where(inArray(memberships.workspaceId, own))
    .orderBy(memberships.workspaceId, memberships.userId)
    .for("update");
  return locked.map(({ id }) => id);
}
