/** The delay before a failed step's next attempt. */

const SECONDS = [3, 10, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600];
const JITTER = 0.2;

/** The delay in milliseconds after failed attempt number `attempt` (the first is 0): exponential, ± 20 %. */
export type Backoff = (attempt: number) => number;

export const defaultBackoff: Backoff = (attempt) => {
  const seconds = SECONDS[Math.min(attempt, SECONDS.length - 1)] ?? 0;
  return seconds * 1000 * (1 - JITTER + Math.random() * 2 * JITTER);
};
