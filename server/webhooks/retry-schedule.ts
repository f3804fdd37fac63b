import { env } from "@/server/env";

/** Seconds to wait after the first, second, … failed attempt (CONTRACTS §2). */
const RETRY_DELAYS = [5, 30, 120, 600, 3600];

/** The delays for deliveries to channels, which the environment can change. */
export function deliveryDelays(): number[] {
  return env().PARLEY_DELIVERY_RETRIES.split(",").map(Number);
}

/** The delays for deliveries of events to endpoints (CONTRACTS §6), which the environment can change. */
export function eventDelays(): number[] {
  return env().PARLEY_EVENT_RETRIES.split(",").map(Number);
}

/** A delay is up to a tenth shorter or longer, so that deliveries that failed together are not repeated together. */
const JITTER = 0.1;

/** Varies delays at random. */
export function withJitter(delays: readonly number[], random: () => number = Math.random): number[] {
  return delays.map((seconds) => seconds * (1 + JITTER * (2 * random() - 1)));
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
