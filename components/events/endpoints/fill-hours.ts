import type { HourOfRequests } from "@/server/events/endpoints/health";

const HOUR_MS = 3_600_000;
/** The hour that began 24 hours ago, and the current one. */
const HOURS = 25;

/** Returns every hour of the last 24 hours, oldest first, also those without requests. */
export function fillHours(hours: readonly HourOfRequests[], now: number): HourOfRequests[] {
  const known = new Map(hours.map((hour) => [hour.at, hour]));
  const current = Math.floor(now / HOUR_MS) * HOUR_MS;
  return Array.from({ length: HOURS }, (_, i) => {
    const at = new Date(current - (HOURS - 1 - i) * HOUR_MS).toISOString();
    return known.get(at) ?? { at, delivered: 0, failed: 0 };
  });
}
