import { asc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { eventAttempts, eventDeliveries, eventEndpoints, events } from "@/db/schema/events";
import { newId } from "@/server/ids";
import { samplePayload } from "@/server/schemas/events/event-catalogue";
import { sealSecret } from "@/server/secrets/secret-box";
import { newSigningSecret } from "@/server/webhooks/sign-webhook";

export type EndpointColumns = Partial<typeof eventEndpoints.$inferInsert>;

export interface TestEndpoint {
  id: string;
  workspaceId: string;
  secret: string;
}

/** Makes an endpoint at an address; the values of its query are masked where the address is shown. */
export async function makeEndpoint(
  workspaceId: string,
  url: string,
  columns: EndpointColumns = {},
): Promise<TestEndpoint> {
  const id = newId("endpoint");
  const secret = newSigningSecret();
  await db.insert(eventEndpoints).values({
    id,
    workspaceId,
    name: "CRM",
    urlSealed: sealSecret(url),
    urlShown: url.replace(/=[^&]*/g, "=•••"),
    events: ["message_received"],
    secretSealed: sealSecret(secret),
    ...columns,
  });
  return { id, workspaceId, secret };
}

/** Publishes events, which are due at an endpoint immediately. Returns their ids and those of the deliveries. */
export async function makeDeliveries(
  { id: endpointId, workspaceId }: TestEndpoint,
  count = 1,
  columns: Partial<typeof eventDeliveries.$inferInsert> = {},
): Promise<{ eventId: string; deliveryId: string }[]> {
  const made = Array.from({ length: count }, () => ({ eventId: newId("event"), deliveryId: newId("eventDelivery") }));
  const name = "message_received" as const;
  const payload = samplePayload(name);
  await db.insert(events).values(
    made.map(({ eventId }) => ({
      id: eventId,
      workspaceId,
      name,
      payload,
      position: sql`nextval('event_positions')`,
    })),
  );
  await db.insert(eventDeliveries).values(
    made.map(({ eventId, deliveryId }) => ({
      id: deliveryId,
      workspaceId,
      endpointId,
      eventId,
      eventName: name,
      status: "delivering" as const,
      nextAttemptAt: sql`now()`,
      ...columns,
    })),
  );
  return made;
}

export async function endpointRow(id: string) {
  const [row] = await db.select().from(eventEndpoints).where(eq(eventEndpoints.id, id));
  if (!row) throw new Error("The endpoint is gone.");
  return row;
}

export function deliveriesOf(endpointId: string) {
  return db
    .select()
    .from(eventDeliveries)
    .where(eq(eventDeliveries.endpointId, endpointId))
    .orderBy(asc(eventDeliveries.id));
}

export function attemptsOf(endpointId: string) {
  return db
    .select()
    .from(eventAttempts)
    .where(eq(eventAttempts.endpointId, endpointId))
    .orderBy(asc(eventAttempts.deliveryId), asc(eventAttempts.number));
}
