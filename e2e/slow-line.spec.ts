import { expect, type Page, test } from "@playwright/test";
import { signUp } from "./support/screens";

/** On a slow connection, what users do before the page's script has loaded is done afterwards. */

test("Signing up and making a bot work before the page's script has loaded", async ({ page }) => {
  const line = await slowLine(page);
  await page.goto("/sign-up", { waitUntil: "commit" });
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill(`slow-${Date.now()}@example.com`);
  await page.getByLabel("Password", { exact: true }).pressSequentially("a few plain words");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/sign-up$/);
  await line.arrive();
  await expect(page).toHaveURL(/\/bots$/);

  await line.hold();
  await page.reload({ waitUntil: "commit" });
  // Press again, as users do if nothing happens: it must still make one bot.
  await page.getByRole("button", { name: "New bot" }).first().click();
  await page.getByRole("button", { name: "New bot" }).first().click();
  await line.arrive();
  await expect(page.getByRole("dialog", { name: "New bot" })).toBeVisible();
  await page.getByRole("radio", { name: /From scratch/ }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Slow");
  await page.getByRole("button", { name: "Create bot" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Slow" })).toBeVisible();

  await line.hold();
  await page.reload({ waitUntil: "commit" });
  const saved = page.waitForResponse((response) => response.url().includes("bots.update"));
  await page.getByRole("textbox", { name: "Instruction" }).fill("Be brief.");
  await page.getByRole("textbox", { name: /^Message to/ }).fill("Are you there?");
  await line.arrive();
  await expect(page.getByRole("button", { name: "Send" })).toBeEnabled();
  await expect(page.getByRole("textbox", { name: "Instruction" })).toHaveValue("Be brief.");
  expect((await saved).ok()).toBe(true);
});

test("A menu that is opened before the page's script has loaded opens afterwards, by mouse and by keyboard", async ({
  page,
}) => {
  const line = await slowLine(page);
  await line.arrive();
  await signUp(page);
  const account = page.getByRole("button", { name: /your account$/ });
  for (const open of [() => account.click(), () => account.press("Enter")]) {
    await line.hold();
    await page.reload({ waitUntil: "commit" });
    await open();
    await line.arrive();
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toHaveCount(0);
    await expect(account).toBeFocused();
  }
});

/** Delays the page's scripts, from now or from `hold`, until `arrive`. */
async function slowLine(page: Page) {
  let arrived = Promise.withResolvers<void>();
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await arrived.promise;
    await route.continue();
  });
  return {
    hold: async () => void (arrived = Promise.withResolvers()),
    arrive: async () => arrived.resolve(),
  };
}
