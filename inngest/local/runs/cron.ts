/** Cron schedules in Inngest's format: five fields or a nickname, optionally preceded by `TZ=Area/City `. */
import { Cron } from "croner";

const SCHEDULE = /^(?:TZ=(?<zone>\S+)\s+)?(?<pattern>.+)$/;

/**
 * The first moment of the schedule after `from`.
 * @throws Error for a schedule that is malformed or never occurs.
 */
export function nextOccurrence(schedule: string, from = new Date()): Date {
  const { zone = "UTC", pattern = "" } = SCHEDULE.exec(schedule.trim())?.groups ?? {};
  const next = new Cron(pattern, { timezone: zone, mode: "5-part", paused: true }).nextRun(from);
  if (!next) throw new Error(`The schedule "${schedule}" names no moment in the future.`);
  return next;
}
