import { describe, expect, it } from "vitest";
import { newId } from "@/server/ids";
import { nextReading } from "./next-reading";

const now = new Date("2026-03-04T10:20:30Z");
const HOUR_MS = 3_600_000;

describe("The next scheduled reading", () => {
  it("does not exist without a schedule", () => expect(nextReading("off", newId("knowledgeSource"), now)).toBeNull());

  it.each([
    ["daily", 24],
    ["weekly", 7 * 24],
  ] as const)("of a %s source comes after one hour to one period and an hour", (schedule, hours) => {
    for (let n = 0; n < 50; n += 1) {
      const wait = (nextReading(schedule, newId("knowledgeSource"), now)?.getTime() ?? 0) - now.getTime();
      expect(wait).toBeGreaterThanOrEqual(HOUR_MS);
      expect(wait).toBeLessThanOrEqual((hours + 1) * HOUR_MS);
    }
  });

  it("is at the same time of every day, which differs between sources", () => {
    const first = nextReading("daily", "src_1", now);
    if (!first) throw new Error("There is no time.");
    expect(nextReading("daily", "src_1", first)?.getTime()).toBe(first.getTime() + 24 * HOUR_MS);
    const times = Array.from({ length: 20 }, (_, n) => nextReading("daily", `src_${n}`, now)?.toISOString().slice(11));
    expect(new Set(times).size).toBeGreaterThan(15);
  });
});
