import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { eventDeliveries } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { logEvent } from "@/server/log/log-event";
import type { ServiceContext } from "@/server/service-context";
import { wakeEndpoints } from "../publish/wake-endpoints";
import { requireEnabled } from "./require-enabled";
import { restart } from "./restart-delivery";

export const replayDeliveryInput = z.object({ deliveryId: idText });

/**
 * Sends one event to its endpoint again, with the same webhook-id and a new schedule of attempts. A delivery that waits
 * for its next attempt is due immediately.
 * @throws DomainError not_found; conflict if its endpoint is off, an attempt is in progress, or it was a test.
 */
export async function replayDelivery(
  ctx: ServiceContext,
  { deliveryId }: z.infer<typeof replayDeliveryInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const isThis = and(eq(eventDeliveries.id, deliveryId), eq(eventDeliveries.workspaceId, workspaceId));
  const [delivery] = await db.select().from(eventDeliveries).where(isThis);
  if (!delivery)
    throw new DomainError("not_found", "This delivery does not exist. It may have been deleted with old ones.");
  if (delivery.isTest)
    throw new DomainError("conflict", "A test is not sent again. Send another test to the endpoint.");
  const { endpointId } = delivery;
  await requireEnabled(workspaceId, endpointId);
  const restarted = await db.execute(
    sql`update ${eventDeliveries} set ${restart} where ${isThis} and lease_until is null returning 1`,
  );
  if (restarted.length === 0) {
    throw new DomainError("conflict", "It is being sent right now. Wait for the result of this attempt.");
  }
  logEvent("event_delivery.replayed", { workspaceId, endpointId, deliveryId });
  await wakeEndpoints([{ workspaceId, endpointId }]);
}
