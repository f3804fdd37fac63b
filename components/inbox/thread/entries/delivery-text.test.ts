import { describe, expect, it } from "vitest";
import { deliveryText } from "./delivery-text";

const clock = (at: string) => at.slice(11, 16);

describe("A message's delivery", () => {
  const delivery = { state: "none" as const, deliveredAt: null, attempts: 0, error: null, nextAttemptAt: null };

  it.each([
    [{}, null],
    [{ state: "pending" as const }, { text: "Waiting to be sent", detail: null }],
    [{ state: "delivering" as const }, { text: "Sending, attempt 1", detail: null }],
    [
      { state: "delivering" as const, attempts: 3 },
      { text: "Sending, attempt 3", detail: null },
    ],
    [
      { state: "delivering" as const, attempts: 2, error: "It answered 503.", nextAttemptAt: "2026-03-01T10:47:00Z" },
      { text: "Attempt 2 failed, next at 10:47", detail: "It answered 503." },
    ],
    [
      { state: "delivered" as const, attempts: 1, deliveredAt: "2026-03-01T10:32:00Z" },
      { text: "Delivered at 10:32", detail: null },
    ],
    [
      { state: "undelivered" as const, attempts: 6, error: "It answered 500." },
      { text: "Undelivered after 6 attempts", detail: "It answered 500." },
    ],
    [
      { state: "undelivered" as const, attempts: 1 },
      { text: "Undelivered after 1 attempt", detail: null },
    ],
    [{ state: "undelivered" as const }, { text: "Undelivered", detail: null }],
  ])("%j", (part, text) => {
    expect(deliveryText({ ...delivery, ...part }, clock)).toEqual(text);
  });
});
