/** The dates that Retry-After may hold: an HTTP date (RFC 9110 §5.6.7), or RFC 3339 as the Inngest SDK writes it. */
const DATE = /^(?:[a-z]{3,9},? .*\d|\d{4}-\d\d-\d\dT)/i;

/** Milliseconds that a Retry-After header (RFC 9110 §10.2.3) asks for; null when it holds no seconds and no date. */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
  const value = header?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse also takes texts such as "1.5" and "next 5 days" for dates.
  const at = DATE.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
