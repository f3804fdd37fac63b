import { describe, expect, it } from "vitest";
import type { ShownMessage } from "@/widget/client/chat-client";
import { openQuickReplies } from "./open-quick-replies";

const options = [{ label: "Yes", value: "yes" }];

function message(id: string, changes: Partial<ShownMessage> = {}): ShownMessage {
  const text = [{ format: "plain" as const, text: "Well?" }];
  const at = "2026-03-01T12:00:00.000Z";
  return {
    id,
    sender: "ai",
    author: null,
    text,
    files: [],
    interactive: null,
    at,
    state: "stored",
    isByModel: false,
    rating: null,
    ...changes,
  };
}

const bot = (id: string, quick_replies?: typeof options) =>
  message(id, { interactive: quick_replies ? { quick_replies } : null });
const customer = message("c1", { sender: "customer" });

describe("The quick replies that are shown", () => {
  it("are those of the newest message that has any", () => {
    expect(openQuickReplies([customer, bot("m1", options), bot("m2", options)])?.messageId).toBe("m2");
  });

  it("stay below later messages of the bot", () => {
    expect(openQuickReplies([bot("m1", options), bot("m2")])).toEqual({ messageId: "m1", options });
  });

  it("disappear when the customer writes anything", () => {
    expect(openQuickReplies([bot("m1", options), customer])).toBeNull();
    expect(openQuickReplies([bot("m1", options), customer, bot("m2")])).toBeNull();
  });

  it("are absent if no message offers any", () => {
    expect(openQuickReplies([])).toBeNull();
    expect(openQuickReplies([customer, bot("m1")])).toBeNull();
  });
});
