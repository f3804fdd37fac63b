import { describe, expect, it } from "vitest";
import { clip, excerpt } from "./excerpt";

const family = "👨‍👩‍👧‍👦";
const flag = "🇨🇭";
const accented = "e\u0301";
const skinTone = "👍🏽";

describe("excerpt", () => {
  it("returns a short text unchanged", () => {
    expect(excerpt("", 5)).toBe("");
    expect(excerpt("hello", 5)).toBe("hello");
    expect(excerpt(family, family.length)).toBe(family);
  });

  it("cuts a longer text to the given length, including the dots", () => {
    expect(excerpt("hello world", 6)).toBe("hello…");
    expect(excerpt("hello", 1)).toBe("…");
  });

  it.each([
    ["an emoji", "😀"],
    ["an emoji of a family", family],
    ["an emoji with a skin tone", skinTone],
    ["a flag", flag],
    ["a letter with a combining mark", accented],
    ["a Hangul syllable in parts", "\u1112\u1161\u11AB"],
    ["a line break of Windows", "\r\n"],
  ])("never splits %s", (_name, character) => {
    const text = `ab${character.repeat(40)}`;
    for (let most = 4; most < text.length; most += 1) {
      const kept = excerpt(text, most).slice(0, -1);
      const whole = Math.floor((most - 1 - 2) / character.length);
      expect(kept).toBe(`ab${character.repeat(whole)}`);
    }
  });

  it("cuts a long sequence of flags between two flags", () => {
    const text = flag.repeat(500);
    expect(excerpt(text, 1604)).toBe(`${flag.repeat(400)}…`);
  });

  it("cuts a character of more than 64 units between its marks, but not within a surrogate pair", () => {
    expect(excerpt(`a${"\u0301".repeat(1000)}`, 500)).toBe(`a${"\u0301".repeat(498)}…`);
    const tags = `🏴${"\u{E0067}".repeat(500)}`;
    const cut = excerpt(tags, 300);
    expect(cut.isWellFormed()).toBe(true);
    expect(cut.length).toBeGreaterThan(290);
  });

  it("keeps an unpaired surrogate of the text", () => {
    expect(excerpt("\uD83Dabc", 3)).toBe("\uD83Da…");
  });
});

describe("clip", () => {
  it("cuts like excerpt, but without the dots", () => {
    expect(clip("hello world", 5)).toBe("hello");
    expect(clip(`a${family}b`, 5)).toBe("a");
    expect(clip("hello", 0)).toBe("");
    expect(clip("hello", -1)).toBe("");
  });
});
