import { describe, expect, it } from "vitest";
import { formatDuration, formatSize } from "./format.ts";

describe("formatSize", () => {
  it("chooses the unit by the size", () => {
    expect([0, 999, 1000, 15_000_000, 2_345_000].map((bytes) => formatSize(bytes, "en"))).toEqual([
      "0 byte",
      "999 byte",
      "1 kB",
      "15 MB",
      "2.3 MB",
    ]);
  });

  it("writes numbers and units in the visitor's language", () => {
    expect(formatSize(2_345_000, "ru")).toBe("2,3 МБ");
  });
});

describe("formatDuration", () => {
  it("writes minutes and seconds", () => {
    expect([0, 9.9, 65, 300].map((seconds) => formatDuration(seconds, "en"))).toEqual(["0:00", "0:09", "1:05", "5:00"]);
  });
});
