/** Formats a time as ISO 8601 with seconds and the offset of an IANA time zone. */
export function zonedIso(moment: Date, timeZone = "UTC"): string {
  const clock = clockOf(timeZone);
  const second = Math.floor(moment.getTime() / 1000);
  if (clock.second !== second) Object.assign(clock, { second, shown: format(moment, clock.formatter) });
  return clock.shown;
}

function format(moment: Date, formatter: Intl.DateTimeFormat): string {
  const parts = new Map(formatter.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  const time = `${part("hour")}:${part("minute")}:${part("second")}`;
  // Such as "GMT+02:00"; "GMT" or "GMT+00:00" without an offset.
  const offset = part("timeZoneName").slice("GMT".length);
  return `${date}T${time}${offset === "" || offset === "+00:00" ? "Z" : offset}`;
}

/** A formatter with its last result, because turns and calls of actions often need the current second repeatedly. */
interface Clock {
  formatter: Intl.DateTimeFormat;
  second: number;
  shown: string;
}

/** Cached because creating a formatter takes longer than a hundred uses. */
const clocks = new Map<string, Clock>();

function clockOf(timeZone: string): Clock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "longOffset",
  });
  const clock = { formatter, second: NaN, shown: "" };
  clocks.set(timeZone, clock);
  return clock;
}
