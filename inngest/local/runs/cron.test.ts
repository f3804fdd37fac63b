import { expect, test } from "vitest";
import { nextOccurrence } from "./cron.ts";

const from = new Date("2026-03-28T22:30:00Z");

test("nextOccurrence finds the next moment, in UTC unless a zone is given", () => {
  expect(nextOccurrence("*/15 * * * *", from).toISOString()).toBe("2026-03-28T22:45:00.000Z");
  expect(nextOccurrence("0 9 * * *", from).toISOString()).toBe("2026-03-29T09:00:00.000Z");
  expect(nextOccurrence("@daily", from).toISOString()).toBe("2026-03-29T00:00:00.000Z");
});

test("nextOccurrence follows a zone's summer time", () => {
  expect(nextOccurrence("TZ=Europe/Berlin 0 9 * * *", from).toISOString()).toBe("2026-03-29T07:00:00.000Z");
  expect(nextOccurrence("TZ=Europe/Berlin 0 9 * * *", new Date("2026-03-27T22:00:00Z")).toISOString()).toBe(
    "2026-03-28T08:00:00.000Z",
  );
});

test.each(["* * * * * *", "nonsense", "0 0 30 2 *", "TZ=Nowhere/Town * * * * *"])(
  "nextOccurrence refuses %j",
  (schedule) => {
    expect(() => nextOccurrence(schedule)).toThrow(/CronPattern|CronDate|names no moment/);
  },
);
