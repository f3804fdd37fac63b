/** Reads dates and times as customers write them. All are in UTC; the caller passes the current day. */

export interface When {
  /** YYYY-MM-DD */
  date?: string;
  /** HH:MM */
  time?: string;
}

export interface FoundWhen extends When {
  /** The parts of the text that contained the date and time, in lower case. */
  written: string[];
}

const MONTHS = "january february march april may june july august september october november december".split(" ");
const WEEKDAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const MONTH = MONTHS.map((m) => `${m.slice(0, 3)}(?:${m.slice(3)}|t)?`).join("|");
/** Short forms are included only if they are not also words, as sat, sun and wed are. */
const WEEKDAY = `${WEEKDAYS.join("|")}|mon|tues?|thu(?:rs)?|fri`;
const DAY_MS = 86_400_000;

/**
 * Finds a date, a time or both in a text.
 * @param bareHour The customer was asked for a time, so "10" alone is accepted as an hour.
 */
export function readWhen(text: string, now: Date, bareHour = false): FoundWhen {
  const plain = text.toLowerCase();
  const exact = /\b(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(z|[+-]\d{2}:?\d{2})?/.exec(plain);
  if (exact?.[1] && exact[2]) return { ...exactInstant(exact[1], exact[2], exact[3]), written: [exact[0]] };
  const date = readDate(plain, now);
  const time = readTime(date ? plain.replace(date.written, " ") : plain, bareHour);
  const written = [date?.written, time?.written].filter((piece) => piece !== undefined);
  return { ...(date && { date: date.date }), ...(time && { time: time.time }), written };
}

/** Formats 2026-11-24 as 24 November 2026. */
export function longDate(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  const name = MONTHS[(month ?? 0) - 1] ?? "";
  return `${day} ${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
}

/** Whether a date exists in the calendar. */
export function isDate(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

interface FoundDate {
  date: string;
  written: string;
}

function readDate(text: string, now: Date): FoundDate | undefined {
  for (const read of [readNumericDate, readNamedMonth, readRelativeDay, readWeekday]) {
    const found = read(text, now);
    if (found && isDate(found.date)) return found;
  }
  return undefined;
}

function readNumericDate(text: string, now: Date): FoundDate | undefined {
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  if (iso) return { date: iso, written: iso };
  // 24.11 alone may be a price, so a second dot is required.
  const match =
    /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?![\d.:])/.exec(text) ??
    /(?<![\d/])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\d/:])/.exec(text);
  if (!match) return undefined;
  const [written, first, second, year] = match;
  const [a, b] = [Number(first), Number(second)];
  // 11/24 can only have the month first. If both readings are possible, the day is taken to come first.
  const [day, month] = b > 12 ? [b, a] : [a, b];
  return { date: inYear(year, month, day, now), written };
}

function readNamedMonth(text: string, now: Date): FoundDate | undefined {
  const dayFirst = new RegExp(
    `\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?(?:\\s+of)?\\s+(${MONTH})\\b\\.?(?:,?\\s+(\\d{4}))?`,
  ).exec(text);
  if (dayFirst)
    return { date: inYear(dayFirst[3], monthNumber(dayFirst[2]), Number(dayFirst[1]), now), written: dayFirst[0] };
  const monthFirst = new RegExp(`\\b(${MONTH})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,?\\s+(\\d{4}))?`).exec(
    text,
  );
  if (!monthFirst) return undefined;
  return {
    date: inYear(monthFirst[3], monthNumber(monthFirst[1]), Number(monthFirst[2]), now),
    written: monthFirst[0],
  };
}

function readRelativeDay(text: string, now: Date): FoundDate | undefined {
  const named = /\b(day after tomorrow|tomorrow|today|tonight)\b/.exec(text)?.[0];
  if (named) return { date: daysFrom(now, { "day after tomorrow": 2, tomorrow: 1 }[named] ?? 0), written: named };
  const inDays = /\bin\s+(\d{1,3}|an?|one|two|three)\s+(day|week)s?\b/.exec(text);
  if (!inDays) return undefined;
  const count = Number(inDays[1]) || ({ two: 2, three: 3 }[inDays[1] ?? ""] ?? 1);
  return { date: daysFrom(now, inDays[2] === "week" ? count * 7 : count), written: inDays[0] };
}

/** Finds a weekday and returns the next one after today: on a Monday, "Monday" means a week later. */
function readWeekday(text: string, now: Date): FoundDate | undefined {
  const match = new RegExp(`\\b(?:(?:on|next|this|coming)\\s+){0,3}(${WEEKDAY})\\b`).exec(text);
  if (!match?.[1]) return undefined;
  const wanted = WEEKDAYS.findIndex((day) => day.startsWith(match[1]?.slice(0, 3) ?? "?"));
  const ahead = (wanted - now.getUTCDay() + 7) % 7 || 7;
  return { date: daysFrom(now, ahead), written: match[0] };
}

interface FoundTime {
  time: string;
  written: string;
}

const TIMES: { pattern: RegExp; read: (m: RegExpExecArray) => string | undefined }[] = [
  { pattern: /\b(?:noon|midday)\b/, read: () => "12:00" },
  { pattern: /\bmidnight\b/, read: () => "00:00" },
  { pattern: /\bhalf past (\d{1,2})\b/, read: (m) => clock(m[1], "30", undefined) },
  {
    pattern: /(?:\bat\s+)?(?<![\d.])(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(am|pm|a\.m\.|p\.m\.)?(?![\d.-])/,
    read: (m) => clock(m[1], m[2], m[3]),
  },
  {
    pattern: /(?:\bat\s+)?\b(\d{1,2})\s*(am\b|pm\b|a\.m\.|p\.m\.|o['’]?clock\b|h\b)/,
    read: (m) => clock(m[1], "00", m[2]),
  },
  { pattern: /(?:\bat|@|\baround|\babout)\s+(\d{1,2})\b(?![-./]\d)/, read: (m) => clock(m[1], "00", undefined) },
];
const BARE_HOUR = { pattern: /^\D*(\d{1,2})\D*$/, read: (m: RegExpExecArray) => clock(m[1], "00", undefined) };

function readTime(text: string, bareHour: boolean): FoundTime | undefined {
  for (const { pattern, read } of bareHour ? [...TIMES, BARE_HOUR] : TIMES) {
    const match = pattern.exec(text);
    const time = match ? read(match) : undefined;
    if (match && time !== undefined) return { time, written: match[0] };
  }
  return undefined;
}

/** Formats a time. Hours 1 to 6 are read as afternoon unless written like 03:00 or 3 am. */
function clock(hourText: string | undefined, minute: string | undefined, half: string | undefined): string | undefined {
  const written = Number(hourText);
  const meridiem = half?.[0] === "a" || half?.[0] === "p" ? half[0] : null;
  if (written > (meridiem ? 12 : 23) || Number(minute) > 59) return undefined;
  const afternoon =
    meridiem === "p" || (meridiem === null && written >= 1 && written <= 6 && !hourText?.startsWith("0"));
  const hour = meridiem ? (written % 12) + (afternoon ? 12 : 0) : written + (afternoon ? 12 : 0);
  return `${pad(hour)}:${minute ?? "00"}`;
}

function exactInstant(date: string, time: string, zone: string | undefined): When {
  const at = new Date(`${date}T${time}:00${zone === undefined ? "Z" : zone.toUpperCase()}`);
  if (Number.isNaN(at.getTime())) return {};
  const iso = at.toISOString();
  return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
}

/** Builds a date. Without a year, it is the next such day from today on. */
function inYear(year: string | undefined, month: number, day: number, now: Date): string {
  const suffix = `${pad(month)}-${pad(day)}`;
  if (year !== undefined) return `${year.length === 2 ? `20${year}` : year}-${suffix}`;
  const thisYear = `${now.getUTCFullYear()}-${suffix}`;
  return thisYear >= now.toISOString().slice(0, 10) ? thisYear : `${now.getUTCFullYear() + 1}-${suffix}`;
}

function monthNumber(name: string | undefined): number {
  return MONTHS.findIndex((month) => month.startsWith(name?.slice(0, 3) ?? "?")) + 1;
}

function daysFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
