import { expect, type Page, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { messages, signIn } from "./support/inbox-screen";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { postMessage } from "./support/post-message";

/** A member finds everything of the workspace with the keyboard. */

const palette = (page: Page) => page.getByRole("dialog", { name: "Search" });
const box = (page: Page) => palette(page).getByRole("combobox");
const option = (page: Page, name: string | RegExp) => palette(page).getByRole("option", { name });
const selected = (page: Page) => palette(page).getByRole("option", { selected: true });

/** Opens it with the keys. What is typed before it has the focus goes to the page. */
async function openByKeys(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(box(page)).toBeFocused();
}

let customer: Customer;
let bot: MadeBot;

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
  bot = await makeOrderBot(customer, (definition) => definition);
  const message = { chatId: "c-1", text: "Do you sell brass bells?", clientName: "Grace Hopper" };
  await postMessage(baseURL ?? "", bot.token, message);
  await expect.poll(async () => (await customer.trpc.inbox.list.query({})).rows.length).toBe(1);
});

test("A member finds an action and a conversation by keyboard, and opens them", async ({ page, context }, info) => {
  await signIn(page, customer);
  await page.goto("/bots");

  await test.step("the keys open it, an action is found with a typing mistake, and Enter opens it", async () => {
    await openByKeys(page);
    await takePictures(page, info, "palette-empty");
    await page.keyboard.type("look odrer");
    await expect(selected(page)).toContainText("Look up an order");
    const id = await selected(page).getAttribute("id");
    await expect(box(page)).toHaveAttribute("aria-activedescendant", id ?? "");
    await checkScreen(page, "command palette", { within: "[role=dialog]" });
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/actions\/act/);
    await expect(palette(page)).toBeHidden();
  });

  await test.step("a word of a message finds the conversation, and ⌘Enter opens it in a new tab", async () => {
    await openByKeys(page);
    await expect(option(page, /Look up an order/)).toBeVisible();
    await page.keyboard.type("brass");
    await expect(selected(page)).toContainText("Grace Hopper");
    await takePictures(page, info, "palette-found");
    const opened = context.waitForEvent("page");
    await page.keyboard.press("Control+Enter");
    const tab = await opened;
    await expect(tab).toHaveURL(/found=/);
    await expect(messages(tab)).toContainText("brass bells", { timeout: 30_000 });
    await tab.close();
    await openByKeys(page);
    await page.keyboard.type("hopper");
    await expect(selected(page)).toContainText("Grace Hopper");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/inbox\/cnv/);
  });

  await test.step("End, Home and the arrows move, and a new action asks for its bot", async () => {
    await openByKeys(page);
    await page.keyboard.type("new");
    await expect(selected(page)).toContainText("New");
    const first = await selected(page).textContent();
    await page.keyboard.press("End");
    await expect(selected(page)).not.toHaveText(first ?? "");
    await page.keyboard.press("Home");
    await expect(selected(page)).toHaveText(first ?? "");
    await page.keyboard.press("ArrowDown");
    await expect(selected(page)).not.toHaveText(first ?? "");
    await box(page).fill("new action");
    await expect(selected(page)).toContainText("New action in");
    await page.keyboard.press("Enter");
    await expect(selected(page)).toContainText("Shop");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/bots/${bot.botId}/actions/new$`));
  });
});

test("The palette says when nothing fits, keeps away from other dialogs, and gives the focus back", async ({
  page,
}) => {
  await signIn(page, customer);
  await page.goto("/bots");
  const opener = page.getByRole("button", { name: "Search", exact: true });
  await opener.click();
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("zzqx");
  await expect(palette(page)).toContainText("Nothing fits “zzqx”");
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(opener).toBeFocused();

  await openByKeys(page);
  await page.keyboard.type("new bot");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New bot" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeHidden();
  await page.keyboard.press("Escape");

  await page.setViewportSize({ width: 375, height: 812 });
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("shop chan");
  await expect(selected(page)).toContainText("Shop: Channels");
  await selected(page).click();
  await expect(page).toHaveURL(new RegExp(`/bots/${bot.botId}/channels$`));
});

test("A late answer of the server never replaces that of a newer search", async ({ page }) => {
  await signIn(page, customer);
  await page.goto("/bots");
  let free = () => {};
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  await page.route(/search\.things/, async (route) => {
    if (decodeURIComponent(route.request().url()).includes('"look"')) await held;
    await route.continue().catch(() => undefined);
  });
  await openByKeys(page);
  const asked = page.waitForRequest(/look/);
  await page.keyboard.type("look");
  await asked;
  await box(page).fill("messenger");
  await expect(option(page, /Messenger/)).toBeVisible();
  free();
  await expect(option(page, /Messenger/)).toBeVisible();
  await expect(option(page, /Look up/)).toBeHidden();
});
