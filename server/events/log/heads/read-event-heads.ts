import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { eventDeliveries, eventEndpoints, events } from "@/db/schema/events";
import { conversationColumns } from "./conversation-columns";
import { type DeliveryHead, progressOf } from "./delivery-head";

export async function readEventHeads(workspaceId: string, ids: string[]): Promise<DeliveryHead[]> {
  const rows = await db
    .select({
      id: eventDeliveries.id,
      status: eventDeliveries.status,
      eventName: eventDeliveries.eventName,
      endpoint: { id: eventEndpoints.id, name: eventEndpoints.name },
      conversation: conversationColumns,
      attempts: eventDeliveries.attempts,
      leaseUntil: eventDeliveries.leaseUntil,
      nextAttemptAt: eventDeliveries.nextAttemptAt,
      responseStatus: eventDeliveries.responseStatus,
      error: eventDeliveries.error,
      isTest: eventDeliveries.isTest,
      createdAt: eventDeliveries.createdAt,
      finishedAt: eventDeliveries.finishedAt,
    })
    .from(eventDeliveries)
    .innerJoin(eventEndpoints, eq(eventEndpoints.id, eventDeliveries.endpointId))
    .innerJoin(events, eq(events.id, eventDeliveries.eventId))
    .leftJoin(conversations, eq(conversations.id, events.conversationId))
    .where(and(eq(eventDeliveries.workspaceId, workspaceId), inArray(eventDeliveries.id, ids)));
  return rows.map((row) => ({
    kind: "event",
    id: row.id,
    ...progressOf(row.status, row),
    label: row.eventName,
    target: { type: "endpoint", ...row.endpoint },
    conversation: row.conversation,
    responseStatus: row.responseStatus,
    error: row.error,
    isTest: row.isTest,
  }));
}
