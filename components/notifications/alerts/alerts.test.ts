import { describe, expect, it } from "vitest";
import type { NotificationItem } from "../use-notifications";
import { newCalls } from "./new-calls";
import { withCount } from "./use-title-count";

function call(id: string, more: Partial<NotificationItem> = {}): NotificationItem {
  const texts = { title: "A customer needs a person", body: "", createdAt: "2026-11-21T08:00:00.000Z" };
  const subject = { bot: null, conversation: null, channelId: null };
  return { id, kind: "person_called", isUnseen: true, ...texts, ...subject, ...more };
}

describe("The calls that a page alerts of", () => {
  it("are those added since the last reading", () => {
    const [first, second, third] = [call("1"), call("2"), call("3")];
    expect(newCalls([first], [third, second, first])).toEqual([third, second]);
    expect(newCalls([], [first])).toEqual([first]);
    expect(newCalls([second, first], [first])).toEqual([]);
  });

  it("do not include what was there when the page was opened, other kinds, or what was seen in another tab", () => {
    expect(newCalls(null, [call("1")])).toEqual([]);
    expect(newCalls([], [call("2", { kind: "undelivered" }), call("3", { isUnseen: false })])).toEqual([]);
  });
});

it("The title of a page begins with the number of new notifications", () => {
  expect(withCount("Inbox · Parley", 2)).toBe("(2) Inbox · Parley");
  expect(withCount("Inbox · Parley", 0)).toBe("Inbox · Parley");
  expect(withCount("(2) Inbox · Parley", 120)).toBe("(99+) (2) Inbox · Parley");
});
