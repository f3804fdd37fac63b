import { describe, expect, it } from "vitest";
import { dayText } from "./times.ts";

describe("The day of a message", () => {
  const now = new Date("2026-03-30T00:30:00");

  it.each([
    ["2026-03-30T00:10:00", "en", "Today"],
    ["2026-03-29T23:59:00", "en", "Yesterday"],
    ["2026-03-29T00:01:00", "de", "Gestern"],
    ["2026-03-28T12:00:00", "en", "Sat, March 28"],
    ["2025-12-31T12:00:00", "en", "Wed, December 31, 2025"],
  ])("%s is, in %s, %s", (at, language, text) => {
    expect(dayText(at, language, now)).toBe(text);
  });
});
