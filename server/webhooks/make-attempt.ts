import { inSpan } from "@/server/log/in-span";
import { type AttemptNames, type Ending, endingOf, failedHere, logAttempt } from "./attempt-ending";
import type { Standing } from "./attempt-sql";
import { retryDelay } from "./retry-schedule";
import type { SendResult } from "./send-result";

/** What the caller must do next. */
export type AttemptOutcome<Final extends string> =
  | { state: Final }
  /** The attempt failed; the next is due after this many seconds. */
  | { state: "retry"; afterSeconds: number }
  /** Another process is making this attempt, or crashed during it. Call again after this many seconds. */
  | { state: "under_way"; afterSeconds: number };

/** One attempt to send one thing, and the statements of its table (built with `attempt-sql.ts`). */
export interface Attempt<Status extends string, Claimed> {
  /** The number of the attempt, from 1. */
  number: number;
  /** Seconds to wait after the first, second, … failed attempt, if different from the default. */
  delays?: readonly number[];
  names: AttemptNames<Status>;
  /** The destination without secrets; only its host is logged. */
  url: string | null;
  /** Ids for the log line. */
  ids: Record<string, string>;
  /**
   * Records that the attempt is in progress, before anything is sent.
   * @returns what `send` needs; null if the attempt has ended, is in progress elsewhere, or must not be made.
   */
  claim(): Promise<Claimed | null>;
  send(claimed: Claimed): Promise<SendResult>;
  /** Records how the attempt ended. Returns false if an outcome has already been recorded; it is kept. */
  settle(ending: Ending<Status>): Promise<boolean>;
  read(): Promise<Standing<Status> | undefined>;
}

/**
 * Makes one attempt to send. Each number is attempted once, however often and concurrently it is requested. If the
 * process crashes, the attempt is repeated after its lease. If two outcomes are recorded, the first counts.
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
  logAttempt({ ...attempt, ms, ending, isRecorded });
  if (!isRecorded) return outcomeOfOther(attempt);
  const { status, retryAfter } = ending;
  return retryAfter === null ? { state: status } : { state: "retry", afterSeconds: retryAfter };
}

/** Returns the outcome of the same attempt in another process. */
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
