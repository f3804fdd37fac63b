import { z } from "zod";

/** An IANA time zone that this system knows, such as Europe/Kyiv. */
export const timeZone = z.string().refine(isTimeZone, "Choose a time zone from the list, such as Europe/Kyiv.");

function isTimeZone(name: string): boolean {
  // The platform also reads offsets such as +02:00, which know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
