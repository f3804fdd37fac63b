import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { logEvent } from "@/server/log/log-event";
import type { ServiceContext } from "@/server/service-context";
import { findEndpoint, isEndpoint } from "./find-endpoint";

/** Larger statements would hold their locks for seconds. */
const BATCH = 2000;

/** Deletes an endpoint with its log. If the process crashes half-way, the endpoint is off and can be deleted again. */
export async function deleteEndpoint(ctx: ServiceContext, endpointId: string): Promise<void> {
  requireRole(ctx, "admin");
  const { workspaceId } = ctx;
  const { enabled } = await findEndpoint(workspaceId, endpointId);
  if (enabled) {
    await db
      .update(eventEndpoints)
      .set({ enabled: false, disabledReason: "member", disabledAt: sql`now()` })
      .where(isEndpoint(workspaceId, endpointId));
  }
  for (let deleted = BATCH; deleted === BATCH;) deleted = await deleteDeliveries(workspaceId, endpointId);
  await db.delete(eventEndpoints).where(isEndpoint(workspaceId, endpointId));
  logEvent("event_endpoint.deleted", { workspaceId, endpointId });
}

async function deleteDeliveries(workspaceId: string, endpointId: string): Promise<number> {
  const rows = await db.execute(sql`
    delete from event_deliveries where id in (
      select id from event_deliveries
      where endpoint_id = ${endpointId} and workspace_id = ${workspaceId}
      order by created_at, id limit ${BATCH}
    ) returning 1`);
  return rows.length;
}
