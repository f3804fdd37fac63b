import type { PostResult } from "./post-to-webhook";

/** What an attempt to send came to. */
export interface SendResult {
  outcome: SendOutcome;
  /** For the attempt log, without secrets; null when no HTTP request was made. */
  request: LoggedRequest | null;
}

/** Reasons are for people: they say what is wrong and what helps. */
export type SendOutcome =
  /** With the platform's own ids of what was sent, where it gives any. */
  | { kind: "sent"; platformIds: string[] }
  /** A later attempt may succeed. `afterSeconds`: what the receiver asks to wait, if it does. */
  | { kind: "retry"; reason: string; afterSeconds: number | null }
  /** This can't be sent; other things may be. */
  | { kind: "stop"; reason: string }
  /** Nothing can be sent to this destination until someone changes it, so that it is turned off. */
  | { kind: "disable"; reason: string };

export interface LoggedRequest {
  /** Null when no answer came. */
  status: number | null;
  durationMs: number;
  responseExcerpt: string | null;
}

/** The result of a request to a webhook, where each failure may be temporary. */
export function resultOfPost({ error, retryAfterSeconds, ...rest }: PostResult): SendResult {
  const { status, durationMs, responseExcerpt } = rest;
  const request = { status, durationMs, responseExcerpt };
  if (error === null) return { outcome: { kind: "sent", platformIds: [] }, request };
  return { outcome: { kind: "retry", reason: error, afterSeconds: retryAfterSeconds }, request };
}
