import { expect, it } from "vitest";
import { timeAgo } from "./time-ago";

const now = new Date("2026-11-24T12:00:00.000Z");

it.each([
  [0, "just now"],
  [59, "just now"],
  [60, "1 minute ago"],
  [119, "1 minute ago"],
  [3600, "1 hour ago"],
  [23 * 3600 + 3599, "23 hours ago"],
  [86_400, "yesterday"],
  [8 * 86_400, "last week"],
  [400 * 86_400, "last year"],
  [-5, "just now"],
])("timeAgo shows a time %d seconds ago as %s", (seconds, text) => {
  expect(timeAgo(new Date(now.getTime() - seconds * 1000), now)).toBe(text);
});
