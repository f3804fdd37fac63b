const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/**
 * Reads a date as a customer writes it: 2026-03-31, 31.3.2026, 31/03/2026, 31 March 2026 or March 31, 2026. With
 * slashes, day and month must be clear: 03/04/2026 could be either.
 * @returns ISO 8601, or null.
 */
export function readDate(text: string): string | null {
  const written = text.normalize("NFKC").trim().toLowerCase();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written);
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})$/.exec(written);
  if (numeric) return fromNumbers(Number(numeric[1]), Number(numeric[3]), Number(numeric[4]), numeric[2] === "/");
  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?(?<month>[a-z]{3,9})\.?,? (?<year>\d{4})$/.exec(written) ??
    /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/.exec(written);
  const { day, month = "", year } = named?.groups ?? {};
  const number = MONTHS.findIndex((name) => name === month || name.slice(0, 3) === month) + 1;
  return named && number > 0 ? isoDate(Number(year), number, Number(day)) : null;
}

function fromNumbers(first: number, second: number, year: number, hasSlashes: boolean): string | null {
  if (!hasSlashes || first === second || first > 12) return isoDate(year, second, first);
  return second > 12 ? isoDate(year, first, second) : null;
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
  return exists ? date.toISOString().slice(0, 10) : null;
}
