import { weekdays, type WorkingHours } from "@/server/schemas/bot-behaviour";
import { withOffset } from "@/server/text/iso-date-time";
import { zonedIso } from "@/server/text/zoned-iso";

/** How many days to look back for the last closing: a week, and the day before for hours that pass midnight. */
const LOOK_BACK_DAYS = 8;
/** How many days to look ahead for the next opening: a week, and today's hours of the next week. */
const LOOK_AHEAD_DAYS = 8;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Clock changes skip at most two hours. */
const LONGEST_GAP_MINUTES = 120;

/**
 * Checks whether a business is open, by local wall-clock time, also in the hour that daylight saving skips or repeats.
 * @param timeZone The bot's time zone, for working hours without one.
 * @returns null when it is open; otherwise an id of the closed period, which stays the same throughout that period.
 */
export function closedSince(hours: WorkingHours, timeZone: string | undefined, now: Date): string | null {
  const zone = hours.timeZone ?? timeZone ?? "UTC";
  const [date = "", time = ""] = zonedIso(now, zone).split("T");
  const here = wallMinutes(date, time.slice(0, 5));
  const spans = spansOf(hours, date, -LOOK_BACK_DAYS, 0);
  if (spans.some(({ opens, closes }) => opens <= here && here < closes)) return null;
  const closings = spans.map(({ closes }) => closes).filter((closes) => closes <= here);
  if (closings.length === 0) return `always (${zone})`;
  return `${new Date(Math.max(...closings) * MINUTE_MS).toISOString().slice(0, 16)} (${zone})`;
}

/**
 * Returns the first time from `from` on at which a business is open: `from` itself if it is open then. If daylight saving
 * skips the opening, it opens when the clocks have changed.
 * @param timeZone The bot's time zone, for working hours without one.
 * @returns null if it never opens.
 */
export function openFrom(hours: WorkingHours, timeZone: string | undefined, from: Date): Date | null {
  if (closedSince(hours, timeZone, from) === null) return from;
  const zone = hours.timeZone ?? timeZone ?? "UTC";
  const [date = ""] = zonedIso(from, zone).split("T");
  const openings = spansOf(hours, date, 0, LOOK_AHEAD_DAYS)
    .map(({ opens }) => opens)
    .toSorted((a, b) => a - b);
  for (const opens of openings) {
    const local = new Date(opens * MINUTE_MS).toISOString().slice(0, 19);
    const at = Date.parse(withOffset(local, zone));
    // A time that the clocks skip may have been read as a later one.
    for (let minutes = -LONGEST_GAP_MINUTES; minutes <= LONGEST_GAP_MINUTES; minutes += 1) {
      const opening = new Date(at + minutes * MINUTE_MS);
      if (opening > from && closedSince(hours, timeZone, opening) === null) return opening;
    }
  }
  return null;
}

interface Span {
  /** Wall-clock minutes, counted without daylight saving. */
  opens: number;
  closes: number;
}

/** The opening hours of the days from `first` to `last`, counted from a date. */
function spansOf({ days }: WorkingHours, date: string, first: number, last: number): Span[] {
  const today = Date.parse(`${date}T00:00:00Z`);
  return Array.from({ length: last - first + 1 }, (_, i) => new Date(today + (first + i) * DAY_MS)).flatMap((day) => {
    const name = weekdays[(day.getUTCDay() + 6) % 7] ?? "mon";
    const iso = day.toISOString().slice(0, 10);
    return days[name].map(({ from, to }) => {
      const opens = wallMinutes(iso, from);
      const closes = wallMinutes(iso, to);
      return { opens, closes: closes > opens ? closes : closes + DAY_MS / MINUTE_MS };
    });
  });
}

/** "24:00" means the end of the date. */
function wallMinutes(date: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return Date.parse(`${date}T00:00:00Z`) / MINUTE_MS + hours * 60 + minutes;
}
