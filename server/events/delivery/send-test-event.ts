import { sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { eventDeliveries, events } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { newId } from "@/server/ids";
import { idText } from "@/server/input-types";
import { eventNames } from "@/server/schemas/events/event-names";
import { samplePayload } from "@/server/schemas/events/event-catalogue";
import type { ServiceContext } from "@/server/service-context";
import { type LoggedRequest, NOT_SENT } from "@/server/webhooks/post-json";
import { endOfPrevious, findEndpoint } from "../endpoints/find-endpoint";
import { eventBody } from "../publish/event-body";
import { wakeEndpoints } from "../publish/wake-endpoints";
import { attemptEvent } from "./attempt-event";
import { ATTEMPT_LEASE_SECONDS } from "./claim-deliveries";
import { openEndpoint } from "./open-endpoint";

export const sendTestInput = z.object({ endpointId: idText, event: z.enum(eventNames) });

/** What an endpoint answered to a sample. */
export interface TestOutcome extends LoggedRequest {
  deliveryId: string;
  isDelivered: boolean;
  /** Why not, in words for people. */
  error: string | null;
}

/**
 * Sends the sample of an event to an endpoint once, also to one that is off, and waits for its answer. It is logged like
 * other deliveries, and goes neither to other endpoints nor to the feed. A success closes the endpoint's circuit.
 */
export async function sendTestEvent(
  ctx: ServiceContext,
  { endpointId, event }: z.infer<typeof sendTestInput>,
): Promise<TestOutcome> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const row = await findEndpoint(workspaceId, endpointId);
  const endpoint = endOfPrevious(row) === null ? { ...row, previousSecretSealed: null } : row;
  const { eventId, deliveryId, body } = await recordTest(workspaceId, endpointId, event);
  const { ending, health } = await attemptEvent({
    endpoint,
    open: openEndpoint(endpoint),
    deliveryId,
    eventId,
    body,
    number: 1,
    schedule: { number: 1, delays: [] },
    isTest: true,
  });
  if (health) await wakeEndpoints([{ workspaceId, endpointId }]);
  const { error, request } = ending;
  return { deliveryId, isDelivered: error === null, error, ...(request ?? NOT_SENT) };
}

/** A test's place is negative: it is not waiting to be published, and not in the feed. */
async function recordTest(workspaceId: string, endpointId: string, name: z.infer<typeof sendTestInput>["event"]) {
  const [eventId, deliveryId] = [newId("event"), newId("eventDelivery")];
  const payload = samplePayload(name);
  const position = await db.transaction(async (tx) => {
    const [event] = await tx
      .insert(events)
      .values({
        id: eventId,
        workspaceId,
        name,
        payload,
        sourceKey: `test-${deliveryId}`,
        position: sql`-nextval('event_positions')`,
      })
      .returning({ position: events.position });
    await tx.insert(eventDeliveries).values({
      id: deliveryId,
      workspaceId,
      endpointId,
      eventId,
      eventName: name,
      status: "delivering",
      attempts: 1,
      leaseUntil: sql`now() + ${ATTEMPT_LEASE_SECONDS} * interval '1 second'`,
      isTest: true,
    });
    return event?.position ?? 0;
  });
  return { eventId, deliveryId, body: eventBody({ id: eventId, name, payload, position: Math.abs(position) }) };
}
