import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { eventDeliveries, eventEndpoints } from "@/db/schema/events";
import { newId } from "@/server/ids";
import type { OutboxEvent } from "@/server/outbox/outbox";

/** A run that was requested for a delivery begins within this time. */
const PATIENCE = sql`interval '10 seconds'`;

/**
 * Finds endpoints with due deliveries that no process sends, as after a crash.
 * @returns one event for each, to dispatch. They are not stored in the outbox: if they are lost, the next sweep finds
 * the same endpoints.
 */
export async function requestDueDeliveries(limit = 500): Promise<OutboxEvent[]> {
  const endpoints = await db.execute<{ workspaceId: string; endpointId: string }>(sql`
    select e.workspace_id as "workspaceId", e.id as "endpointId"
    from ${eventEndpoints} e
    where e.enabled and (e.drained_until is null or e.drained_until < now())
      and (e.probe_at is null or e.probe_at < now() - ${PATIENCE})
      and exists (
        select from ${eventDeliveries} d
        where d.endpoint_id = e.id and d.status = 'delivering' and d.next_attempt_at < now() - ${PATIENCE}
      )
    limit ${limit}`);
  return endpoints.map(({ workspaceId, endpointId }) => ({
    id: newId("event"),
    name: "events/delivery.due",
    data: { workspaceId, endpointId },
  }));
}
