import { weekdays, type WorkingHours } from "@/server/schemas/bot-behaviour";
import { zonedIso } from "@/server/text/zoned-iso";

/** How many days to look back for the last closing: a week, and the day before for hours that pass midnight. */
const LOOK_BACK_DAYS = 8;
const DAY_MS = 86_400_000;

/**
 * Checks whether a business is open, by local wall-clock time, also in the hour that daylight saving skips or repeats.
 * @param timeZone The bot's time zone, for working hours without one.
 * @returns null when it is open; otherwise an id of the closed period, which stays the same throughout that period.
 */
export function closedSince(hours: WorkingHours, timeZone: string | undefined, now: Date): string | null {
  const zone = hours.timeZone ?? timeZone ?? "UTC";
  const [date = "", time = ""] = zonedIso(now, zone).split("T");
  const here = wallMinutes(date, time.slice(0, 5));
  const spans = spansUntil(hours, date);
  if (spans.some(({ opens, closes }) => opens <= here && here < closes)) return null;
  const closings = spans.map(({ closes }) => closes).filter((closes) => closes <= here);
  if (closings.length === 0) return `always (${zone})`;
  return `${new Date(Math.max(...closings) * 60_000).toISOString().slice(0, 16)} (${zone})`;
}

interface Span {
  /** Wall-clock minutes, counted without daylight saving. */
  opens: number;
  closes: number;
}

/** The opening hours of a date and of the days before it. */
function spansUntil({ days }: WorkingHours, date: string): Span[] {
  const today = Date.parse(`${date}T00:00:00Z`);
  return Array.from({ length: LOOK_BACK_DAYS + 1 }, (_, back) => new Date(today - back * DAY_MS)).flatMap((day) => {
    const name = weekdays[(day.getUTCDay() + 6) % 7] ?? "mon";
    const iso = day.toISOString().slice(0, 10);
    return days[name].map(({ from, to }) => {
      const opens = wallMinutes(iso, from);
      const closes = wallMinutes(iso, to);
      return { opens, closes: closes > opens ? closes : closes + DAY_MS / 60_000 };
    });
  });
}

/** "24:00" means the end of the date. */
function wallMinutes(date: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return Date.parse(`${date}T00:00:00Z`) / 60_000 + hours * 60 + minutes;
}
