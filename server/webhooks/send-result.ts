import type { LoggedRequest } from "./post-json";
import type { PostResult } from "./post-to-webhook";

/** The result of an attempt to send. */
export interface SendResult {
  outcome: SendOutcome;
  /** For the attempt log, without secrets; null if no HTTP request was made. */
  request: LoggedRequest | null;
}

/** A reason is shown to people: it describes the problem and how to fix it. */
export type SendOutcome =
  /** With the platform's ids of the sent messages, if it returns any. */
  | { kind: "sent"; platformIds: string[] }
  /** A later attempt may succeed. `afterSeconds` is the wait that the receiver requests, if any. */
  | { kind: "retry"; reason: string; afterSeconds: number | null }
  /** This cannot be sent, but other things can. */
  | { kind: "stop"; reason: string }
  /** Nothing can be sent to this destination until someone changes it, so it is disabled. */
  | { kind: "disable"; reason: string };

/** Converts the result of a request to a webhook, where every failure may be temporary. */
export function resultOfPost({ error, retryAfterSeconds, ...rest }: PostResult): SendResult {
  const { status, durationMs, responseExcerpt } = rest;
  const request = { status, durationMs, responseExcerpt };
  if (error === null) return { outcome: { kind: "sent", platformIds: [] }, request };
  return { outcome: { kind: "retry", reason: error, afterSeconds: retryAfterSeconds }, request };
}
