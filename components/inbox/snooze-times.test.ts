import { describe, expect, it } from "vitest";
import { localInput } from "@/components/ui/date-time-input";
import { snoozeTimes } from "./snooze-times";

const choices = (now: Date) => snoozeTimes(now).map(({ until }) => localInput(until));

describe("The times to snooze until", () => {
  it.each([
    ["a Wednesday", new Date(2026, 2, 4, 14, 30), ["2026-03-04T15:30", "2026-03-05T09:00", "2026-03-09T09:00"]],
    ["a Sunday", new Date(2026, 2, 8, 23, 59), ["2026-03-09T00:59", "2026-03-09T09:00", "2026-03-09T09:00"]],
    ["a Monday", new Date(2026, 2, 9, 8, 0), ["2026-03-09T09:00", "2026-03-10T09:00", "2026-03-16T09:00"]],
    ["the end of a year", new Date(2026, 11, 31, 10, 0), ["2026-12-31T11:00", "2027-01-01T09:00", "2027-01-04T09:00"]],
  ])("on %s", (_day, now, times) => {
    expect(choices(now)).toEqual(times);
  });
});
