import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { eventAttempts, eventDeliveries, eventEndpoints, events } from "@/db/schema/events";
import { eventBody } from "@/server/events/publish/event-body";
import type { DeliveryHead } from "../heads/delivery-head";
import { type DeliveryDetails, type LoggedAttempt, type Outlook, outlookOf } from "./delivery-details";

/** Reads an event's delivery in full; null if it was deleted. */
export async function readEventDetails(workspaceId: string, head: DeliveryHead): Promise<DeliveryDetails | null> {
  const [[row], attempts] = await Promise.all([
    selectDelivery(workspaceId, head.id),
    listAttempts(workspaceId, head.id),
  ]);
  if (!row) return null;
  const { event, endpoint, bot } = row;
  return {
    head,
    webhookId: event.id,
    bot,
    // An event gets its position, which its body contains, before its deliveries. That of a test is stored negative.
    body: event.position === null ? null : eventBody({ ...event, position: Math.abs(event.position) }),
    texts: [],
    attempts,
    outlook: outlookAt(head, endpoint),
  };
}

function selectDelivery(workspaceId: string, id: string) {
  return db
    .select({
      event: { id: events.id, name: events.name, payload: events.payload, position: events.position },
      endpoint: {
        enabled: eventEndpoints.enabled,
        disabledReason: eventEndpoints.disabledReason,
        probeAt: eventEndpoints.probeAt,
      },
      bot: { id: bots.id, name: bots.name },
    })
    .from(eventDeliveries)
    .innerJoin(events, eq(events.id, eventDeliveries.eventId))
    .innerJoin(eventEndpoints, eq(eventEndpoints.id, eventDeliveries.endpointId))
    .leftJoin(bots, and(eq(bots.id, events.botId), eq(bots.workspaceId, workspaceId)))
    .where(and(eq(eventDeliveries.workspaceId, workspaceId), eq(eventDeliveries.id, id)));
}

async function listAttempts(workspaceId: string, deliveryId: string): Promise<LoggedAttempt[]> {
  const rows = await db
    .select()
    .from(eventAttempts)
    .where(and(eq(eventAttempts.workspaceId, workspaceId), eq(eventAttempts.deliveryId, deliveryId)))
    .orderBy(asc(eventAttempts.number));
  return rows.map(({ number, createdAt, url, requestHeaders, status, error, responseExcerpt, durationMs }) => ({
    number,
    startedAt: createdAt.toISOString(),
    url,
    requestHeaders,
    status,
    error,
    responseExcerpt,
    durationMs: status === null && error === null ? null : durationMs,
  }));
}

type Endpoint = Pick<typeof eventEndpoints.$inferSelect, "enabled" | "disabledReason" | "probeAt">;

/** A waiting delivery also depends on its endpoint. */
function outlookAt(head: DeliveryHead, { enabled, disabledReason, probeAt }: Endpoint): Outlook {
  const outlook = outlookOf(head);
  if (outlook.type !== "due") return outlook;
  if (!enabled) return { type: "endpoint_off", reason: disabledReason };
  return probeAt === null ? outlook : { type: "circuit_open", probeAt: probeAt.toISOString() };
}
