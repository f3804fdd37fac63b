import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { firstCheck } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import { conversationGone } from "../change-conversation";
import { answeringUntil, isUnanswered } from "./is-unanswered";

/**
 * Requests an answer to a conversation's newest customer message if it is unanswered and no turn is answering it, and
 * schedules the sweep's check. Locks the conversation until the transaction ends.
 * @returns The events to dispatch; empty when no answer is needed.
 * @throws DomainError `not_found`.
 */
export async function requestAnswer(
  tx: Transaction,
  { workspaceId, conversationId }: { workspaceId: string; conversationId: string },
): Promise<OutboxEvent[]> {
  const [locked] = await tx.execute(sql`
    select from conversations where id = ${conversationId} and workspace_id = ${workspaceId} for update`);
  if (!locked) throw conversationGone();
  // A separate statement, because it must see what was committed while the first one waited for the lock.
  const [owed] = await tx.execute<{ message_id: string }>(sql`
    update conversations c set answer_check_at = ${firstCheck}
    where c.id = ${conversationId} and c.workspace_id = ${workspaceId} and ${isUnanswered} and ${answeringUntil} is null
    returning c.last_customer_message_id as message_id`);
  if (!owed) return [];
  const data = { workspaceId, conversationId, messageId: owed.message_id };
  return enqueue(tx, [{ name: "conversation/message.received", data }]);
}
