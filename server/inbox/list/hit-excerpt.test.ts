import { describe, expect, it } from "vitest";
import { hitExcerpt } from "./hit-excerpt";

/** The excerpt as one text, with the words found in brackets. */
const shown = (text: string, ...words: string[]) =>
  hitExcerpt(text, words)
    .map(({ text: part, isHit }) => (isHit ? `[${part}]` : part))
    .join("");

describe("The excerpt of a message that a search finds", () => {
  it.each([
    ["I want a refund, please.", ["refu"], "I want a [refund], please."],
    ["Refunds and REFUNDED", ["refund"], "[Refunds] and [REFUNDED]"],
    ["Ünder the brïdge, straße", ["under", "bridge", "strasse"], "[Ünder] the [brïdge], [straße]"],
    ["prefund", ["refund"], "prefund"],
    ["我要退款谢谢", ["退款"], "我要[退款]谢谢"],
    ["two\n\n  lines", ["lines"], "two [lines]"],
    ["", ["x"], ""],
    ["nothing here", ["absent"], "nothing here"],
  ])("of %j marks the words %j", (text, words, expected) => {
    expect(shown(text, ...words)).toBe(expected);
  });

  it("begins shortly before the first word found, and is cut at its end", () => {
    const text = `${"before ".repeat(50)}refund ${"after ".repeat(50)}`;
    const excerpt = shown(text, "refund");
    expect(excerpt).toMatch(/^…before before before before \[refund\] after .*…$/);
    expect(excerpt.length).toBeLessThan(170);
  });

  it("does not split a surrogate pair at its start or its end", () => {
    const text = `${"😀".repeat(100)} refund ${"😀".repeat(100)}`;
    expect(shown(text, "refund").isWellFormed()).toBe(true);
  });
});
