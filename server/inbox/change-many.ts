import type { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { assignByMember } from "@/server/conversations/answering/assign-by-member";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { closeConversation, reopenConversation } from "./close-conversation";
import { markRead } from "./mark-read";
import type { changeManyInput, manyChange } from "./schema";
import { snoozeConversation, unsnoozeConversation } from "./snooze";

type Change = z.infer<typeof manyChange>;

interface ChangedMany {
  /** How many conversations are now as wanted, including those that were so before. */
  done: number;
  failed: { conversationId: string; message: string }[];
}

/**
 * Makes one change to many conversations, one after the other. A failure does not stop the others; each has its reason in
 * the result.
 */
export async function changeMany(
  ctx: ServiceContext,
  { conversationIds, change }: z.infer<typeof changeManyInput>,
): Promise<ChangedMany> {
  requireRole(ctx, "operator");
  const result: ChangedMany = { done: 0, failed: [] };
  for (const conversationId of new Set(conversationIds)) {
    try {
      await changeOne(ctx, conversationId, change);
      result.done += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      result.failed.push({ conversationId, message: error.message });
    }
  }
  return result;
}

function changeOne(ctx: ServiceContext, conversationId: string, change: Change): Promise<unknown> {
  switch (change.kind) {
    case "assign":
      return assignByMember(ctx, { conversationId, memberId: change.memberId });
    case "snooze":
      return snoozeConversation(ctx, { conversationId, until: change.until });
    case "unsnooze":
      return unsnoozeConversation(ctx, { conversationId });
    case "close":
      return closeConversation(ctx, { conversationId });
    case "reopen":
      return reopenConversation(ctx, { conversationId });
    case "mark_read":
      return markRead(ctx, { conversationId, seq: Number.MAX_SAFE_INTEGER });
  }
}
