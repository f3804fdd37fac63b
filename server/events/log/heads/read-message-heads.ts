import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { channels, conversations, messages } from "@/db/schema/conversations";
import { deliveries, deliveryAttempts } from "@/db/schema/deliveries";
import { excerpt } from "@/server/text/excerpt";
import { conversationColumns } from "./conversation-columns";
import { type DeliveryHead, progressOf } from "./delivery-head";

const LABEL_CHARACTERS = 120;

const firstText = sql<string | null>`(
  select left(m.text, 1000) from ${messages} m
  where m.conversation_id = ${deliveries.conversationId} and m.delivery_id = ${deliveries.id} order by m.seq limit 1)`;

export async function readMessageHeads(workspaceId: string, ids: string[]): Promise<DeliveryHead[]> {
  const newest = and(eq(deliveryAttempts.deliveryId, deliveries.id), eq(deliveryAttempts.number, deliveries.attempts));
  const rows = await db
    .select({
      id: deliveries.id,
      status: deliveries.status,
      text: firstText,
      channel: { id: channels.id, name: channels.name, botId: channels.botId },
      conversation: conversationColumns,
      attempts: deliveries.attempts,
      leaseUntil: deliveries.leaseUntil,
      nextAttemptAt: deliveries.nextAttemptAt,
      responseStatus: deliveryAttempts.status,
      error: deliveryAttempts.error,
      createdAt: deliveries.createdAt,
      finishedAt: deliveries.finishedAt,
    })
    .from(deliveries)
    .innerJoin(conversations, eq(conversations.id, deliveries.conversationId))
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .leftJoin(deliveryAttempts, newest)
    .where(and(eq(deliveries.workspaceId, workspaceId), inArray(deliveries.id, ids)));
  return rows.map((row) => ({
    kind: "message",
    id: row.id,
    ...progressOf(row.status, row),
    label: excerpt(row.text ?? "", LABEL_CHARACTERS),
    target: { type: "channel", ...row.channel },
    conversation: row.conversation,
    responseStatus: row.responseStatus,
    error: row.error,
    isTest: false,
  }));
}
