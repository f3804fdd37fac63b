import { sendOutbound } from "@/server/outbound/send-outbound";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { clip } from "@/server/text/excerpt";
import { parseRetryAfter } from "@/server/text/parse-retry-after";
import { storableText } from "@/server/text/storable-text";
import type { LoggedRequest } from "@/server/webhooks/send-result";
import { MAX_ANSWER_BYTES } from "../answers/read-answer";
import type { OpenedWebhook } from "./open-webhook";

const EXCERPT_CHARACTERS = 2000;

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
  const result = await sendOutbound({
    method: "POST",
    url,
    headers: { ...headers, "content-type": "application/json", "webhook-id": webhookId },
    body,
    timeoutMs,
    maxResponseBytes: MAX_ANSWER_BYTES,
    maxRedirects: 0,
  });
  const hide = createRedactor(secrets);
  const durationMs = Math.round(result.durationMs);
  if (!result.ok) {
    const request = { status: null, durationMs, responseExcerpt: null };
    return { request, error: hide(result.error.message), answer: null, retryAfterSeconds: null };
  }
  const wait = parseRetryAfter(result.headers["retry-after"], Date.now());
  return {
    request: {
      status: result.status,
      durationMs,
      responseExcerpt: clip(hide(storableText(result.body.toString("utf8"))), EXCERPT_CHARACTERS),
    },
    error: statusFault(result.status),
    answer: { body: result.body, isTooLarge: result.truncated },
    retryAfterSeconds: wait === null ? null : Math.ceil(wait / 1000),
  };
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
