import { and, eq, not } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { isShown } from "@/server/accounts/access/limits-sql";
import type { MemberLimits } from "@/server/service-context";

/** Assigns the conversations of a member that they no longer see to nobody. */
export async function unassignHidden(
  tx: Transaction,
  { workspaceId, userId, limits }: { workspaceId: string; userId: string; limits: MemberLimits | null },
): Promise<void> {
  const isOwn = and(eq(conversations.workspaceId, workspaceId), eq(conversations.assigneeId, userId));
  await tx
    .update(conversations)
    .set({ assigneeId: null })
    .where(and(isOwn, not(isShown({ limits }, conversations))));
}
