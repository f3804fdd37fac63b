import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { scenarioWebhookCalls } from "@/db/schema/scenario";
import { nextCheck, TOO_OLD } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

interface Checked extends Record<string, unknown> {
  workspaceId: string;
  callId: string;
  isRetried: boolean;
}

const STOPPED = "Parley stopped during this call, so its result is not known.";

/**
 * Requests lost calls of campaign webhooks again. Other calls that a crash interrupted end as failed, because nobody waits
 * for them any more.
 * @returns the events to dispatch.
 */
export function requestLostWebhookCalls(limit = 100): Promise<OutboxEvent[]> {
  const since = sql`greatest(c.created_at, coalesce(c.next_attempt_at, c.created_at))`;
  return db.transaction(async (tx) => {
    const checked = await tx.execute<Checked>(sql`
      with due as (
        select c.id, w.config ->> 'kind' = 'campaign' and not c.is_test and c.replay_of is null
          and ${since} > now() - ${TOO_OLD} as is_retried
        from ${scenarioWebhookCalls} c join scenario_webhooks w on w.id = c.webhook_id
        where c.check_at < now() and c.status = 'sending' order by c.check_at limit ${limit}
        for update of c skip locked
      )
      update ${scenarioWebhookCalls} c set
        check_at = case when due.is_retried then ${nextCheck(since)} end,
        status = case when due.is_retried then c.status else 'failed' end,
        error = case when due.is_retried then c.error else coalesce(c.error, ${STOPPED}) end,
        ended_at = case when due.is_retried then null else now() end,
        lease_until = case when due.is_retried then c.lease_until end
      from due where c.id = due.id
      returning c.workspace_id as "workspaceId", c.id as "callId", due.is_retried as "isRetried"`);
    const lost = checked.filter(({ isRetried }) => isRetried);
    return enqueue(
      tx,
      lost.map(({ workspaceId, callId }) => ({
        name: "scenario/webhook-call.failed" as const,
        data: { workspaceId, callId },
      })),
    );
  });
}
