import { expect, type Page, test } from "@playwright/test";
import { takePictures } from "./support/pictures";
import { openEmptyBot, publish } from "./support/screens";

/** Long forms show where one is and only what is needed; a toast covers nothing of them. */

test("Toasts, the behaviour page and a step's options leave room for what is needed", async ({
  page,
  baseURL,
}, info) => {
  await openEmptyBot(page, baseURL ?? "", "Shop", "You help the customers of a shop.");
  const bot = page.url();

  await test.step("a toast is above the composer of the test chat, and in the right corner", async () => {
    await publish(page, 1);
    await expectToastAbove(page, "Message to Shop");
    await page.setViewportSize({ width: 375, height: 812 });
    await page.getByRole("textbox", { name: "Instruction" }).fill("Be brief.");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("button", { name: "Test chat" }).click();
    await expectToastAbove(page, "Message to Shop");
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  await test.step("the index of the behaviour page leads to each section and marks it", async () => {
    await page.goto(`${bot}/settings`);
    const index = page.getByRole("navigation", { name: "Sections" });
    await expect(index.getByRole("link", { name: "What it reads" })).toHaveAttribute("aria-current", "location");
    await index.getByRole("link", { name: "Working hours" }).click();
    await expect(page.getByRole("heading", { name: "Working hours" })).toBeInViewport();
    await expect(index.getByRole("link", { name: "Working hours" })).toHaveAttribute("aria-current", "location");
    await takePictures(page, info, "behaviour");
    await page.mouse.wheel(0, 10_000);
    await expect(index.getByRole("link", { name: "Limits" })).toHaveAttribute("aria-current", "location");
  });

  await test.step("a step says how many of its further options are set, and opens them for a fault", async () => {
    await page.goto(`${bot}/actions/new`);
    const options = page.getByRole("button", { name: "More options" });
    await expect(page.getByRole("textbox", { name: "Time limit" })).toBeHidden();
    await options.click();
    await page.getByRole("textbox", { name: "Time limit" }).fill("500");
    await options.click();
    await expect(options).toHaveText("More options1 set");
    await page.getByRole("button", { name: "Create action" }).click();
    await expect(page.getByRole("textbox", { name: "Time limit" })).toBeVisible();
    await takePictures(page, info, "more-options");
  });
});

async function expectToastAbove(page: Page, composer: string): Promise<void> {
  const toast = page.locator("[data-sonner-toast]").first();
  await expect(toast).toBeVisible();
  const bar = page.getByRole("textbox", { name: composer });
  await expect(async () => {
    const shown = await toast.boundingBox();
    const box = await bar.boundingBox();
    if (!shown || !box) throw new Error("Not visible.");
    expect(shown.y + shown.height).toBeLessThanOrEqual(box.y);
    expect(shown.x + shown.width).toBeGreaterThan((page.viewportSize()?.width ?? 0) - 40);
  }).toPass();
}
