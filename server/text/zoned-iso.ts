/** A moment as ISO 8601 to the second, as clocks in a time zone (IANA name) show it, with its offset from UTC. */
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
  // "GMT+02:00"; where that is the time, "GMT" or "GMT+00:00".
  const offset = part("timeZoneName").slice("GMT".length);
  return `${date}T${time}${offset === "" || offset === "+00:00" ? "Z" : offset}`;
}

/** What a time zone's clocks showed last: turns and calls of actions all ask for the present second. */
interface Clock {
  formatter: Intl.DateTimeFormat;
  second: number;
  shown: string;
}

/** Made once each: making a formatter takes longer than a hundred uses. */
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
