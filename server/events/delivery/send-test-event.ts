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
import { endingOf, logAttempt } from "@/server/webhooks/attempt-ending";
import { type LoggedRequest, NOT_SENT } from "@/server/webhooks/post-json";
import { endOfPrevious, findEndpoint } from "../endpoints/find-endpoint";
import { eventBody } from "../publish/event-body";
import { wakeEndpoints } from "../publish/wake-endpoints";
import { ATTEMPT_LEASE_SECONDS } from "./claim-deliveries";
import { names } from "./drain";
import { openEndpoint } from "./open-endpoint";
import { postEvent } from "./post-event";
import type { DeliveryStatus } from "./record-attempts";
import { settleAttempt } from "./settle-attempt";

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
  const ids = { workspaceId, endpointId, deliveryId, eventId };
  const result = await postEvent(openEndpoint(endpoint), { eventId, body, ids });
  const { requestHeaders, ms } = result;
  const ending = endingOf<DeliveryStatus>({ number: 1, names, delays: [] }, result);
  const { urlShown } = endpoint;
  const attempt = { deliveryId, endpointId, workspaceId, number: 1, urlShown, requestHeaders, ending, isTest: true };
  const { isRecorded, health } = await settleAttempt(attempt);
  logAttempt({ ids, number: 1, url: urlShown, ms, ending, isRecorded });
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
