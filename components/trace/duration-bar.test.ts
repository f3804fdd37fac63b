import { expect, it } from "vitest";
import { formatDuration } from "./duration-bar";

it.each([
  [0, "0 ms"],
  [87.4, "87 ms"],
  [1400, "1.4 s"],
  [42_400, "42 s"],
  [60_000, "1 min"],
  [200_000, "3 min 20 s"],
  [3_600_000, "1 h"],
  [7_500_000, "2 h 5 min"],
  [273_600_000, "3 d 4 h"],
])("formatDuration writes %i ms as %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
