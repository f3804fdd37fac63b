import { expect, type Locator, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { makeOrderBot } from "./support/make-bot";
import { signIn } from "./support/inbox-screen";
import { takePictures } from "./support/pictures";

/** Navigation that does not fit shows that it goes on, and shows where the user is. */

test("The sidebar of a low window and the tabs of a phone fade where they go on, and show the current item", async ({
  page,
  baseURL,
}, info) => {
  const customer = await signUpCustomer(baseURL ?? "");
  const { botId } = await makeOrderBot(customer, (definition) => definition);
  await signIn(page, customer);

  await test.step("the sidebar of a low window", async () => {
    await page.setViewportSize({ width: 1280, height: 600 });
    await page.goto("/bots");
    const sidebar = page.getByRole("navigation", { name: "Main" });
    await expect.poll(() => fades(sidebar)).toEqual(["0px", "32px"]);
    await takePictures(page, info, "sidebar");
    await page.setViewportSize({ width: 1280, height: 600 });
    await sidebar.evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect.poll(() => fades(sidebar)).toEqual(["32px", "0px"]);
    const last = sidebar.getByRole("link").last();
    await page.goto((await last.getAttribute("href")) ?? "");
    await expect(last).toHaveAttribute("aria-current", "page");
    await expect(last).toBeInViewport({ ratio: 1 });
    await page.setViewportSize({ width: 1280, height: 1200 });
    await expect.poll(() => fades(sidebar)).toEqual(["0px", "0px"]);
  });

  await test.step("the tabs of a bot on a phone", async () => {
    await page.setViewportSize({ width: 375, height: 720 });
    await page.goto(`/bots/${botId}/channels`);
    const tabs = page.getByRole("navigation", { name: "Parts of the bot" });
    await expect(tabs.getByRole("link", { name: "Channels" })).toBeInViewport({ ratio: 1 });
    await expect.poll(() => fades(tabs.locator("> div"))).toEqual(["32px", "0px"]);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await takePictures(page, info, "tabs");
    await page.setViewportSize({ width: 720, height: 375 });
    await tabs.locator("> div").evaluate((box) => box.scrollTo(0, 0));
    await page.setViewportSize({ width: 375, height: 720 });
    await expect(tabs.getByRole("link", { name: "Channels" })).toBeInViewport({ ratio: 1 });
  });
});

/** How long the fade at the start and at the end of a box is. */
function fades(box: Locator): Promise<string[]> {
  return box.evaluate((element) => {
    const style = getComputedStyle(element);
    if (!style.maskImage.includes("gradient")) return [];
    return ["--fade-start", "--fade-end"].map((name) => style.getPropertyValue(name));
  });
}
