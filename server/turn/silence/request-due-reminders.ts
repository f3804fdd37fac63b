import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { nextCheck } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import { isTimerValid } from "./is-timer-valid";

interface CheckedRow extends Record<string, unknown> {
  workspace_id: string;
  conversation_id: string;
  message_id: string;
  rule_id: string;
}

/**
 * Requests the reminders that are due, and deletes the timers that are void. A request that is lost is repeated some minutes
 * later; a second one has no effect. While a channel is disabled, its reminders wait.
 * @returns The events to dispatch.
 */
export function requestDueReminders(limit = 500): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.execute<CheckedRow>(sql`
      with due as materialized (
        select * from silence_timers where check_at <= now() order by check_at limit ${limit} for update skip locked
      ), seen as materialized (
        select s.*, h.enabled, ${isTimerValid} as is_valid
        from due s join conversations c on c.id = s.conversation_id join channels h on h.id = c.channel_id
      ), gone as (
        delete from silence_timers where conversation_id in (select conversation_id from seen where not is_valid)
      ), asked as (
        update silence_timers s set check_at = ${nextCheck(sql`seen.due_at`)}
        from seen where s.conversation_id = seen.conversation_id and seen.is_valid
      )
      select workspace_id, conversation_id, message_id, rule_id from seen where is_valid and enabled`);
    return enqueue(
      tx,
      rows.map((row) => ({
        name: "conversation/silence.due" as const,
        data: {
          workspaceId: row.workspace_id,
          conversationId: row.conversation_id,
          messageId: row.message_id,
          ruleId: row.rule_id,
        },
      })),
    );
  });
}
