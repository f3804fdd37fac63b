/** Takes pictures of a screen in different settings, into the folder of the test's output. */
import { expect, type Page, type TestInfo } from "@playwright/test";
import { widthBeyondWindow } from "./wait-for-screen";

/** Higher than real windows, to show more of the scrolling content. */
const DESK = { width: 1280, height: 1500 };
const PHONE = { width: 375, height: 1500 };

/** Pictures are for people to look at and make the tests slower. */
const areWanted = Boolean(process.env["PARLEY_E2E_PICTURES"]);

/** Takes pictures of a desktop, in dark mode, and of a phone, where nothing may be wider than the screen. */
export async function takePictures(page: Page, info: TestInfo, name: string): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 720 };
  if (areWanted) {
    await page.setViewportSize(DESK);
    await take(page, info, `${name}-desk`);
    await page.emulateMedia({ colorScheme: "dark" });
    await take(page, info, `${name}-dark`);
    await page.emulateMedia({ colorScheme: "light" });
  }
  await page.setViewportSize(PHONE);
  if (areWanted) await take(page, info, `${name}-phone`);
  await expect.poll(() => widthBeyondWindow(page), `${name} is too wide for a phone`).toBeLessThanOrEqual(0);
  await page.setViewportSize(before);
}

async function take(page: Page, info: TestInfo, name: string): Promise<void> {
  await page.screenshot({ path: info.outputPath(`${name}.png`), animations: "disabled" });
}
