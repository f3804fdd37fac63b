import { env } from "@/server/env";

/** Seconds to wait after the first, second, … failed attempt (CONTRACTS §2). */
const RETRY_DELAYS = [5, 30, 120, 600, 3600];

/** The same for deliveries to channels, where the environment may set others. */
export function deliveryDelays(): number[] {
  return env().PARLEY_DELIVERY_RETRIES.split(",").map(Number);
}

/** A receiver's Retry-After counts up to a day. */
export const LONGEST_WAIT_SECONDS = 24 * 60 * 60;

/**
 * Seconds until the next attempt: the schedule's, or the receiver's own if that is longer.
 * @param attempt The number of the attempt that failed, 1 for the first.
 * @returns null when there is no next attempt.
 */
export function retryDelay(
  attempt: number,
  retry: boolean,
  retryAfterSeconds: number | null,
  delays: readonly number[] = RETRY_DELAYS,
): number | null {
  const scheduled = delays[attempt - 1];
  if (!retry || scheduled === undefined) return null;
  return Math.max(scheduled, Math.min(retryAfterSeconds ?? 0, LONGEST_WAIT_SECONDS));
}
