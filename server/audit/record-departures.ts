import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { memberships, users } from "@/db/schema/accounts";
import { auditEntries } from "@/db/schema/audit";
import { newId } from "@/server/ids";
import { logFailure } from "@/server/log/log-failure";
import type { Author } from "./author";
import { describeChange } from "./describe-change";
import { targets } from "./targets";

interface Departure {
  userId: string;
  /** The workspaces that stay without the user. */
  workspaceIds: string[];
}

/**
 * Records that a user is about to leave workspaces because their account is deleted. A failure is logged only, and a
 * savepoint keeps it from ending the transaction: nobody has to keep an account because of the log.
 */
export async function recordDepartures(
  tx: Transaction,
  departure: Departure,
  at: Pick<Author, "address" | "requestId">,
): Promise<void> {
  try {
    await tx.transaction((savepoint) => write(savepoint, departure, at));
  } catch (error) {
    logFailure(at.requestId, "the deletion of an account is not in the audit logs of its workspaces", error);
  }
}

async function write(
  tx: Transaction,
  { userId, workspaceIds }: Departure,
  at: Pick<Author, "address" | "requestId">,
): Promise<void> {
  const left = await tx
    .select({ workspaceId: memberships.workspaceId, name: users.name, fields: targets.member.columns })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.userId, userId), inArray(memberships.workspaceId, workspaceIds)));
  if (left.length === 0) return;
  await tx.insert(auditEntries).values(
    left.map(({ workspaceId, name, fields }) => ({
      id: newId("auditEntry"),
      workspaceId,
      actorType: "user" as const,
      actorId: userId,
      actorName: name,
      ...at,
      verb: "accounts.deleteAccount",
      targetType: "member",
      targetId: userId,
      targetName: name,
      ...describeChange(fields, null),
    })),
  );
}
