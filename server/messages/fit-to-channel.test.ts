import { describe, expect, it } from "vitest";
import { fitToChannel, type Shown } from "./fit-to-channel";
import { interactive } from "./interactive";

const options = interactive.parse({ quick_replies: [{ label: "Red" }, { label: "White", value: "w" }] });
const everything: Shown = { markdown: true, quickReplies: 13, buttons: 10, cards: 10 };

describe("a message on a channel", () => {
  it("keeps its options when the channel can show that many", () => {
    const message = { text: "Which *one*?", markdown: { from: 0, to: 12 }, interactive: options };
    expect(fitToChannel(message, everything)).toEqual({ text: "Which *one*?", interactive: options });
    expect(fitToChannel(message, { ...everything, buttons: 0, cards: 0 }).interactive).toEqual(options);
    expect(fitToChannel(message, { ...everything, quickReplies: 1 })).toEqual({
      text: "Which *one*?\n\n1. Red\n2. White",
      interactive: null,
    });
  });

  it("becomes plain text when the channel does not support Markdown, except for the fixed texts around it", () => {
    const text = "*Shop*\n\n**3** parcels\n\n_Bye_";
    const message = { text, markdown: { from: 6, to: text.length - 5 }, interactive: null };
    expect(fitToChannel(message, { ...everything, markdown: false }).text).toBe("*Shop*\n\n3 parcels\n\n_Bye_");
    expect(fitToChannel({ ...message, markdown: null }, { ...everything, markdown: false }).text).toBe(text);
  });
});
