/** Waits for states of a screen. They are looked for in each frame: Playwright's own looks become as rare as one a second. */
import type { Page } from "@playwright/test";

/** Waits until the page shows the colour scheme. */
export async function untilThemed(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.waitForFunction((name) => document.documentElement.classList.contains(name), colorScheme);
}

/** Waits until the page reacts to keys and clicks. What came before is repeated then, but opens no menu. */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => window.parleyEarly === undefined);
}

/** Waits until the page is hydrated and nothing on it is a placeholder for what is still loaded. */
export async function untilLoaded(page: Page): Promise<void> {
  await untilHydrated(page);
  await page.waitForFunction(() => document.querySelector("[aria-busy=true], .animate-pulse") === null);
}

/** By how many pixels the page is wider than its window; after a change of the window, the page needs a moment to follow. */
export async function widthBeyondWindow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
