import { env } from "@/server/env";

/** Seconds to wait after the first, second, … failed attempt (CONTRACTS §2). */
const RETRY_DELAYS = [5, 30, 120, 600, 3600];

/** The delays for deliveries to channels, which the environment can change. */
export function deliveryDelays(): number[] {
  return env().PARLEY_DELIVERY_RETRIES.split(",").map(Number);
}

/** Upper limit for a receiver's Retry-After: one day. */
export const LONGEST_WAIT_SECONDS = 24 * 60 * 60;

/**
 * Returns the seconds until the next attempt: from the schedule, or from the receiver if it requests a longer wait.
 * @param attempt The number of the failed attempt, from 1.
 * @returns null if there is no next attempt.
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
