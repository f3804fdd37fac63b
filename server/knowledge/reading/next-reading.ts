import { createHash } from "node:crypto";
import type { ReadingSchedule } from "@/server/schemas/knowledge/source-settings";

const MINUTE_MS = 60_000;
const PERIOD_MINUTES = { daily: 24 * 60, weekly: 7 * 24 * 60 };
/** A source that was just read waits at least this long, so that its slot does not read it twice. */
const SHORTEST_WAIT_MS = 60 * MINUTE_MS;

/**
 * The time of a source's next scheduled reading; null if it has no schedule. Each source has its own minute of the day
 * or week, so that the sources of many workspaces are not read in the same minute.
 */
export function nextReading(schedule: ReadingSchedule, sourceId: string, now: Date = new Date()): Date | null {
  if (schedule === "off") return null;
  const period = PERIOD_MINUTES[schedule] * MINUTE_MS;
  const minute = createHash("sha256").update(sourceId).digest().readUInt32BE(0) % PERIOD_MINUTES[schedule];
  const earliest = now.getTime() + SHORTEST_WAIT_MS;
  const slots = Math.ceil((earliest - minute * MINUTE_MS) / period);
  return new Date(slots * period + minute * MINUTE_MS);
}
