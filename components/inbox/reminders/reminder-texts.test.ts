import { describe, expect, it } from "vitest";
import { reminderDetail, reminderTitle, timeUntil } from "./reminder-texts";

const now = new Date("2026-11-20T10:00:00Z");
const dueAt = "2026-11-20T13:10:00Z";

describe("The text of a reminder", () => {
  it.each([
    ["2026-11-20T09:59:00Z", "now"],
    ["2026-11-20T10:00:10Z", "1 min"],
    ["2026-11-20T10:59:00Z", "59 min"],
    ["2026-11-20T13:10:00Z", "3 h"],
    ["2026-11-22T09:00:00Z", "47 h"],
    ["2026-11-27T10:00:00Z", "7 d"],
  ])("says for %s that it comes in %s", (at, until) => {
    expect(timeUntil(at, now)).toBe(until);
  });

  it("says what the bot does and when", () => {
    expect(reminderTitle({ effect: "text", detail: "Still there?", dueAt }, now)).toBe("Reminder in 3 h");
    expect(reminderTitle({ effect: "close", detail: "", dueAt: "2026-11-20T09:59:00Z" }, now)).toBe("Closes now");
    expect(reminderTitle({ effect: "person", detail: "", dueAt }, now)).toBe("To people in 3 h");
    expect(reminderDetail({ effect: "text", detail: "Still there?", dueAt })).toBe("The bot writes: “Still there?”");
    expect(reminderDetail({ effect: "interaction", detail: "Offer", dueAt })).toBe("The bot goes on with “Offer”.");
  });
});
