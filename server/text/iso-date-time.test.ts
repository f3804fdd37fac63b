import { expect, it } from "vitest";
import { withOffset } from "./iso-date-time";

it.each([
  ["2026-07-01T12:00:00", "UTC", "2026-07-01T12:00:00Z"],
  ["2026-07-01T12:00:00", "Europe/Berlin", "2026-07-01T12:00:00+02:00"],
  ["2026-12-01T12:00:00", "Europe/Berlin", "2026-12-01T12:00:00+01:00"],
  ["2026-12-01T12:00:00.5", "America/St_Johns", "2026-12-01T12:00:00.5-03:30"],
  ["2026-12-01T12:00:00", "Asia/Kathmandu", "2026-12-01T12:00:00+05:45"],
  // Around the end of daylight saving time at 01:00 UTC on 25 October 2026.
  ["2026-10-25T00:30:00", "Europe/Berlin", "2026-10-25T00:30:00+02:00"],
  ["2026-10-25T03:30:00", "Europe/Berlin", "2026-10-25T03:30:00+01:00"],
  ["2026-11-01T00:30:00", "America/New_York", "2026-11-01T00:30:00-04:00"],
  // A given offset is kept.
  ["2026-07-01T12:00:00Z", "Europe/Berlin", "2026-07-01T12:00:00Z"],
  ["2026-07-01T12:00:00-05:00", "Europe/Berlin", "2026-07-01T12:00:00-05:00"],
])("withOffset changes %s in %s to %s", (iso, zone, whole) => expect(withOffset(iso, zone)).toBe(whole));
