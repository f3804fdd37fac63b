/** Checks a screen in each of the settings that it must be good in. */
import { AxeBuilder } from "@axe-core/playwright";
import { setTimeout } from "node:timers/promises";
import { expect, type Page } from "@playwright/test";

/** The rules of axe whose result depends on the width or the colours; the others are checked once. */
const SETTINGS = [
  { name: "1280 light", width: 1280, height: 800, colorScheme: "light", rules: null },
  { name: "1440 dark", width: 1440, height: 900, colorScheme: "dark", rules: ["color-contrast"] },
  {
    name: "375 light",
    width: 375,
    height: 812,
    colorScheme: "light",
    rules: ["scrollable-region-focusable", "target-size", "button-name", "link-name"],
  },
] as const;

interface ScreenOptions {
  /** False for parts that phones do not show. */
  onPhones?: boolean;
  /** Checks only this part, such as an open menu, which hides the rest of the page from screen readers. */
  within?: string;
}

/** Expects that a screen has no fault for axe and is not wider than the window, in all settings or only on desktops. */
export async function checkScreen(page: Page, name: string, options: ScreenOptions = {}): Promise<void> {
  const { onPhones = true, within } = options;
  for (const setting of SETTINGS.filter(({ width }) => onPhones || width > 1000)) {
    const { width, height, colorScheme, rules } = setting;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
    const where = `${name} at ${setting.name}`;
    const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(sticksOut, `${where} is wider than the window`).toBeLessThanOrEqual(0);
    const firstFaults = await faultsOf(page, rules, within);
    // Before a page is hydrated, nothing in a list of tabs can have the focus. A real fault is still there later.
    const faults = firstFaults.length === 0 ? [] : await later(() => faultsOf(page, rules, within));
    expect.soft(faults, `axe on ${where}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** What axe finds on the screen, or in the part of it. */
async function faultsOf(page: Page, rules: readonly string[] | null, within: string | undefined): Promise<string[]> {
  // Otherwise axe finishes each result in a new page, into which it loads itself again.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const axe = within ? builder.include(within) : builder;
  const { violations } = await (
    rules ? axe.withRules([...rules]) : axe.disableRules(within ? ["region"] : [])
  ).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

async function later<T>(work: () => Promise<T>): Promise<T> {
  await setTimeout(1000);
  return work();
}
