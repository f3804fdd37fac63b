import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./parse-retry-after";

describe("parseRetryAfter", () => {
  const now = Date.parse("2026-08-05T10:00:00.500Z");

  it.each([
    ["120", 120],
    [" 7 ", 7],
    ["0", 0],
    ["Wed, 05 Aug 2026 10:01:00 GMT", 60],
    ["Wed, 05 Aug 2026 09:00:00 GMT", 0],
    ["Wednesday, 05-Aug-26 10:01:00 GMT", 60],
    [undefined, null],
    ["", null],
    ["soon", null],
    ["-5", null],
    ["1.5", null],
    ["next 5 days", null],
  ])("reads %j as %j seconds, rounded up", (header, seconds) => {
    const wait = parseRetryAfter(header, now);
    expect(wait === null ? null : Math.ceil(wait / 1000)).toBe(seconds);
  });

  it("reads dates written by the Inngest SDK to the millisecond", () => {
    expect(parseRetryAfter("1970-01-01T00:00:10.000Z", 4_000)).toBe(6_000);
    expect(parseRetryAfter("1970-01-01T00:00:10.000Z", 60_000)).toBe(0);
    expect(parseRetryAfter("3", 4_000)).toBe(3_000);
  });
});
