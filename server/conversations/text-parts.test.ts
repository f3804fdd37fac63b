import { describe, expect, it } from "vitest";
import { markdownRange, textParts } from "./text-parts";

const answer = {
  sender: "ai",
  turnId: "trn_1",
  text: "Hi!\n\n**3** parcels\n\nBye!",
  fixedStart: 3,
  fixedEnd: 4,
} as const;

function partsOf(message: Parameters<typeof markdownRange>[0]) {
  return textParts({ text: message.text, markdown: markdownRange(message) });
}

describe("The format of a message's text", () => {
  it("is Markdown in the model's part, between the bot's fixed texts", () => {
    expect(partsOf(answer)).toEqual([
      { format: "plain", text: "Hi!" },
      { format: "markdown", text: "**3** parcels" },
      { format: "plain", text: "Bye!" },
    ]);
    expect(partsOf({ ...answer, text: "**3**", fixedStart: 0, fixedEnd: 0 })).toEqual([
      { format: "markdown", text: "**3**" },
    ]);
  });

  it.each([
    ["a message that a customer typed", { ...answer, sender: "customer", turnId: null }],
    ["a message that an employee typed", { ...answer, sender: "employee", turnId: null }],
    ["a message that a step of an action sent", { ...answer, turnId: null }],
    ["a message that consists of a fixed text", { ...answer, fixedStart: 0, fixedEnd: answer.text.length }],
  ] as const)("is plain in %s", (_, message) => {
    expect(partsOf(message)).toEqual([{ format: "plain", text: answer.text }]);
  });

  it("has no parts if the text is empty", () => {
    expect(textParts({ text: "", markdown: null })).toEqual([]);
  });
});
