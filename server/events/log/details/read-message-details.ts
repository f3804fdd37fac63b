import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels, messages } from "@/db/schema/conversations";
import { deliveries, deliveryAttempts } from "@/db/schema/deliveries";
import type { DeliveryHead } from "../heads/delivery-head";
import { type DeliveryDetails, outlookOf } from "./delivery-details";

/** Reads a delivery of messages in full; null if it was deleted. */
export async function readMessageDetails(workspaceId: string, head: DeliveryHead): Promise<DeliveryDetails | null> {
  const [[row], attempts] = await Promise.all([
    db
      .select({ conversationId: deliveries.conversationId, bot: { id: bots.id, name: bots.name } })
      .from(deliveries)
      .innerJoin(channels, eq(channels.id, deliveries.channelId))
      .innerJoin(bots, eq(bots.id, channels.botId))
      .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, head.id))),
    db
      .select()
      .from(deliveryAttempts)
      .where(and(eq(deliveryAttempts.workspaceId, workspaceId), eq(deliveryAttempts.deliveryId, head.id)))
      .orderBy(asc(deliveryAttempts.number)),
  ]);
  if (!row) return null;
  const sent = await db
    .select({ text: messages.text })
    .from(messages)
    .where(and(eq(messages.conversationId, row.conversationId), eq(messages.deliveryId, head.id)))
    .orderBy(asc(messages.seq));
  return {
    head,
    webhookId: head.id,
    bot: row.bot,
    body: null,
    texts: sent.map(({ text }) => text),
    attempts: attempts.map(({ number, createdAt, url, status, error, responseExcerpt, durationMs }) => ({
      number,
      startedAt: createdAt.toISOString(),
      url,
      requestHeaders: null,
      status,
      error,
      responseExcerpt,
      durationMs: status === null && error === null ? null : durationMs,
    })),
    outlook: outlookOf(head),
  };
}
