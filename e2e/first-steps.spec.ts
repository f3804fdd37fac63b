import { expect, type Page, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { takePictures } from "./support/pictures";
import { postMessage } from "./support/post-message";
import { addChannel, createEmptyBot, publish, signUp } from "./support/screens";
import { untilHydrated } from "./support/wait-for-screen";

/** A new owner follows the guide for the first steps, and each step ticks itself by what the product's data shows. */

const guide = (page: Page) => page.getByRole("region", { name: "First steps" });
const sidebar = (page: Page) => page.getByRole("complementary").getByRole("link", { name: /First steps/ });

test("A new owner does the five steps, and sees each of them ticked without a reload", async ({
  page,
  context,
  baseURL,
}, info) => {
  await signUp(page);
  await expect(guide(page)).toContainText("0 of 5");
  await takePictures(page, info, "first-steps");

  await test.step("the first step opens the dialog for a new bot", async () => {
    await guide(page).getByRole("link", { name: "Create a bot" }).click();
    await expect(page.getByRole("dialog", { name: "New bot" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/\/bots$/);
    await createEmptyBot(page, "Shop", "You sell bells.");
    await expect(sidebar(page)).toContainText("2 of 5");
  });

  await test.step("publishing ticks the third step on the same page", async () => {
    await expect(sidebar(page)).toContainText("Publish it");
    await publish(page, 1);
    await expect(sidebar(page)).toContainText("3 of 5");
    await expect(sidebar(page)).toContainText("Put it on your website");
    await takePictures(page, info, "next-step");
  });

  const start = await context.newPage();
  await start.goto("/bots");
  await expect(guide(start).getByRole("listitem").filter({ hasText: ", done" })).toHaveCount(3);
  await takePictures(start, info, "three-of-five");

  await test.step("a message in a channel ticks the last two steps in another tab", async () => {
    await sidebar(page).click();
    await expect(page).toHaveURL(/\/channels$/);
    await addChannel(page, "Custom channel");
    const token = await page.getByLabel("Token", { exact: true }).inputValue();
    expect((await postMessage(baseURL ?? "", token, { chatId: "c-1", text: "Hello" })).status).toBe(202);
    await expect(start.getByText("All five steps are done.")).toBeVisible({ timeout: 40_000 });
    await takePictures(start, info, "all-done");
  });

  await test.step("the last line is shown once, and the account menu brings the guide back", async () => {
    await expect
      .poll(async () => {
        await start.reload();
        return start.getByText("All five steps are done.").count();
      })
      .toBe(0);
    await expect(guide(start)).toBeHidden();
    await untilHydrated(start);
    await start.getByRole("button", { name: /your account/ }).click();
    await start.getByRole("menuitem", { name: "Show the first steps" }).click();
    await expect(start.getByText("All five steps are done.")).toBeVisible();
  });
});

test("A member puts the guide away, and brings it back from the account menu", async ({ page, baseURL }) => {
  await signIn(page, await signUpCustomer(baseURL ?? ""));
  await page.goto("/bots");
  await guide(page).getByRole("button", { name: "Put the first steps away" }).click();
  await expect(guide(page)).toBeHidden();
  await expect(sidebar(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole("heading", { name: "No bots yet" })).toBeVisible();
  await expect(guide(page)).toBeHidden();
  await untilHydrated(page);
  await page.getByRole("button", { name: /your account/ }).click();
  await page.getByRole("menuitem", { name: "Show the first steps" }).click();
  await expect(guide(page)).toContainText("0 of 5");
});
