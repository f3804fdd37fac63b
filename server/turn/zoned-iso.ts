/** A moment as ISO 8601 to the second, as clocks in a time zone (IANA name) show it, with its offset from UTC. */
export function zonedIso(moment: Date, timeZone = "UTC"): string {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  const time = `${part("hour")}:${part("minute")}:${part("second")}`;
  // "GMT+02:00"; where that is the time, "GMT" or "GMT+00:00".
  const offset = part("timeZoneName").slice("GMT".length);
  return `${date}T${time}${offset === "" || offset === "+00:00" ? "Z" : offset}`;
}

/** Made once each: making one takes longer than a hundred uses. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
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
  formatters.set(timeZone, formatter);
  return formatter;
}
