import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contrast, luminance } from "./testing/contrast";

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
