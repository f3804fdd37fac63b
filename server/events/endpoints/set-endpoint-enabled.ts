import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { announceEvents } from "@/server/events/publish/announce-events";
import { wakeEndpoints } from "@/server/events/publish/wake-endpoints";
import { recordEvent } from "@/server/events/record-event";
import { endpointDisabled } from "@/server/events/recording/endpoint-disabled";
import { logEvent } from "@/server/log/log-event";
import type { ServiceContext } from "@/server/service-context";
import type { setEnabledInput } from "./endpoint-input";
import { type EndpointRow, isEndpoint, lockEndpoint } from "./find-endpoint";

/**
 * Turns an endpoint on or off. Turning it on forgets its failures, closes its circuit and sends what waits for it.
 * An endpoint that is on with an open circuit can be turned on again to the same effect.
 */
export async function setEndpointEnabled(
  ctx: ServiceContext,
  { endpointId, enabled }: z.output<typeof setEnabledInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  const { workspaceId } = ctx;
  await db.transaction(async (tx) => {
    const before = await lockEndpoint(tx, workspaceId, endpointId);
    if (enabled) await tx.update(eventEndpoints).set(turnedOn).where(isEndpoint(workspaceId, endpointId));
    else if (before.enabled) await turnOff(tx, before);
  });
  if (enabled) await wakeEndpoints([{ workspaceId, endpointId }]);
  else announceEvents(workspaceId);
  logEvent("event_endpoint.switched", { workspaceId, endpointId, enabled });
}

async function turnOff(tx: Transaction, endpoint: EndpointRow): Promise<void> {
  const [off] = await tx
    .update(eventEndpoints)
    .set({ enabled: false, disabledReason: "member", disabledAt: sql`now()`, probeAt: null })
    .where(isEndpoint(endpoint.workspaceId, endpoint.id))
    .returning({ disabledAt: eventEndpoints.disabledAt });
  if (!off?.disabledAt) return;
  const times = {
    failingSince: endpoint.failingSince?.toISOString() ?? null,
    disabledAt: off.disabledAt.toISOString(),
  };
  await recordEvent(tx, endpointDisabled({ ...endpoint, ...times }, "member"));
}

const turnedOn = {
  enabled: true,
  disabledReason: null,
  disabledAt: null,
  failuresInARow: 0,
  failingSince: null,
  probeAt: null,
  noticed: 0,
};
