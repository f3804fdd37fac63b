import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../app/globals.css"), "utf8");

/** Text and its background: 4.5:1 (WCAG 1.4.3). */
const texts: [string, string][] = [
  ["foreground", "background"],
  ["foreground", "sidebar"],
  ["foreground", "card"],
  ["foreground", "popover"],
  ["muted-foreground", "background"],
  ["muted-foreground", "sidebar"],
  ["muted-foreground", "card"],
  ["muted-foreground", "popover"],
  ["muted-foreground", "muted"],
  ["muted-foreground", "accent"],
  ["muted-foreground", "secondary"],
  ["primary", "background"],
  ["primary", "card"],
  ["primary", "muted"],
  ["accent-foreground", "accent"],
  ["secondary-foreground", "secondary"],
  ["secondary-foreground", "secondary-hover"],
  ["primary-foreground", "primary"],
  ["primary-foreground", "primary-hover"],
  ["destructive-foreground", "destructive"],
  ["destructive-foreground", "destructive-hover"],
  ["destructive-soft-foreground", "card"],
  ["destructive-soft-foreground", "background"],
  ["success-soft-foreground", "background"],
  ["primary-soft-foreground", "primary-soft"],
  ["destructive-soft-foreground", "destructive-soft"],
  ["success-soft-foreground", "success-soft"],
  ["warning-soft-foreground", "warning-soft"],
  ["info-soft-foreground", "info-soft"],
];

/** Edges of controls, rings and dots: 3:1 (WCAG 1.4.11). */
const shapes: [string, string][] = [
  ["input", "card"],
  ["input", "background"],
  ["input", "popover"],
  ["ring", "background"],
  ["ring", "card"],
  ["ring", "sidebar"],
  ["destructive", "card"],
  ["success", "card"],
  ["info", "card"],
];

describe.each([
  ["light", rolesOf(":root")],
  ["dark", { ...rolesOf(":root"), ...rolesOf(".dark") }],
])("The %s theme", (_theme, roles) => {
  it.each(texts)("has enough contrast for text: %s on %s", (text, surface) => {
    expect(contrast(roles[text], roles[surface])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)("has enough contrast for shapes: %s on %s", (shape, surface) => {
    expect(contrast(roles[shape], roles[surface])).toBeGreaterThanOrEqual(3);
  });
});

describe("The dark theme's surfaces", () => {
  const roles = { ...rolesOf(":root"), ...rolesOf(".dark") };
  const steps = ["background", "sidebar", "card", "popover", "secondary"];

  it.each(steps.slice(1).map((surface, index) => [surface, steps[index] ?? ""]))(
    "are visible steps: %s is lighter than %s",
    (upper, lower) => {
      expect(roles[upper]).toBeGreaterThan(roles[lower] ?? 1);
      expect(contrast(roles[upper], roles[lower])).toBeGreaterThanOrEqual(1.05);
    },
  );

  it.each(["background", "sidebar", "card", "popover"])("have visible borders: border on %s", (surface) => {
    expect(contrast(roles["border"], roles[surface])).toBeGreaterThanOrEqual(1.2);
  });
});

/** The relative luminance of each opaque colour that a rule of globals.css sets. */
function rolesOf(selector: string): Record<string, number> {
  const rule = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  const colours = rule.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/gu);
  return Object.fromEntries(
    [...colours].map(([, name, l, c, h]) => [name, luminance(Number(l), Number(c), Number(h))]),
  );
}

function contrast(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) throw new Error("A role is missing from globals.css.");
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * Converts OKLCH to WCAG's relative luminance, through linear sRGB clipped to its gamut (Björn Ottosson's matrices).
 */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  const cut = (channel: number) => Math.min(1, Math.max(0, channel));
  return 0.2126 * cut(red) + 0.7152 * cut(green) + 0.0722 * cut(blue);
}
