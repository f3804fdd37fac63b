import { inSpan } from "@/server/log/in-span";
import { failedHere } from "@/server/webhooks/attempt-ending";
import { explainStatus } from "@/server/webhooks/explain-status";
import { postJson } from "@/server/webhooks/post-json";
import type { SendResult } from "@/server/webhooks/send-result";
import { signWebhook } from "@/server/webhooks/sign-webhook";
import type { OpenEndpoint } from "./open-endpoint";

/** The timeout of one request, including its response (CONTRACTS §6). */
export const ANSWER_TIMEOUT_MS = 15_000;
const MAX_RESPONSE_BYTES = 64 * 1024;
/** How much of a signature the log has: enough to compare it with a received one. */
const SIGNATURE_SHOWN = 12;

export interface PostedEvent {
  eventId: string;
  /** The exact bytes to sign and to send. */
  body: string;
  /** Ids for the log. */
  ids: Record<string, string>;
  timeoutMs?: number;
}

export interface EventResult extends SendResult {
  /** As sent, with secrets masked. */
  requestHeaders: Record<string, string>;
  ms: number;
}

const UNREADABLE: SendResult = {
  outcome: {
    kind: "retry",
    reason: "The endpoint's address or secret cannot be read any more. Enter its address again and rotate its secret.",
    afterSeconds: null,
  },
  request: null,
};

/**
 * Sends one event to an endpoint once. Only a status of 200 to 299 within the timeout is a success. Every other outcome
 * is a failure after which a later attempt may succeed; none is thrown.
 * @param endpoint Null if its secrets cannot be opened.
 */
export async function postEvent(endpoint: OpenEndpoint | null, event: PostedEvent): Promise<EventResult> {
  const startedAt = performance.now();
  const attributes = Object.fromEntries(Object.entries(event.ids).map(([name, id]) => [`parley.${name}`, id]));
  const sending = inSpan("delivery attempt", attributes, async () =>
    endpoint ? post(endpoint, event) : { ...UNREADABLE, requestHeaders: {} },
  );
  const result = await sending.catch((error: unknown) => ({ ...failedHere(event.ids, error), requestHeaders: {} }));
  return { ...result, ms: Math.round(performance.now() - startedAt) };
}

async function post(
  endpoint: OpenEndpoint,
  { eventId, body, timeoutMs = ANSWER_TIMEOUT_MS }: PostedEvent,
): Promise<Omit<EventResult, "ms">> {
  const signed = signWebhook(eventId, new Date(), body, endpoint.secrets);
  const { request, failure, retryAfterSeconds } = await postJson({
    url: endpoint.url,
    headers: { ...endpoint.headers, ...signed },
    body,
    webhookId: eventId,
    timeoutMs,
    maxResponseBytes: MAX_RESPONSE_BYTES,
    hide: endpoint.hide,
  });
  const requestHeaders = {
    "content-type": "application/json",
    ...endpoint.headersShown,
    ...signed,
    "webhook-signature": shortened(signed["webhook-signature"]),
  };
  // A status that has arrived counts, also if the rest of the response cannot be read.
  const error = request.status === null ? failure : explainStatus(request.status);
  const sent = { kind: "sent" as const, platformIds: [] };
  const failed = { kind: "retry" as const, reason: error ?? "", afterSeconds: retryAfterSeconds };
  return { outcome: error === null ? sent : failed, request, requestHeaders };
}

function shortened(signatures: string): string {
  return signatures
    .split(" ")
    .map((signature) => `${signature.slice(0, SIGNATURE_SHOWN)}…`)
    .join(" ");
}
