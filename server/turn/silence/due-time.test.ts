import { describe, expect, it } from "vitest";
import { openOfficeHours } from "@/server/schemas/bot-behaviour";
import { silenceRule } from "@/server/schemas/scenario/interaction";
import { dueTime, openTime } from "./due-time";

const always = { workingHours: null, timeZone: "UTC" };
const office = { workingHours: openOfficeHours, timeZone: "Europe/Berlin" };

function rule(afterMinutes: number, onlyInWorkingHours = false) {
  return silenceRule.parse({ id: "s-1", afterMinutes, onlyInWorkingHours, effect: { type: "close" } });
}

const due = (...[of, since, opening]: [ReturnType<typeof rule>, string, typeof always | typeof office]) =>
  dueTime(of, new Date(since), opening)?.toISOString() ?? null;

describe("The time of a rule for a silent customer", () => {
  it("is its minutes after the silence began", () => {
    expect(due(rule(1), "2026-11-20T10:00:30.250Z", always)).toBe("2026-11-20T10:01:30.250Z");
    expect(due(rule(3 * 24 * 60), "2026-11-20T10:00:00Z", always)).toBe("2026-11-23T10:00:00.000Z");
  });

  it("is independent of working hours unless the rule keeps to them", () => {
    expect(due(rule(60), "2026-11-20T22:00:00Z", office)).toBe("2026-11-20T23:00:00.000Z");
  });

  it("is the next opening when the business is closed then", () => {
    // 2026-11-20 is a Friday; Berlin is one hour ahead of UTC.
    expect(due(rule(60, true), "2026-11-20T15:00:00Z", office)).toBe("2026-11-20T16:00:00.000Z");
    expect(due(rule(60, true), "2026-11-20T16:00:00Z", office)).toBe("2026-11-23T08:00:00.000Z");
    expect(due(rule(60, true), "2026-11-20T15:00:00Z", always)).toBe("2026-11-20T16:00:00.000Z");
  });

  it("does not exist if the business never opens", () => {
    const days = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const closed = { ...office, workingHours: { ...openOfficeHours, days } };
    expect(due(rule(60, true), "2026-11-20T15:00:00Z", closed)).toBeNull();
    expect(openTime(rule(60), new Date(0), closed)).toEqual(new Date(0));
  });
});
