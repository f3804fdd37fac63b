import { describe, expect, it } from "vitest";
import { LONGEST_WAIT_SECONDS, parseRetryAfter, retryDelay } from "./retry-schedule";

describe("retryDelay", () => {
  it("follows the schedule, then ends", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => retryDelay(attempt, true, null))).toEqual([
      5,
      30,
      120,
      600,
      3600,
      null,
      null,
    ]);
  });

  it("is never for a channel that wants no retries", () => {
    expect(retryDelay(1, false, 60)).toBeNull();
  });

  it("takes the longer of schedule and Retry-After, up to a day", () => {
    expect(retryDelay(1, true, 60)).toBe(60);
    expect(retryDelay(3, true, 60)).toBe(120);
    expect(retryDelay(1, true, 0)).toBe(5);
    expect(retryDelay(1, true, 10 ** 12)).toBe(LONGEST_WAIT_SECONDS);
    expect(retryDelay(1, true, Number.POSITIVE_INFINITY)).toBe(LONGEST_WAIT_SECONDS);
  });

  it("makes no attempt after the last, whatever the receiver asks for", () => {
    expect(retryDelay(6, true, 60)).toBeNull();
  });
});

describe("parseRetryAfter", () => {
  const now = new Date("2026-08-05T10:00:00.500Z");

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
  ])("%j: %j", (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});
