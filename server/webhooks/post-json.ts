import { sendOutbound } from "@/server/outbound/send-outbound";
import { clip } from "@/server/text/excerpt";
import { parseRetryAfter } from "@/server/text/parse-retry-after";
import { storableText } from "@/server/text/storable-text";

const EXCERPT_CHARACTERS = 2000;

/** One request to a webhook. */
export interface JsonPost {
  url: string;
  headers: Record<string, string>;
  /** JSON. */
  body: string;
  /** The same on each attempt, so that the receiver can detect duplicates. */
  webhookId: string;
  /** For the whole exchange. */
  timeoutMs: number;
  maxResponseBytes: number;
  /** Removes secrets from a text: a receiver may send them back. */
  hide: (text: string) => string;
}

/** A request as the log has it, without secrets. */
export interface LoggedRequest {
  /** Null if there was no response. */
  status: number | null;
  durationMs: number;
  responseExcerpt: string | null;
}

/** In place of a request that was not made. */
export const NOT_SENT: LoggedRequest = { status: null, durationMs: 0, responseExcerpt: null };

export interface Posted {
  request: LoggedRequest;
  /** Null if there was none, or its body could not be read. */
  response: { status: number; body: Buffer; isTooLarge: boolean } | null;
  /** Why there is no response, without secrets; empty if there is one. */
  failure: string;
  retryAfterSeconds: number | null;
}

/** Posts JSON to a webhook once, through the guard against private addresses. Redirects are not followed. */
export async function postJson({ webhookId, hide, ...post }: JsonPost): Promise<Posted> {
  const result = await sendOutbound({
    ...post,
    method: "POST",
    headers: { ...post.headers, "content-type": "application/json", "webhook-id": webhookId },
    maxRedirects: 0,
  });
  const durationMs = Math.round(result.durationMs);
  if (!result.ok) {
    const request = { status: result.hops.at(-1)?.status ?? null, durationMs, responseExcerpt: null };
    return { request, response: null, failure: hide(result.error.message), retryAfterSeconds: null };
  }
  const { status, body, truncated: isTooLarge } = result;
  const wait = parseRetryAfter(result.headers["retry-after"], Date.now());
  const responseExcerpt = clip(hide(storableText(body.toString("utf8"))), EXCERPT_CHARACTERS);
  return {
    request: { status, durationMs, responseExcerpt },
    response: { status, body, isTooLarge },
    failure: "",
    retryAfterSeconds: wait === null ? null : Math.ceil(wait / 1000),
  };
}
