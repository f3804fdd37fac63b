import { describe, expect, it } from "vitest";
import { stubEnvironment } from "@/server/testing/stub-environment";
import { eventDelays, LONGEST_WAIT_SECONDS, retryDelay, withJitter } from "./retry-schedule";

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

describe("eventDelays", () => {
  it("returns the standard's schedule, which takes 75:35:05 h in all", () => {
    stubEnvironment();
    const [hour, minute] = [3600, 60];
    const delays = eventDelays();
    expect(delays).toHaveLength(9);
    expect(delays.reduce((sum, seconds) => sum + seconds)).toBe(75 * hour + 35 * minute + 5);
  });
});

describe("withJitter", () => {
  it("changes each delay by a tenth at most", () => {
    expect(withJitter([100, 10], () => 0)).toEqual([90, 9]);
    expect(withJitter([100, 10], () => 0.5)).toEqual([100, 10]);
    expect(withJitter([100], () => 1)[0]).toBeCloseTo(110);
    expect(withJitter([0, 0])).toEqual([0, 0]);
  });
});
