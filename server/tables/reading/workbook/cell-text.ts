import { SSF } from "@e965/xlsx";

const SECONDS_A_DAY = 86_400;
/** Day 0 of Excel's calendar, in which 29 February 1900 exists. */
const DAY_0 = Date.UTC(1899, 11, 30) / 1000;
const FIRST_OF_MARCH_1900 = 60;
const DAYS_TO_1904 = 1462;

const dateFormats = new Map<string, boolean>();

/** Whether a number format shows a date, a time of day or a duration. */
export function isDateFormat(format: string): boolean {
  if (format === "" || format === "General") return false;
  const known = dateFormats.get(format);
  if (known !== undefined) return known;
  const isDate = Boolean(SSF.is_date(format));
  dateFormats.set(format, isDate);
  return isDate;
}

/** Formats a number for storage: integers with all their digits, others with the 15 significant digits of Excel. */
export function numberText(value: number, format: string): string {
  // Excel stores a code such as 00042 as the number 42 with the format 00000.
  if (Number.isInteger(value) && /^0{2,}$/.test(format)) return String(value).padStart(format.length, "0");
  // Digits after the 15th are floating-point noise.
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}

/**
 * Formats a date, date and time, time of day or duration, which Excel stores as a number of days. Excel has no time
 * zones, so times are taken as UTC, rounded to the second. A duration of 26.5 hours in [h]:mm becomes 26:30:00.
 */
export function serialText(days: number, format: string, date1904: boolean): string {
  const seconds = Math.round(days * SECONDS_A_DAY);
  if (/\[(?:h+|m+|s+)\]/i.test(format)) return clock(seconds);
  const letters = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, "");
  const hasDate = /[dy]/i.test(letters) || (/m/i.test(letters) && !/[hs]/i.test(letters));
  if (!hasDate) return clock(((seconds % SECONDS_A_DAY) + SECONDS_A_DAY) % SECONDS_A_DAY);
  const shift = date1904 ? DAYS_TO_1904 : days < FIRST_OF_MARCH_1900 ? 1 : 0;
  const moment = new Date((DAY_0 + shift * SECONDS_A_DAY + seconds) * 1000);
  if (Number.isNaN(moment.getTime())) return String(days);
  const [date = "", time = ""] = moment.toISOString().replace(".000Z", "Z").split("T");
  return time === "00:00:00Z" ? date : `${date}T${time}`;
}

function clock(seconds: number): string {
  const whole = Math.abs(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${seconds < 0 ? "-" : ""}${parts.map((part) => String(part).padStart(2, "0")).join(":")}`;
}

/** Returns the text of an Excel error code (ECMA-376 18.17.3). */
export function errorText(value: unknown): string {
  return (typeof value === "number" ? errors.get(value) : undefined) ?? "#ERROR";
}

const errors = new Map([
  [0x00, "#NULL!"],
  [0x07, "#DIV/0!"],
  [0x0f, "#VALUE!"],
  [0x17, "#REF!"],
  [0x1d, "#NAME?"],
  [0x24, "#NUM!"],
  [0x2a, "#N/A"],
  [0x2b, "#GETTING_DATA"],
]);
