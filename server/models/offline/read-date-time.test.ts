import { describe, expect, it } from "vitest";
import { readWhen } from "./read-date-time";

const SATURDAY = new Date("2026-11-21T22:30:00Z");

describe("readWhen", () => {
  it.each([
    ["tomorrow at 10", "2026-11-22 10:00"],
    ["the day after tomorrow, 9:30", "2026-11-23 09:30"],
    ["today at noon", "2026-11-21 12:00"],
    ["next Monday 3 pm", "2026-11-23 15:00"],
    ["Saturday at 12 am", "2026-11-28 00:00"],
    ["24 November 2026 at 17:45", "2026-11-24 17:45"],
    ["Nov 24th, 8 o'clock", "2026-11-24 08:00"],
    ["January 2 at 9am", "2027-01-02 09:00"],
    ["24.11. um 10:15", "2026-11-24 10:15"],
    ["24/11/2026 at half past 4", "2026-11-24 16:30"],
    ["11/24 at 8", "2026-11-24 08:00"],
    ["2026-11-24T10:00:00+02:00", "2026-11-24 08:00"],
    ["2026-11-24 10:00", "2026-11-24 10:00"],
    ["in 3 days at 6:30 p.m.", "2026-11-24 18:30"],
    ["in a week", "2026-11-28 -"],
    ["at 5", "- 17:00"],
    ["05:00", "- 05:00"],
    ["31.02.2026", "- -"],
    ["it costs 4.90 euros", "- -"],
    ["version 1.2.3", "- -"],
    ["25:00 or 10:75", "- -"],
    ["call 030 12 34 56", "- -"],
    ["", "- -"],
  ])("reads the date and time of %j", (text, expected) => {
    const { date, time } = readWhen(text, SATURDAY);
    expect(`${date ?? "-"} ${time ?? "-"}`).toBe(expected);
  });

  it("reads a bare number as an hour only if a time was asked for", () => {
    expect(readWhen("10", SATURDAY).time).toBeUndefined();
    expect(readWhen("10", SATURDAY, true).time).toBe("10:00");
  });
});
