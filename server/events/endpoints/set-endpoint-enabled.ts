import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { logEvent } from "@/server/log/log-event";
import type { ServiceContext } from "@/server/service-context";
import type { setEnabledInput } from "./endpoint-input";
import { isEndpoint, lockEndpoint } from "./find-endpoint";

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
    if (!enabled && !before.enabled) return;
    await tx
      .update(eventEndpoints)
      .set(enabled ? turnedOn : { enabled: false, disabledReason: "member", disabledAt: sql`now()`, probeAt: null })
      .where(isEndpoint(workspaceId, endpointId));
  });
  logEvent("event_endpoint.switched", { workspaceId, endpointId, enabled });
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
