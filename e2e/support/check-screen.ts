/** Checks a screen in each of the settings that it must be good in. */
import { expect, type Page } from "@playwright/test";
import { COLOUR_RULES, findFaults } from "./find-faults";
import { untilThemed, widthBeyondWindow } from "./wait-for-screen";

/** The rules of axe whose result depends on the width or the colours; the others are checked once. */
const SETTINGS = [
  { name: "1280 light", width: 1280, height: 800, colorScheme: "light", rules: undefined },
  { name: "1440 dark", width: 1440, height: 900, colorScheme: "dark", rules: COLOUR_RULES },
  {
    name: "375 light",
    width: 375,
    height: 812,
    colorScheme: "light",
    rules: ["scrollable-region-focusable", "target-size", "button-name", "link-name"],
  },
] as const;

const softly = expect.configure({ soft: true });

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
    await untilThemed(page, colorScheme);
    const where = `${name} at ${setting.name}`;
    await softly.poll(() => widthBeyondWindow(page), `${where} is wider than the window`).toBeLessThanOrEqual(0);
    const faults = () => findFaults(page, { rules, within, without: within ? ["region"] : [] });
    // Before a page is hydrated, nothing in a list of tabs can have the focus. A real fault is still there later.
    await softly.poll(faults, { message: `axe on ${where}`, timeout: 20_000, intervals: [1000] }).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
