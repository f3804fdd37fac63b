import { logEvent } from "@/server/log/log-event";
import { logFailure } from "@/server/log/log-failure";
import { retryDelay } from "./retry-schedule";
import type { SendOutcome, SendResult } from "./send-result";

/** A table's status values for a thing that is being sent, was sent, or failed for good. */
export interface AttemptNames<Status extends string> {
  open: Status;
  sent: Status;
  failed: Status;
}

/** How an attempt ended and what follows. */
export interface Ending<Status extends string> extends Pick<SendResult, "request"> {
  kind: SendOutcome["kind"];
  /** Why it failed, in words for people; null if it was sent. */
  error: string | null;
  status: Status;
  /** Seconds until the next attempt; null if there is none. */
  retryAfter: number | null;
}

interface Scheduled<Status extends string> {
  /** The number of the attempt in its schedule, from 1. */
  number: number;
  /** Seconds to wait after the first, second, … failed attempt, if different from the default. */
  delays?: readonly number[];
  names: AttemptNames<Status>;
}

/** Decides what follows an attempt. */
export function endingOf<Status extends string>(
  { number, delays, names }: Scheduled<Status>,
  { outcome, request }: SendResult,
): Ending<Status> {
  const { kind } = outcome;
  if (kind === "sent") return { kind, error: null, status: names.sent, retryAfter: null, request };
  const asked = kind === "retry" ? outcome.afterSeconds : null;
  const retryAfter = retryDelay(number, kind === "retry", asked, delays);
  const status = retryAfter === null ? names.failed : names.open;
  return { kind, error: outcome.reason, status, retryAfter, request };
}

/** An internal error counts as a failed attempt; otherwise the attempt would be repeated whenever its lease ends. */
export function failedHere(ids: Record<string, string>, error: unknown): SendResult {
  logFailure(Object.values(ids).join(" "), "sending", error);
  return { outcome: { kind: "retry", reason: "Parley failed to send it.", afterSeconds: null }, request: null };
}

interface EndedAttempt {
  /** Ids for the log line. */
  ids: Record<string, string>;
  number: number;
  /** The destination without secrets; only its host is logged. */
  url: string | null;
  ms: number;
  ending: Ending<string>;
  /** False if another outcome had already been recorded. */
  isRecorded: boolean;
}

/** Logs an attempt in one line. */
export function logAttempt({ ids, number, url, ms, ending, isRecorded }: EndedAttempt): void {
  logEvent("delivery.attempted", {
    ...ids,
    attempt: number,
    host: hostOf(url),
    status: ending.request?.status ?? null,
    ms,
    outcome: isRecorded ? ending.kind : "superseded",
    retryAfterSeconds: ending.retryAfter,
  });
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}
