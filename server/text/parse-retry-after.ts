/** The date formats of Retry-After: an HTTP date (RFC 9110 §5.6.7), or RFC 3339 as written by the Inngest SDK. */
const DATE = /^(?:[a-z]{3,9},? .*\d|\d{4}-\d\d-\d\dT)/i;

/** The milliseconds to wait according to a Retry-After header (RFC 9110 §10.2.3); null for an invalid value. */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
  const value = header?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse also accepts texts such as "1.5" and "next 5 days".
  const at = DATE.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
