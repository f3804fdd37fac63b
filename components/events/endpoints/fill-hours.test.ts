import { expect, it } from "vitest";
import { fillHours } from "./fill-hours";

it("The hours of a chart have zeros where there were no requests", () => {
  const now = Date.parse("2026-03-02T10:20:00Z");
  const first = { at: "2026-03-01T10:00:00.000Z", delivered: 1, failed: 2 };
  const last = { at: "2026-03-02T10:00:00.000Z", delivered: 3, failed: 0 };
  const filled = fillHours([first, last], now);
  expect(filled).toHaveLength(25);
  expect(filled.at(0)).toEqual(first);
  expect(filled.at(1)).toEqual({ at: "2026-03-01T11:00:00.000Z", delivered: 0, failed: 0 });
  expect(filled.at(-1)).toEqual(last);
});
