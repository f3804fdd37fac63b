import { and, eq, gte, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { deliveries } from "@/db/schema/deliveries";
import { webhookFailures } from "@/db/schema/notifications";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { notify } from "@/server/notifications/notify";

/** A webhook counts as failing after this many consecutive failed attempts. */
const FAILING_AFTER = 5;

export interface WebhookFailure {
  workspaceId: string;
  channelId: string;
  botId: string;
  /** Why the latest attempt failed, in words for people. */
  error: string;
}

/**
 * Counts a failed attempt at a channel's webhook. Five consecutive failures notify people once, and again only after
 * the webhook has worked. A success writes nothing here: the next failure checks whether there was one in between.
 * @param on The attempt's transaction. Call this last in it, because it locks the channel's count.
 * @returns the events to dispatch after the commit.
 */
export async function noteWebhookFailure(on: Executor, failure: WebhookFailure): Promise<OutboxEvent[]> {
  const { workspaceId, channelId, botId, error } = failure;
  const success = on
    .select({ one: sql`1` })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, workspaceId),
        eq(deliveries.channelId, channelId),
        eq(deliveries.status, "delivered"),
        gte(deliveries.finishedAt, webhookFailures.lastFailedAt),
      ),
    );
  const [counted] = await on
    .insert(webhookFailures)
    .values({ channelId, inARow: 1, lastFailedAt: sql`now()` })
    .onConflictDoUpdate({
      target: webhookFailures.channelId,
      set: {
        inARow: sql`case when exists ${success} then 1 else ${webhookFailures.inARow} + 1 end`,
        lastFailedAt: sql`now()`,
      },
    })
    .returning({ inARow: webhookFailures.inARow });
  if (counted?.inARow !== FAILING_AFTER) return [];
  const [channel] = await on.select({ name: channels.name }).from(channels).where(eq(channels.id, channelId));
  return notify(on, {
    workspaceId,
    botId,
    channelId,
    kind: "webhook_failing",
    title: `The webhook of "${channel?.name ?? "a channel"}" fails`,
    body: `${FAILING_AFTER} attempts in a row failed. The last one: ${error} Check the webhook's address and its server; "Send a test request" in the channel's settings shows what it answers.`,
  });
}
