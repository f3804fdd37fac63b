import { describe, expect, it } from "vitest";
import type { ThreadEntry, ThreadMessage } from "./inbox-types";
import { customerLanguage } from "./customer-language";

const message = (part: Partial<ThreadMessage>): ThreadEntry => ({
  type: "message",
  id: "msg_1",
  seq: 1,
  sender: "customer",
  author: null,
  text: "",
  files: [],
  turnId: null,
  markdown: null,
  delivery: { state: "none", deliveredAt: null, attempts: 0, error: null, nextAttemptAt: null },
  feedback: null,
  createdAt: "2026-03-01T10:00:00.000Z",
  ...part,
});

describe("The customer's language", () => {
  it("is that of the newest message whose language is sure", () => {
    const entries = [
      message({ language: "en" }),
      message({ language: "de" }),
      message({ sender: "employee" }),
      message({ language: null }),
    ];
    expect(customerLanguage(entries)).toBe("de");
  });

  it("is unknown if no message of the customer has a sure language", () => {
    expect(customerLanguage([])).toBeNull();
    expect(customerLanguage([message({ language: null }), message({ sender: "ai" })])).toBeNull();
  });
});
