import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

/**
 * The watchdog: ends turns whose process died (their lease has run out) and owes each of their messages a durable
 * turn. Returns the events to dispatch.
 */
export async function rescueTurns(limit = 200): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const dead = await tx.execute<{ workspace_id: string; conversation_id: string; message_id: string }>(sql`
      update turns set status = 'failed', finished_at = now(),
        reason = 'The process that ran this turn ended; the message is answered by another turn.'
      where id in (
        select id from turns where status = 'running' and lease_until < now()
        order by lease_until limit ${limit} for update skip locked
      )
      returning workspace_id, conversation_id, message_id`);
    return enqueue(
      tx,
      dead.map((turn) => ({
        name: "conversation/message.received" as const,
        data: { workspaceId: turn.workspace_id, conversationId: turn.conversation_id, messageId: turn.message_id },
      })),
    );
  });
}
