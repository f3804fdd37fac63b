import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { newId } from "@/server/ids";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import type { DueEndpoint } from "./publish-events";

/**
 * Starts the delivery to endpoints whose deliveries are committed. An endpoint to which a process is delivering is left
 * out, and so is one whose circuit is open while a run sleeps until the probe.
 */
export async function wakeEndpoints(endpoints: DueEndpoint[]): Promise<void> {
  await dispatch(await wakingEvents(endpoints));
}

/**
 * Returns the events that start the delivery to endpoints. They are not stored in the outbox: if they are lost, the sweep
 * finds the deliveries that are due.
 */
export async function wakingEvents(endpoints: DueEndpoint[]): Promise<OutboxEvent[]> {
  if (endpoints.length === 0) return [];
  // A process gives its lease back before it looks for deliveries a last time, so if it has the lease now, it will see
  // those that are committed by now.
  const rows = await db.execute<{ id: string; workspace_id: string }>(sql`
    select id, workspace_id from event_endpoints
    where id = any(${sql.param(endpoints.map(({ endpointId }) => endpointId))}::text[])
      and (drained_until is null or drained_until < now())
      and (probe_at > now() and wakes_at > now() and wakes_at <= probe_at + interval '1 second') is not true`);
  return rows.map(({ id, workspace_id }) => ({
    id: newId("event"),
    name: "events/delivery.due",
    data: { workspaceId: workspace_id, endpointId: id },
  }));
}
