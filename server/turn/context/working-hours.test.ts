import { describe, expect, it } from "vitest";
import { openOfficeHours, type WorkingHours, weekdays } from "@/server/schemas/bot-behaviour";
import { closedSince, openFrom } from "./working-hours";

type Days = WorkingHours["days"];
const none: Days = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

function hours(days: Partial<Days>, timeZone: string | null = null): WorkingHours {
  return { timeZone, days: { ...none, ...days }, awayText: "", answerOutside: false };
}

const at = (iso: string, of: WorkingHours = openOfficeHours, zone = "UTC") => closedSince(of, zone, new Date(iso));

describe("Working hours", () => {
  // 2026-11-20 is a Friday.
  it("begin and end at the given minutes", () => {
    expect(at("2026-11-20T08:59:59Z")).toBe("2026-11-19T18:00 (UTC)");
    expect(at("2026-11-20T09:00:00Z")).toBeNull();
    expect(at("2026-11-20T17:59:59Z")).toBeNull();
    expect(at("2026-11-20T18:00:00Z")).toBe("2026-11-20T18:00 (UTC)");
  });

  it("give a closed period the same id throughout", () => {
    const weekend = ["2026-11-20T18:00:00Z", "2026-11-21T12:00:00Z", "2026-11-23T08:59:59Z"].map((iso) => at(iso));
    expect(new Set(weekend)).toEqual(new Set(["2026-11-20T18:00 (UTC)"]));
    expect(at("2026-11-23T18:30:00Z")).toBe("2026-11-23T18:00 (UTC)");
  });

  it("use their own time zone if they have one, otherwise the bot's", () => {
    expect(at("2026-11-20T08:00:00Z", openOfficeHours, "Europe/Kyiv")).toBeNull();
    expect(at("2026-11-20T08:00:00Z", { ...openOfficeHours, timeZone: "America/New_York" }, "Europe/Kyiv")).toMatch(
      "2026-11-19T18:00 (America/New_York)",
    );
  });

  it("may continue past midnight and past the end of the week", () => {
    const night = hours({ fri: [{ from: "22:00", to: "06:00" }], sun: [{ from: "23:00", to: "01:00" }] });
    expect(at("2026-11-20T21:59:00Z", night)).toBe("2026-11-16T01:00 (UTC)");
    expect(at("2026-11-20T23:00:00Z", night)).toBeNull();
    expect(at("2026-11-21T05:59:00Z", night)).toBeNull();
    expect(at("2026-11-21T06:00:00Z", night)).toBe("2026-11-21T06:00 (UTC)");
    expect(at("2026-11-23T00:30:00Z", night)).toBeNull();
    expect(at("2026-11-23T01:00:00Z", night)).toBe("2026-11-23T01:00 (UTC)");
  });

  it("may cover a whole day, several parts of a day, the whole week or nothing", () => {
    const always = hours(Object.fromEntries(weekdays.map((day) => [day, [{ from: "00:00", to: "24:00" }]])));
    expect(
      ["2026-11-20T00:00:00Z", "2026-11-20T23:59:59Z", "2026-11-22T12:00:00Z"].map((iso) => at(iso, always)),
    ).toEqual([null, null, null]);
    const lunch = hours({
      fri: [
        { from: "09:00", to: "12:00" },
        { from: "13:00", to: "18:00" },
      ],
    });
    expect(at("2026-11-20T12:30:00Z", lunch)).toBe("2026-11-20T12:00 (UTC)");
    expect(at("2026-11-20T13:00:00Z", lunch)).toBeNull();
    expect(at("2026-11-20T13:00:00Z", hours({}))).toBe("always (UTC)");
  });

  it("follow wall-clock time when daylight saving begins and skips an hour", () => {
    // Berlin, 2026-03-29: 01:59 is followed by 03:00.
    const early = hours({ sun: [{ from: "02:30", to: "04:00" }] }, "Europe/Berlin");
    expect(at("2026-03-29T00:59:00Z", early)).not.toBeNull();
    expect(at("2026-03-29T01:00:00Z", early)).toBeNull();
    expect(at("2026-03-29T01:59:00Z", early)).toBeNull();
    expect(at("2026-03-29T02:00:00Z", early)).toBe("2026-03-29T04:00 (Europe/Berlin)");
    const office = { ...openOfficeHours, timeZone: "Europe/Berlin" };
    expect(at("2026-03-27T08:00:00Z", office)).toBeNull();
    expect(at("2026-03-30T07:00:00Z", office)).toBeNull();
    expect(at("2026-03-30T06:59:00Z", office)).toBe("2026-03-27T18:00 (Europe/Berlin)");
  });

  it("follow wall-clock time when daylight saving ends and repeats an hour", () => {
    // Berlin, 2026-10-25: 02:59 is followed by 02:00.
    const night = hours({ sat: [{ from: "22:00", to: "02:30" }] }, "Europe/Berlin");
    expect(at("2026-10-25T00:15:00Z", night)).toBeNull();
    const closed = at("2026-10-25T00:45:00Z", night);
    expect(closed).toBe("2026-10-25T02:30 (Europe/Berlin)");
    expect(at("2026-10-25T01:15:00Z", night)).toBeNull();
    expect(at("2026-10-25T01:45:00Z", night)).toBe(closed);
    expect(at("2026-10-26T07:59:00Z", { ...openOfficeHours, timeZone: "Europe/Berlin" })).not.toBeNull();
    expect(at("2026-10-26T08:00:00Z", { ...openOfficeHours, timeZone: "Europe/Berlin" })).toBeNull();
  });
});

describe("The next opening", () => {
  const next = (iso: string, of: WorkingHours = openOfficeHours, zone = "UTC") =>
    openFrom(of, zone, new Date(iso))?.toISOString() ?? null;

  it("is the given time while it is open", () => {
    expect(next("2026-11-20T09:00:00Z")).toBe("2026-11-20T09:00:00.000Z");
    expect(next("2026-11-20T17:59:59.250Z")).toBe("2026-11-20T17:59:59.250Z");
  });

  it("is the beginning of the next hours, in their own time zone", () => {
    expect(next("2026-11-20T03:00:00Z")).toBe("2026-11-20T09:00:00.000Z");
    expect(next("2026-11-20T18:00:00Z")).toBe("2026-11-23T09:00:00.000Z");
    expect(next("2026-11-20T18:00:00Z", { ...openOfficeHours, timeZone: "America/New_York" })).toBe(
      "2026-11-20T18:00:00.000Z",
    );
    expect(next("2026-11-21T00:00:00Z", openOfficeHours, "Asia/Tokyo")).toBe("2026-11-23T00:00:00.000Z");
  });

  it("may be a week later, or never", () => {
    const once = hours({ fri: [{ from: "09:00", to: "10:00" }] });
    expect(next("2026-11-20T10:00:00Z", once)).toBe("2026-11-27T09:00:00.000Z");
    expect(next("2026-11-20T10:00:00Z", hours({}))).toBeNull();
  });

  it("is the earliest of several parts of a day, in any order", () => {
    const lunch = hours({
      fri: [
        { from: "13:00", to: "18:00" },
        { from: "09:00", to: "12:00" },
      ],
    });
    expect(next("2026-11-20T08:00:00Z", lunch)).toBe("2026-11-20T09:00:00.000Z");
    expect(next("2026-11-20T12:30:00Z", lunch)).toBe("2026-11-20T13:00:00.000Z");
  });

  it("follows wall-clock time over a clock change, also when the change skips it", () => {
    const office = { ...openOfficeHours, timeZone: "Europe/Berlin" };
    expect(next("2026-03-27T18:00:00Z", office)).toBe("2026-03-30T07:00:00.000Z");
    expect(next("2026-10-23T18:00:00Z", office)).toBe("2026-10-26T08:00:00.000Z");
    // Berlin, 2026-03-29: 01:59 is followed by 03:00.
    const early = hours({ sun: [{ from: "02:30", to: "04:00" }] }, "Europe/Berlin");
    expect(next("2026-03-28T20:00:00Z", early)).toBe("2026-03-29T01:00:00.000Z");
  });
});
