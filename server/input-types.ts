import { z } from "zod";
import { isVisible } from "./text/visible-text.ts";

/** Input types that several verbs use. Contains no server code, so that forms can use them, too. */

/** A generated id has about 30 characters; one that a browser generates may have more. */
const ID = /^[^\p{Cc}\u{FFFD}]{0,200}$/u;
const NO_ID = "?";

/**
 * The id of a row, such as `bot_01jd…`. A text that cannot be an id is replaced by one that names nothing, so that
 * verbs and pages treat it like any unknown id.
 */
export const idText = z.string().overwrite((text) => (ID.test(text) ? text : NO_ID));

/** A name that people read. It may be empty, but has at least one visible character otherwise. */
export function optionalName(longest: number, tooLong?: string) {
  return z
    .string()
    .trim()
    .max(longest, tooLong)
    .refine(
      (name) => name === "" || isVisible(name),
      "These characters are all invisible. Use at least one that people can see.",
    );
}

/**
 * A name that people read.
 * @param missing Asks for the name, such as "Give the bot a name."
 */
export function nameText(missing: string, longest: number, tooLong?: string) {
  return optionalName(longest, tooLong).min(1, missing);
}

/** The range that PostgreSQL, ISO 8601 with four digits and every browser can represent. */
const EARLIEST = Date.parse("1970-01-01T00:00:00Z");
const LATEST = Date.parse("9999-12-31T23:59:59.999Z");
const OUT_OF_RANGE = "Use a date of the years 1970 to 9999.";

/** A time as ISO 8601 text with its original precision (a cursor has microseconds). */
export const moment = z.iso.datetime({ offset: true }).refine((text) => isInRange(Date.parse(text)), OUT_OF_RANGE);

/** A time as a `Date`, from ISO 8601 text. */
export const momentAsDate = z.coerce.date().refine((date) => isInRange(date.getTime()), OUT_OF_RANGE);

/** An IANA time zone that this system supports, such as Europe/Kyiv. */
export const timeZone = z.string().refine(isTimeZone, "Choose a time zone from the list, such as Europe/Kyiv.");

function isInRange(milliseconds: number): boolean {
  return milliseconds >= EARLIEST && milliseconds <= LATEST;
}

function isTimeZone(name: string): boolean {
  // The platform also accepts offsets such as +02:00, which have no daylight saving time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
