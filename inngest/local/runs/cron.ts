/** Cron schedules as Inngest writes them: five fields or a nickname, with an optional `TZ=Area/City ` before them. */
import { Cron } from "croner";

const SCHEDULE = /^(?:TZ=(?<zone>\S+)\s+)?(?<pattern>.+)$/;

/**
 * The first moment after `from` that the schedule names.
 * @throws Error for a schedule that is malformed or never comes.
 */
export function nextOccurrence(schedule: string, from = new Date()): Date {
  const { zone = "UTC", pattern = "" } = SCHEDULE.exec(schedule.trim())?.groups ?? {};
  const next = new Cron(pattern, { timezone: zone, mode: "5-part", paused: true }).nextRun(from);
  if (!next) throw new Error(`The schedule "${schedule}" names no moment in the future.`);
  return next;
}
