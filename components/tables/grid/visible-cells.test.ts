import { describe, expect, it } from "vitest";
import { GUTTER_WIDTH, HEADER_HEIGHT, ROW_HEIGHT } from "./grid-layout";
import { pagesInView } from "./row-window";
import { columnStrips, gridSize, leftFor, roughly, rowsInSight, rowStrips, topFor } from "./visible-cells";

const height = HEADER_HEIGHT + 10 * ROW_HEIGHT;

describe("rowsInSight", () => {
  it("follows scrolling to the end", () => {
    expect(rowsInSight({ top: 0, height }, 100_000)).toEqual({ first: 0, last: 10 });
    expect(rowsInSight({ top: 500 * ROW_HEIGHT, height }, 100_000)).toEqual({ first: 500, last: 510 });
    const end = gridSize([], 100_000).height - height;
    expect(rowsInSight({ top: end, height }, 100_000).last).toBe(99_999);
  });

  it("works with few rows, with no rows, and before the window has a height", () => {
    expect(rowsInSight({ top: 0, height }, 3)).toEqual({ first: 0, last: 2 });
    expect(rowStrips(rowsInSight({ top: 0, height }, 0), 0, -1)).toEqual([]);
    expect(rowsInSight({ top: 0, height: 0 }, 100)).toEqual({ first: 0, last: 0 });
    // Rows were removed while the window was scrolled far down.
    expect(rowsInSight({ top: 5000 * ROW_HEIGHT, height }, 20)).toEqual({ first: 19, last: 19 });
  });

  it("gives few of many rows, plus the cursor's row wherever it is", () => {
    const strips = rowStrips({ first: 500, last: 510 }, 100_000, 7);
    expect(strips.length).toBeLessThan(40);
    expect(strips[0]).toEqual({ index: 7, start: HEADER_HEIGHT + 7 * ROW_HEIGHT, size: ROW_HEIGHT });
    expect(new Set(strips.map(({ index }) => index)).size).toBe(strips.length);
    expect(rowStrips({ first: 500, last: 510 }, 100_000, -1)[0]?.index).toBe(492);
  });
});

describe("roughly", () => {
  it("covers the range, and stays the same while it moves a little", () => {
    expect(roughly({ first: 60, last: 70 })).toEqual({ first: 50, last: 74 });
    expect(roughly({ first: 61, last: 71 })).toEqual({ first: 50, last: 74 });
    expect(roughly({ first: 0, last: -1 }).first).toBe(0);
  });
});

describe("columnStrips", () => {
  const widths = Array.from({ length: 200 }, () => 200);

  it("gives the columns around the window and the cursor's column", () => {
    const indexes = columnStrips({ left: 10_000, width: 1000 }, widths, 3).map(({ index }) => index);
    expect(indexes[0]).toBe(3);
    expect(indexes.length).toBeLessThan(15);
    expect(indexes).toContain(50);
  });

  it("starts after the gutter", () => {
    expect(columnStrips({ left: 0, width: 300 }, [100, 50], -1)).toEqual([
      { index: 0, start: GUTTER_WIDTH, size: 100 },
      { index: 1, start: GUTTER_WIDTH + 100, size: 50 },
    ]);
    expect(gridSize([100, 50], 2)).toEqual({ width: GUTTER_WIDTH + 150, height: HEADER_HEIGHT + 2 * ROW_HEIGHT });
  });
});

describe("Scrolling to the cursor", () => {
  it("moves as little as possible, and never puts the row under the header", () => {
    expect(topFor(5, { top: 0, height })).toBe(0);
    expect(topFor(10, { top: 0, height })).toBe(ROW_HEIGHT);
    expect(topFor(3, { top: 5 * ROW_HEIGHT, height })).toBe(3 * ROW_HEIGHT);
    expect(topFor(-1, { top: 500, height })).toBe(500);
  });

  it("does the same sideways, and shows the start of a column wider than the window", () => {
    expect(leftFor(0, { left: 150, width: 400 }, [200, 200, 900])).toBe(0);
    expect(leftFor(1, { left: 0, width: 400 }, [200, 200, 900])).toBe(GUTTER_WIDTH);
    expect(leftFor(2, { left: 0, width: 400 }, [200, 200, 900])).toBe(400);
    expect(leftFor(-1, { left: 70, width: 400 }, [200])).toBe(70);
  });
});

describe("pagesInView", () => {
  it("gives the visible pages, and the next page shortly before it is reached", () => {
    expect(pagesInView({ first: 0, last: 20 }, 100_000)).toEqual([0]);
    expect(pagesInView({ first: 40, last: 60 }, 100_000)).toEqual([0, 1]);
    expect(pagesInView({ first: 55_000, last: 55_020 }, 100_000)).toEqual([549, 550]);
    expect(pagesInView({ first: 99_980, last: 99_999 }, 100_000)).toEqual([999]);
  });

  it("gives no page for no rows, and never one past the end", () => {
    expect(pagesInView({ first: 0, last: 0 }, 0)).toEqual([]);
    expect(pagesInView({ first: 0, last: -1 }, 5)).toEqual([0]);
    expect(pagesInView({ first: 9000, last: 9010 }, 150)).toEqual([0, 1]);
  });
});
