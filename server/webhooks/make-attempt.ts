import { inSpan } from "@/server/log/in-span";
import { logEvent } from "@/server/log/log-event";
import { logFailure } from "@/server/log/log-failure";
import type { Standing } from "./attempt-sql";
import { retryDelay } from "./retry-schedule";
import type { SendOutcome, SendResult } from "./send-result";

/** Tells the caller what to do next. */
export type AttemptOutcome<Final extends string> =
  | { state: Final }
  /** The attempt failed; the next is due after that many seconds. */
  | { state: "retry"; afterSeconds: number }
  /** Another process makes this attempt, or died in it: ask again after that many seconds. */
  | { state: "under_way"; afterSeconds: number };

/** One attempt to send one thing, and the statements of its table (built with `attempt-sql.ts`). */
export interface Attempt<Status extends string, Claimed> {
  /** 1 for the first. */
  number: number;
  /** Seconds to wait after the first, second, … failed attempt, unless the usual ones are right. */
  delays?: readonly number[];
  /** What the table calls a thing that is still being sent, that was sent, and that is given up. */
  names: { open: Status; sent: Status; failed: Status };
  /** Where it is sent to, without secrets; only its host is logged. */
  url: string | null;
  /** Ids for the log line. */
  ids: Record<string, string>;
  /**
   * Records that the attempt is under way, before anything leaves.
   * @returns what `send` needs; null when the attempt has ended, is under way elsewhere, or is not to be made.
   */
  claim(): Promise<Claimed | null>;
  send(claimed: Claimed): Promise<SendResult>;
  /** Records how the attempt ended. False: an end is recorded already, and stays. */
  settle(ending: Ending<Status>): Promise<boolean>;
  read(): Promise<Standing<Status> | undefined>;
}

/** How an attempt ended and what follows. */
export interface Ending<Status extends string> extends Pick<SendResult, "request"> {
  kind: SendOutcome["kind"];
  /** Why it failed, for people; null when it was sent. */
  error: string | null;
  status: Status;
  /** Seconds until the next attempt; null: there is none. */
  retryAfter: number | null;
}

/**
 * Makes one attempt to send. An attempt of a number is made once, however often and concurrently it is asked for, unless
 * its process dies during it: then it is made again after its lease. Of two recorded ends the first counts.
 */
export async function makeAttempt<Status extends string, Claimed>(
  attempt: Attempt<Status, Claimed>,
): Promise<AttemptOutcome<Status | "lost">> {
  const claimed = await attempt.claim();
  if (claimed === null) return outcomeOfOther(attempt);
  const started = performance.now();
  const attributes = Object.fromEntries(Object.entries(attempt.ids).map(([name, id]) => [`parley.${name}`, id]));
  const sending = inSpan("delivery attempt", attributes, () => attempt.send(claimed));
  const result = await sending.catch((error: unknown) => failedHere(attempt.ids, error));
  const ms = Math.round(performance.now() - started);
  const ending = endingOf(attempt, result);
  const isRecorded = await attempt.settle(ending);
  logEvent("delivery.attempted", {
    ...attempt.ids,
    attempt: attempt.number,
    host: hostOf(attempt.url),
    status: result.request?.status ?? null,
    ms,
    outcome: isRecorded ? ending.kind : "superseded",
    retryAfterSeconds: ending.retryAfter,
  });
  if (!isRecorded) return outcomeOfOther(attempt);
  const { status, retryAfter } = ending;
  return retryAfter === null ? { state: status } : { state: "retry", afterSeconds: retryAfter };
}

/** A defect of ours counts as a failed attempt. Without an end, the attempt would be made again each time its lease ends. */
function failedHere(ids: Record<string, string>, error: unknown): SendResult {
  logFailure(Object.values(ids).join(" "), "sending", error);
  return { outcome: { kind: "retry", reason: "Parley failed to send it.", afterSeconds: null }, request: null };
}

function endingOf<Status extends string, Claimed>(
  { number, delays, names }: Attempt<Status, Claimed>,
  { outcome, request }: SendResult,
): Ending<Status> {
  const { kind } = outcome;
  if (kind === "sent") return { kind, error: null, status: names.sent, retryAfter: null, request };
  const asked = kind === "retry" ? outcome.afterSeconds : null;
  const retryAfter = retryDelay(number, kind === "retry", asked, delays);
  const status = retryAfter === null ? names.failed : names.open;
  return { kind, error: outcome.reason, status, retryAfter, request };
}

/** The outcome of the same attempt in another process. */
async function outcomeOfOther<Status extends string, Claimed>({
  number,
  delays,
  names,
  read,
}: Attempt<Status, Claimed>): Promise<AttemptOutcome<Status | "lost">> {
  const row = await read();
  if (!row) return { state: "lost" };
  if (row.status !== names.open) return { state: row.status };
  if (row.leaseLeft !== null) return { state: "under_way", afterSeconds: Math.max(1, row.leaseLeft) };
  return { state: "retry", afterSeconds: Math.max(retryDelay(number, true, null, delays) ?? 1, row.waitLeft ?? 0) };
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}
