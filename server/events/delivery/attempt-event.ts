import { type Ending, endingOf, logAttempt } from "@/server/webhooks/attempt-ending";
import type { OpenEndpoint } from "./open-endpoint";
import { postEvent } from "./post-event";
import type { DeliveryStatus, Health } from "./record-attempts";
import { settleAttempt } from "./settle-attempt";

/** One attempt to send one event. */
export interface EventAttempt {
  endpoint: { id: string; workspaceId: string; urlShown: string };
  /** The endpoint with its secrets; null if they cannot be opened. */
  open: OpenEndpoint | null;
  deliveryId: string;
  eventId: string;
  /** The exact bytes to sign and to send. */
  body: string;
  /** The number of the attempt, from 1. */
  number: number;
  /** Its number in the schedule, and the seconds to wait after each number. */
  schedule: { number: number; delays: readonly number[] };
  isTest: boolean;
  timeoutMs?: number;
}

/** How an attempt ended. */
export interface AttemptedEvent {
  ending: Ending<DeliveryStatus>;
  /** The endpoint's health; null if it has not changed. */
  health: Health | null;
}

const names = { open: "delivering", sent: "delivered", failed: "undelivered" } as const;

/** Sends an event to an endpoint once, records how the attempt ended, and logs it. */
export async function attemptEvent(attempt: EventAttempt): Promise<AttemptedEvent> {
  const { endpoint, open, deliveryId, eventId, body, number, schedule, isTest, timeoutMs } = attempt;
  const { id: endpointId, workspaceId, urlShown } = endpoint;
  const ids = { workspaceId, endpointId, deliveryId, eventId };
  const result = await postEvent(open, { eventId, body, ids, ...(timeoutMs !== undefined && { timeoutMs }) });
  const { requestHeaders, ms } = result;
  const ending = endingOf<DeliveryStatus>({ ...schedule, names }, result);
  const ended = { deliveryId, endpointId, workspaceId, number, urlShown, requestHeaders, ending, isTest };
  const { isRecorded, health } = await settleAttempt(ended);
  logAttempt({ ids, number, url: urlShown, ms, ending, isRecorded });
  return { ending, health };
}
