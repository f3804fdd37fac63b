import { describe, expect, it } from "vitest";
import { avatarColours, avatarHues, hueOf, initials } from "./avatar";
import { contrast, luminance } from "./testing/contrast";

it.each([
  ["Ada King Lovelace", "AL"],
  ["  ada  ", "A"],
  ["Élise Ørsted", "ÉØ"],
  ["李 小龙", "李小"],
  ["😀 Fan", "😀F"],
  ["", "?"],
])("initials turns %j into %s", (name, text) => {
  expect(initials(name)).toBe(text);
});

describe("The hue of a name", () => {
  it("is the same in any case and with any spaces", () => {
    expect(hueOf("  ada   LOVELACE ")).toBe(hueOf("Ada Lovelace"));
    expect(hueOf("")).toBe(avatarHues[0]);
  });

  it("differs between most names", () => {
    const names = Array.from({ length: 220 }, (_, n) => `Visitor ${n.toString(16).padStart(4, "0").toUpperCase()}`);
    const counts = avatarHues.map((hue) => names.filter((name) => hueOf(name) === hue).length);
    expect(Math.min(...counts)).toBeGreaterThan(5);
  });

  it("has enough contrast for text, in light and dark", () => {
    const colours = [...avatarColours.matchAll(/oklch\(([\d.]+)_([\d.]+)_/gu)].map(([, l, c]) => [
      Number(l),
      Number(c),
    ]);
    expect(colours).toHaveLength(4);
    for (const hue of avatarHues) {
      const degrees = Number(/\d+/u.exec(hue)?.[0]);
      const [light, onLight, dark, onDark] = colours.map(([l = 0, c = 0]) => luminance(l, c, degrees));
      expect(contrast(light, onLight)).toBeGreaterThan(4.5);
      expect(contrast(dark, onDark)).toBeGreaterThan(4.5);
    }
  });
});
