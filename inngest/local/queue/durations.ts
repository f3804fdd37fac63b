/** Durations and moments in the SDK's format. */

const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdw])/gy;

/**
 * The milliseconds of a time string such as `2h30m` (SDK specification §1.3.2). The SDK writes zero as an empty string.
 * @throws RangeError for anything else.
 */
export function parseDuration(text: string): number {
  let total = 0;
  let end = 0;
  for (const part of text.matchAll(PART)) {
    total += Number(part[1]) * (UNITS[part[2] ?? ""] ?? 0);
    end = part.index + part[0].length;
  }
  if (end !== text.length) throw new RangeError(`"${text}" is not a duration such as 30s, 2h30m or 7d.`);
  return total;
}

/** The moment given by a time string (counted from `now`) or an ISO 8601 date. */
export function parseMoment(text: string, now = Date.now()): Date {
  const moment = /^\d{4,}-|^[+-]\d{6}-/.test(text) ? Date.parse(text) : now + parseDuration(text);
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${text}" is not a date that exists.`);
  return date;
}
