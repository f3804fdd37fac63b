import { describe, expect, it } from "vitest";
import { chartTop, countsInWords, dayBar } from "./day-bars";

const day = (succeeded: number, failed: number, open = 0) => ({ succeeded, failed, open });

describe("A day's bar", () => {
  it("stacks failed, open and succeeded runs from the bottom up", () => {
    expect(dayBar(day(5, 3, 2), 10, 100)).toEqual([
      { outcome: "failed", y: 70, height: 30 },
      { outcome: "open", y: 50, height: 20 },
      { outcome: "succeeded", y: 0, height: 50 },
    ]);
  });

  it("has no part for an outcome without runs", () => {
    expect(dayBar(day(0, 0), 10, 100)).toEqual([]);
    expect(dayBar(day(0, 4), 10, 100)).toEqual([{ outcome: "failed", y: 60, height: 40 }]);
  });

  it("shows one failure among thousands of runs, and stays within the chart", () => {
    const parts = dayBar(day(10_000, 1, 1), 10_000, 100);
    expect(parts[0]).toMatchObject({ outcome: "failed", height: 2 });
    expect(Math.min(...parts.map(({ y }) => y))).toBe(0);
    expect(parts.reduce((sum, { height }) => sum + height, 0)).toBe(100);
  });
});

it.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 5],
  [7, 10],
  [10, 10],
  [11, 20],
  [480, 500],
  [1001, 2000],
])("A chart of at most %i calls a day ends at %i", (most, top) => {
  expect(chartTop([day(most, 0), day(0, 0)])).toBe(top);
});

it("countsInWords leaves out zeros", () => {
  expect(countsInWords(day(12, 1, 3))).toBe("12 succeeded, 1 failed, 3 in progress");
  expect(countsInWords(day(0, 2))).toBe("2 failed");
  expect(countsInWords(day(0, 0))).toBe("no calls");
});
