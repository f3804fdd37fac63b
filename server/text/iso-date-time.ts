/**
 * Converts a date and time to ISO 8601 with seconds. The given offset is kept; without one the result is local time.
 * Reads lenient ISO 8601 (a space instead of T, no seconds), day.month.year and RFC 5322 (e-mail dates).
 * @returns null for anything else, such as a date without a time, and for times that do not exist.
 */
export function toIsoDateTime(text: string): string | null {
  const trimmed = text.trim();
  return fromParts(ISO.exec(trimmed)) ?? fromParts(DOTTED.exec(trimmed)) ?? fromEmailDate(trimmed);
}

/**
 * Adds the offset of a time zone to a result of `toIsoDateTime` without one. A time that a clock change skips gets the
 * offset of one side of the change.
 * @param timeZone IANA name.
 */
export function withOffset(iso: string, timeZone: string): string {
  if (/(?:Z|[+-]\d{2}:\d{2})$/.test(iso)) return iso;
  const asUtc = Date.parse(`${iso}Z`);
  // The offset at the same time in UTC is wrong only near a clock change, which the second lookup corrects.
  const nearly = offsetMinutes(asUtc, timeZone);
  const minutes = offsetMinutes(asUtc - nearly * 60_000, timeZone);
  return `${iso}${writeOffset(minutes)}`;
}

function offsetMinutes(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const written = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(written) ?? [];
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -total : total;
}

function writeOffset(minutes: number): string {
  if (minutes === 0) return "Z";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?<fraction>\.\d{1,9})?)?`;
const OFFSET = String.raw`\s?(?<offset>Z|[+-]\d{2}(?::?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:T|\s+)${TIME}${OFFSET}$`, "i");
const DOTTED = new RegExp(String.raw`^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4}),?\s+${TIME}${OFFSET}$`, "i");

function fromParts(match: RegExpExecArray | null): string | null {
  if (!match?.groups) return null;
  const {
    year = "",
    month = "",
    day = "",
    hour = "",
    minute = "",
    second = "00",
    fraction = "",
    offset,
  } = match.groups;
  const [MM, dd, HH] = [month, day, hour].map((part) => part.padStart(2, "0"));
  const local = `${year}-${MM}-${dd}T${HH}:${minute}:${second}`;
  const zone = normalOffset(offset);
  return exists(local) && zone !== null ? `${local}${fraction}${zone}` : null;
}

/** Whether the date and time exist: Date rolls 30 February over to March, so the result differs. */
function exists(local: string): boolean {
  const date = new Date(`${local}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(local);
}

function normalOffset(offset: string | undefined): string | null {
  if (offset === undefined) return "";
  if (offset.toUpperCase() === "Z") return "Z";
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(3).replace(":", "") || "00"];
  return Number(hours) <= 14 && Number(minutes) < 60 ? `${offset.slice(0, 1)}${hours}:${minutes}` : null;
}

function fromEmailDate(text: string): string | null {
  if (!/^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})$/i.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(".000Z", "Z");
}
