import { describe, expect, it } from "vitest";
import { dayName, groupByDay } from "./day-groups";

describe("The days of a thread", () => {
  const dated = (createdAt: string) => ({ createdAt });
  const local = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();

  it("are the reader's calendar days, in the order of the messages", () => {
    const groups = groupByDay([dated(local(1, 9)), dated(local(1, 23)), dated(local(2, 0)), dated(local(4, 1))]);
    expect(groups.map(({ items }) => items.length)).toEqual([2, 1, 1]);
    expect(groupByDay([])).toEqual([]);
  });

  it("have everyday names", () => {
    const now = new Date(2026, 2, 12, 0, 30);
    expect(dayName(local(12, 0), now)).toBe("Today");
    expect(dayName(local(11, 23), now)).toBe("Yesterday");
    expect(dayName(local(9, 12), now)).toBe("Monday");
    expect(dayName(local(1, 12), now)).toBe("March 1");
    expect(dayName(new Date(2025, 11, 31).toISOString(), now)).toBe("December 31, 2025");
  });
});
