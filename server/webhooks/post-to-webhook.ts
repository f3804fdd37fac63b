import { logFailure } from "@/server/log/log-failure";
import { sendOutbound, type OutboundResult } from "@/server/outbound/send-outbound";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { MASK } from "@/server/secrets/masking/looks-secret";
import { openSecret } from "@/server/secrets/secret-box";
import { clip } from "@/server/text/excerpt";
import { parseRetryAfter } from "@/server/text/parse-retry-after";

/** The timeout of one request, including its response (CONTRACTS §2). */
export const ANSWER_TIMEOUT_MS = 20_000;
const MAX_RESPONSE_BYTES = 64 * 1024;
const EXCERPT_CHARACTERS = 2000;

/** The result of one request, without secrets. */
export interface PostResult {
  ok: boolean;
  /** Null if there was no response. */
  status: number | null;
  /** The error in words for people; null if the request succeeded. */
  error: string | null;
  durationMs: number;
  responseExcerpt: string | null;
  retryAfterSeconds: number | null;
}

/** A webhook with an address. */
export interface Webhook {
  webhookUrl: string;
  /** Sent as `Authorization: Bearer`. */
  webhookSecretSealed: string | null;
}

/**
 * Posts one event to a webhook. Only a status of 200–299 within the timeout is a success; redirects are not followed.
 * @param webhookId The same on each attempt at one delivery, so that the receiver can detect duplicates.
 */
export async function postToWebhook(
  webhook: Webhook,
  webhookId: string,
  body: unknown,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Promise<PostResult> {
  const secret = readSecret(webhook.webhookSecretSealed, webhookId);
  if (secret === undefined) {
    return failed(0, "The webhook secret cannot be read any more. Enter it again in its settings.");
  }
  const result = await sendOutbound({
    method: "POST",
    url: webhook.webhookUrl,
    headers: {
      "content-type": "application/json",
      "webhook-id": webhookId,
      ...(secret !== null && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify(body),
    timeoutMs,
    maxResponseBytes: MAX_RESPONSE_BYTES,
    maxRedirects: 0,
  });
  return judge(result, secret);
}

function judge(result: OutboundResult, secret: string | null): PostResult {
  if (!result.ok) return failed(result.durationMs, withoutSecret(result.error.message, secret));
  const wait = parseRetryAfter(result.headers["retry-after"], Date.now());
  const ok = result.status >= 200 && result.status <= 299;
  return {
    ok,
    status: result.status,
    error: ok ? null : explainStatus(result.status),
    durationMs: Math.round(result.durationMs),
    responseExcerpt: excerpt(result.body, secret),
    retryAfterSeconds: wait === null ? null : Math.ceil(wait / 1000),
  };
}

function failed(durationMs: number, error: string): PostResult {
  return {
    ok: false,
    status: null,
    error,
    durationMs: Math.round(durationMs),
    responseExcerpt: null,
    retryAfterSeconds: null,
  };
}

function explainStatus(status: number): string {
  if (status >= 300 && status <= 399) {
    return `The webhook answered ${status}, a redirect, which is not followed. Enter the address that it leads to.`;
  }
  return `The webhook answered ${status}; an answer of 200 to 299 was expected.`;
}

/** Removes NUL, which PostgreSQL cannot store, and the secret, which a receiver may send back. */
function excerpt(body: Buffer, secret: string | null): string {
  const text = body.toString("utf8").replaceAll("\0", "\uFFFD");
  return clip(withoutSecret(text, secret), EXCERPT_CHARACTERS);
}

/** Also masks secrets of fewer than four characters, which a redactor leaves unmasked. */
function withoutSecret(text: string, secret: string | null): string {
  return secret ? createRedactor([secret])(text).replaceAll(secret, MASK) : text;
}

/** Returns undefined if the secret cannot be opened because it was sealed under another PARLEY_SECRET. */
function readSecret(sealed: string | null, webhookId: string): string | null | undefined {
  if (sealed === null) return null;
  try {
    return openSecret(sealed);
  } catch (error) {
    logFailure(webhookId, "the webhook's secret cannot be opened", error);
    return undefined;
  }
}
