import { expect, test } from "vitest";
import { parseDuration, parseMoment } from "./durations.ts";

test("parseDuration reads time strings", () => {
  expect(parseDuration("300ms")).toBe(300);
  expect(parseDuration("2h45m")).toBe(9_900_000);
  expect(parseDuration("1w2d")).toBe(777_600_000);
  expect(parseDuration("1.5s")).toBe(1_500);
  expect(parseDuration("")).toBe(0);
});

test.each(["1", "s", "1y", "1h later", "-1s", "1h 2m"])("parseDuration refuses %j", (text) => {
  expect(() => parseDuration(text)).toThrow("is not a duration");
});

test("parseMoment reads a duration from now or a date", () => {
  expect(parseMoment("1m", 1_000)).toEqual(new Date(61_000));
  expect(parseMoment("2030-01-02T03:04:05.678Z")).toEqual(new Date("2030-01-02T03:04:05.678Z"));
  expect(parseMoment("+010000-01-01T00:00:00.000Z").getTime()).toBe(253_402_300_800_000);
  expect(() => parseMoment("2030-13-45T00:00:00Z")).toThrow("is not a date");
});
