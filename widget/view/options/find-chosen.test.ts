import { describe, expect, it } from "vitest";
import type { ShownMessage } from "../../client/chat-client.ts";
import { findChosen } from "./find-chosen.ts";

const message = (
  id: string,
  sender: ShownMessage["sender"],
  text: string,
  interactive: ShownMessage["interactive"] = null,
): ShownMessage => ({
  id,
  sender,
  author: null,
  text: text === "" ? [] : [{ format: "plain", text }],
  files: [],
  interactive,
  at: "2026-05-04T12:00:00Z",
  state: "stored",
  isByModel: false,
  rating: null,
});

const colours = {
  quick_replies: [
    { label: "Red", value: "r" },
    { label: "Blue", value: "b", keyword: "x" },
    { label: "None", value: "n", keyword: "" },
  ],
};

describe("The option that a visitor chose", () => {
  it.each([
    ["Red", "Red"],
    [" b ", "Blue"],
    ["1", "Red"],
    ["x", "Blue"],
    ["2", undefined],
    ["red wine", undefined],
    ["", undefined],
  ])("by writing %j is %s", (text, label) => {
    const chosen = findChosen([message("offer", "ai", "Which?", colours), message("answer", "customer", text)]);
    expect(chosen.get("offer")?.label).toBe(label);
    expect(chosen.get("answer")?.label).toBe(label);
  });

  it("is not one of a message that was answered before", () => {
    const messages = [
      message("offer", "ai", "Which?", colours),
      message("other", "customer", "Hello"),
      message("answer", "customer", "Red"),
    ];
    expect(findChosen(messages).size).toBe(0);
  });
});
