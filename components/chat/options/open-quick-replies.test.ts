import { describe, expect, it } from "vitest";
import type { ShownMessage } from "../shown-message";
import { openQuickReplies } from "./open-quick-replies";

const options = [{ label: "Yes", value: "yes" }];

function bot(id: string, quick_replies?: typeof options): ShownMessage {
  const parts: ShownMessage["parts"] = [{ type: "text", text: "Well?" }];
  if (quick_replies) parts.push({ type: "data-interactive", data: { quick_replies } });
  return { id, role: "assistant", parts };
}

const customer: ShownMessage = { id: "c1", role: "user", parts: [{ type: "text", text: "Hello" }] };

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
