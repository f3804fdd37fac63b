import { logFailure } from "@/server/log/log-failure";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { MASK } from "@/server/secrets/masking/looks-secret";
import { openSecret } from "@/server/secrets/secret-box";
import { explainStatus } from "./explain-status";
import { NOT_SENT, postJson } from "./post-json";

/** The timeout of one request, including its response (CONTRACTS §2). */
export const ANSWER_TIMEOUT_MS = 20_000;
const MAX_RESPONSE_BYTES = 64 * 1024;

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
    const error = "The webhook secret cannot be read any more. Enter it again in its settings.";
    return { ok: false, error, ...NOT_SENT, retryAfterSeconds: null };
  }
  const { request, failure, retryAfterSeconds } = await postJson({
    url: webhook.webhookUrl,
    headers: secret === null ? {} : { authorization: `Bearer ${secret}` },
    body: JSON.stringify(body),
    webhookId,
    timeoutMs,
    maxResponseBytes: MAX_RESPONSE_BYTES,
    hide: (text) => withoutSecret(text, secret),
  });
  // A status that has arrived counts, also if the rest of the response cannot be read.
  const error = request.status === null ? failure : explainStatus(request.status);
  return { ok: error === null, error, ...request, retryAfterSeconds };
}

/** Masks the secret, also one of fewer than four characters, which a redactor leaves unmasked. */
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
