import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { type LoggedRequest, postJson } from "@/server/webhooks/post-json";
import { MAX_ANSWER_BYTES } from "../answers/read-answer";
import type { OpenedWebhook } from "./open-webhook";

/** What a webhook answered to one request. */
export interface CallResponse {
  /** For the log, without secrets. */
  request: LoggedRequest;
  /** Why the request failed, without secrets; null for a status of 200 to 299. */
  error: string | null;
  /** Null if there was no response. */
  answer: { body: Buffer; isTooLarge: boolean } | null;
  retryAfterSeconds: number | null;
}

/**
 * Posts a body to a webhook once, through the guard against private addresses. Redirects are failures.
 * @param webhookId The same on each attempt and replay, so that the receiver can detect duplicates.
 * @param timeoutMs For the whole exchange.
 */
export async function postCall(
  { url, headers, secrets }: OpenedWebhook,
  webhookId: string,
  body: string,
  timeoutMs: number,
): Promise<CallResponse> {
  const { request, response, failure, retryAfterSeconds } = await postJson({
    url,
    headers,
    body,
    webhookId,
    timeoutMs,
    maxResponseBytes: MAX_ANSWER_BYTES,
    hide: createRedactor(secrets),
  });
  return { request, error: response ? statusFault(response.status) : failure, answer: response, retryAfterSeconds };
}

/** Why a status is a failure, and how to fix it; null for 200 to 299. */
export function statusFault(status: number): string | null {
  if (status >= 200 && status <= 299) return null;
  if (status >= 300 && status <= 399) {
    return `It answered ${status}, a redirect, which is not followed. Enter the address that it leads to.`;
  }
  if (status === 401 || status === 403) {
    return `It answered ${status}: it refused the token or the headers. Enter the same ones here as in your system.`;
  }
  return `It answered ${status}; an answer of 200 to 299 was expected.`;
}
