import { describe, expect, it } from "vitest";
import { contrast, onColor, readableShade } from "./contrast.ts";

/** 13,824 colours over the whole cube, with its corners. */
const LEVELS = [...Array(23).keys()].map((i) => i * 11).concat(255);
const COLORS = LEVELS.flatMap((r) =>
  LEVELS.flatMap((g) => LEVELS.map((b) => `#${[r, g, b].map((v) => v.toString(16).padStart(2, "0")).join("")}`)),
);

describe("The contrast of two colours", () => {
  it("is what WCAG defines, in either order", () => {
    expect(contrast("#ffffff", "#000000")).toBeCloseTo(21);
    expect(contrast("#777777", "#FFFFFF")).toBeCloseTo(4.48, 2);
    expect(contrast("#2563eb", "#ffffff")).toBeCloseTo(5.17, 2);
    expect(contrast("#2563eb", "#2563eb")).toBe(1);
    expect(contrast("#000000", "#2563eb")).toBe(contrast("#2563eb", "#000000"));
  });
});

describe("The colour on a brand's colour", () => {
  it("can be read on every colour, and is white where white can be read", () => {
    expect(COLORS.filter((color) => contrast(color, onColor(color)) < 4.5)).toEqual([]);
    expect([onColor("#2563eb"), onColor("#ffd400"), onColor("#ffffff")]).toEqual(["#ffffff", "#000000", "#000000"]);
  });
});

describe("The readable shade of a colour", () => {
  it.each([[["#ffffff", "#f3f4f6"]], [["#101214", "#22262a"]]])("can be read on each of %j", (backgrounds) => {
    const isHard = (shade: string) => backgrounds.some((background) => contrast(shade, background) < 4.5);
    expect(COLORS.filter((color) => isHard(readableShade(color, backgrounds)))).toEqual([]);
  });

  it("is the colour itself if that can be read, and otherwise not darker than needed", () => {
    expect(readableShade("#1d4ed8", ["#ffffff"])).toBe("#1d4ed8");
    expect(contrast(readableShade("#ffd400", ["#ffffff"]), "#ffffff")).toBeLessThan(5);
    expect(contrast(readableShade("#ffd400", ["#ffffff"], 3), "#ffffff")).toBeLessThan(3.3);
  });
});
