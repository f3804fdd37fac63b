import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberships, users } from "@/db/schema/accounts";
import { DomainError } from "@/server/errors";
import type { Role } from "@/server/roles";

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

/** The condition on a membership. */
export function isMember(workspaceId: string, userId: string) {
  return and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId));
}
