import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { answeringUntil, isUnanswered } from "@/server/conversations/answering/is-unanswered";
import { nextCheck, TOO_OLD } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

interface CheckedRow extends Record<string, unknown> {
  workspace_id: string;
  conversation_id: string;
  message_id: string;
  is_owed: boolean;
}

/**
 * Requests answers again whose events were lost: for conversations that the bot has, when the customer's newest message
 * has been unanswered for some minutes and no turn is answering it. A second event for the same message has no effect.
 * @returns The events to dispatch.
 */
export function requestLostAnswers(limit = 200): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.execute<CheckedRow>(sql`
      with due as materialized (
        select c.* from conversations c
        where c.answer_check_at < now() and c.handled_by = 'bot' and c.status = 'open'
        order by c.answer_check_at limit ${limit} for update skip locked
      ), seen as materialized (
        select c.id, c.last_customer_message_id, m.created_at as written_at, ${answeringUntil} as lease_until, h.enabled,
          m.id is null or m.created_at < now() - ${TOO_OLD} or not ${isUnanswered} as is_over
        from due c
        join channels h on h.id = c.channel_id
        left join messages m on m.id = c.last_customer_message_id
      )
      update conversations c set answer_check_at = case
        when seen.is_over then null
        when seen.lease_until is not null then greatest(seen.lease_until, now() + interval '1 minute')
        else ${nextCheck(sql`seen.written_at`)}
      end
      from seen where c.id = seen.id
      returning c.workspace_id, c.id as conversation_id, seen.last_customer_message_id as message_id,
        not seen.is_over and seen.lease_until is null and seen.enabled as is_owed`);
    return enqueue(
      tx,
      rows
        .filter(({ is_owed }) => is_owed)
        .map((row) => ({
          name: "conversation/message.received" as const,
          data: { workspaceId: row.workspace_id, conversationId: row.conversation_id, messageId: row.message_id },
        })),
    );
  });
}
