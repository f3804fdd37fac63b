import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { events } from "@/db/schema/events";
import { eventCatalogue } from "@/server/schemas/events/event-catalogue";
import { type EventName, eventNames } from "@/server/schemas/events/event-names";
import { type EndpointColumns, makeEndpoint } from "./make-deliveries";

/** Records a workspace's events from now on, as its first endpoint or API key does. */
export async function recordEvents(workspaceId: string): Promise<void> {
  await db
    .update(workspaces)
    .set({ eventsSince: sql`now()` })
    .where(eq(workspaces.id, workspaceId));
}

/** The payloads of a workspace's events with this name, oldest first. Each must match its schema, with its keys in order. */
export async function payloadsOf<N extends EventName>(workspaceId: string, name: N) {
  const rows = await recordedIn(workspaceId, eq(events.name, name));
  return rows.map(({ payload }) => payload);
}

/** The names of a workspace's events, oldest first. */
export async function namesIn(workspaceId: string): Promise<EventName[]> {
  return (await recordedIn(workspaceId)).map(({ name }) => name);
}

async function recordedIn(workspaceId: string, where?: SQL) {
  const rows = await db
    .select()
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), where))
    .orderBy(asc(events.createdAt), asc(events.id));
  for (const { name, payload } of rows) {
    const { schema } = eventCatalogue[name];
    const keys = Object.keys(schema.strict().parse(payload));
    if (keys.join() !== Object.keys(payload).join()) throw new Error(`${name} has its keys in another order.`);
  }
  return rows;
}

/** The number of events that are not yet published. */
export async function unpublishedIn(workspaceId: string): Promise<number> {
  return db.$count(events, and(eq(events.workspaceId, workspaceId), isNull(events.position)));
}

/** An endpoint that gets every event that its filters allow. Returns its id. */
export async function makeEndpointForAll(workspaceId: string, columns: EndpointColumns = {}): Promise<string> {
  const { id } = await makeEndpoint(workspaceId, "https://crm.example.com", { events: [...eventNames], ...columns });
  return id;
}
