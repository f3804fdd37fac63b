import { z } from "zod";

/** Types of input that several verbs take. Free of server code, so that forms can check the same. */

/** A generated id has about 30 characters; one that a browser generates may have more. */
const ID = /^[^\p{Cc}\u{FFFD}]{0,200}$/u;
const NO_ID = "?";

/**
 * Names a row, such as `bot_01jd…`. A text that cannot be an id is replaced by one that names nothing, so that verbs
 * and pages answer as for every unknown id.
 */
export const idText = z.string().overwrite((text) => (ID.test(text) ? text : NO_ID));

/** The range that PostgreSQL, ISO 8601 with four digits and every browser can represent. */
const EARLIEST = Date.parse("1970-01-01T00:00:00Z");
const LATEST = Date.parse("9999-12-31T23:59:59.999Z");
const OUT_OF_RANGE = "Use a date of the years 1970 to 9999.";

/** A moment as ISO 8601 text, with the digits that it was given with (a cursor has microseconds). */
export const moment = z.iso.datetime({ offset: true }).refine((text) => isInRange(Date.parse(text)), OUT_OF_RANGE);

/** A moment as a `Date`, from ISO 8601 text. */
export const momentAsDate = z.coerce.date().refine((date) => isInRange(date.getTime()), OUT_OF_RANGE);

/** An IANA time zone that this system knows, such as Europe/Kyiv. */
export const timeZone = z.string().refine(isTimeZone, "Choose a time zone from the list, such as Europe/Kyiv.");

function isInRange(milliseconds: number): boolean {
  return milliseconds >= EARLIEST && milliseconds <= LATEST;
}

function isTimeZone(name: string): boolean {
  // The platform also reads offsets such as +02:00, which know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
