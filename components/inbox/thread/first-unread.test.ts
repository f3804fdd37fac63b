import { expect, it } from "vitest";
import { firstUnread } from "./first-unread";

it('"New" is shown before the first unread message', () => {
  const messageOf = (id: string, sender: string) => ({ type: "message", id, sender });
  const entries = [
    messageOf("1", "customer"),
    messageOf("2", "ai"),
    messageOf("3", "customer"),
    messageOf("4", "customer"),
  ];
  expect(firstUnread(entries, 2)).toBe("3");
  expect(firstUnread(entries, 0)).toBeNull();
  expect(firstUnread(entries, 9)).toBeNull();
});
