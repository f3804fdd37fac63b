import { describe, expect, it } from "vitest";
import { LONGEST_WAIT_SECONDS, retryDelay } from "./retry-schedule";

describe("retryDelay", () => {
  it("follows the schedule, then returns null", () => {
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

  it("returns null for a failure that must not be retried", () => {
    expect(retryDelay(1, false, 60)).toBeNull();
  });

  it("returns the longer of schedule and Retry-After, up to a day", () => {
    expect(retryDelay(1, true, 60)).toBe(60);
    expect(retryDelay(3, true, 60)).toBe(120);
    expect(retryDelay(1, true, 0)).toBe(5);
    expect(retryDelay(1, true, 10 ** 12)).toBe(LONGEST_WAIT_SECONDS);
    expect(retryDelay(1, true, Number.POSITIVE_INFINITY)).toBe(LONGEST_WAIT_SECONDS);
  });

  it("returns null after the last attempt, whatever the receiver requests", () => {
    expect(retryDelay(6, true, 60)).toBeNull();
  });
});
