import { describe, expect, it } from "vitest";
import { isVisible } from "./visible-text";

describe("isVisible", () => {
  it.each([
    ["Latin", "Ada"],
    ["a family emoji with joiners", "👨‍👩‍👧"],
    ["a heart with a variation selector", "❤️"],
    ["a flag made of tag characters", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
    ["Persian with a non-joiner", "می\u200cخواهم"],
    ["Malayalam with a joiner", "ന്\u200d"],
    ["Hebrew between bidi marks", "\u200fשלום\u200f"],
    ["an Arabic number sign, which is a format character", "\u0600"],
    ["Braille", "\u2801"],
  ])("accepts %s", (_, text) => expect(isVisible(text)).toBe(true));

  it.each([
    ["nothing", ""],
    ["spaces", " \u00a0\u2003\u3000\u2028"],
    ["zero-width characters", "\u200b\u200c\u200d\u2060\ufeff"],
    ["bidi marks", "\u200e\u200f\u061c\u202a\u202e\u2066\u2069"],
    ["variation selectors", "\ufe0f\u{e0100}\u180b"],
    ["Hangul fillers", "\u3164\uffa0\u115f\u1160"],
    ["the empty Braille pattern", "\u2800"],
    ["soft hyphens and joiners", "\u00ad\u034f"],
    ["tag characters", "\u{e0067}\u{e007f}"],
    ["control characters", "\u0000\u0085"],
  ])("refuses %s", (_, text) => expect(isVisible(text)).toBe(false));
});
