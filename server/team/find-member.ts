import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberships, users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import type { Role } from "@/server/roles";
import type { ServiceContext } from "@/server/service-context";

export interface Member {
  userId: string;
  name: string;
  role: Role;
  botIds: string[] | null;
  channelIds: string[] | null;
}

/** Finds a member and locks the membership. @throws DomainError not_found. */
export async function findMember(tx: Transaction, workspaceId: string, userId: string): Promise<Member> {
  const [member] = await tx
    .select({
      userId: users.id,
      name: users.name,
      role: memberships.role,
      botIds: memberships.botIds,
      channelIds: memberships.channelIds,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)))
    .for("update", { of: memberships });
  if (!member) throw new DomainError("not_found", "This person is not a member of your workspace.");
  return member;
}

/** Locks the memberships of the acting member and of another one, in one order, so that two changes cannot block each other. */
export async function lockMembers(
  tx: Transaction,
  { workspaceId, actor }: ServiceContext,
  userId: string,
): Promise<void> {
  const both = actor.type === "user" ? [actor.userId, userId] : [userId];
  await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), inArray(memberships.userId, both)))
    .orderBy(memberships.userId)
    .for("update");
}

/** The condition on a membership. */
export function isMember(workspaceId: string, userId: string) {
  return and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId));
}
