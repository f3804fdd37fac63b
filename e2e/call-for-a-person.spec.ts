import { expect, type Page, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { expectAccessible, openChat, signIn } from "./support/inbox-screen";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { ask } from "./support/screens";

/** A customer asks for a person on the chat page while the operator works on other pages. */

let url: string;
let customer: Customer;
let bot: MadeBot;

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  customer = await signUpCustomer(url);
  bot = await makeOrderBot(customer, (definition) => definition);
  await customer.trpc.bots.update.mutate({ botId: bot.botId, standardFunctions: { callPerson: { description: "" } } });
  await customer.trpc.bots.publish.mutate({ botId: bot.botId });
});

test("A customer's call for a person reaches the operator on any page", async ({ page, context, browser }, info) => {
  await context.grantPermissions(["notifications"]);
  // Records what the page asks of the browser: a headless one shows no notifications and plays no sound.
  await context.addInitScript(() => {
    const alerts: string[] = [];
    Object.assign(window, { alerts });
    const Original = window.Notification;
    window.Notification = class extends Original {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        alerts.push(title);
      }
    };
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      alerts.push("tone");
      start.call(this, when);
    };
  });
  await signIn(page, customer);
  const other = await context.newPage();
  await other.goto("/tables");

  await page.bringToFront();
  await page.goto("/settings/notifications");
  await test.step("the operator allows desktop notifications", async () => {
    const card = page.getByRole("main");
    await expect(card.getByRole("switch", { name: "Sound when a customer needs a person" })).toBeChecked();
    await card.getByRole("switch", { name: "Desktop notification" }).click();
    await expect.poll(() => alertsOf(page)).toEqual(["Desktop notifications are on"]);
    await takePictures(page, info, "alert-settings");
  });
  const chat = await openChat(browser, `${url}/chat/${bot.webChannel}`);
  await page.bringToFront();

  await test.step("bell, title, desktop notification and sound tell it", async () => {
    await ask(chat, "I want to talk to a human");
    await expect(page).toHaveTitle("(1) Notifications · Parley");
    await expect(bell(page)).toHaveAccessibleName("Notifications, 1 new");
    // The sound begins when the browser's audio is ready.
    await expect
      .poll(async () => (await alertsOf(page)).toSorted())
      .toEqual(["A customer needs a person", "Desktop notifications are on", "tone", "tone"]);
  });

  await test.step("another tab shows it too, but does not ring", async () => {
    await expect(other).toHaveTitle("(1) Tables · Parley");
    expect(await alertsOf(other)).toEqual([]);
  });

  await test.step("the title keeps the number on the next page", async () => {
    await page.getByRole("link", { name: "Bots", exact: true }).click();
    await expect(page).toHaveTitle("(1) Bots · Parley");
  });

  await test.step("the opened bell leads to the conversation, and the number is gone in every tab", async () => {
    await bell(page).click();
    const panel = page.getByRole("dialog", { name: "Notifications" });
    await expect(panel.getByRole("link", { name: /A customer needs a person/ })).toContainText("New");
    await expect(page).toHaveTitle("Bots · Parley");
    await expect(other).toHaveTitle("Tables · Parley");
    await expect(panel.getByRole("link", { name: /A customer needs a person/ })).toContainText("New");
    await expectAccessible(page);
    await takePictures(page, info, "bell");
    await panel.getByRole("link", { name: /A customer needs a person/ }).click();
    await expect(page).toHaveURL(/\/inbox\/cnv_/);
  });
  await chat.context().close();
});

const bell = (page: Page) => page.getByRole("button", { name: /^Notifications/ }).filter({ visible: true });

/** What the page has asked the browser to show and to play. */
function alertsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(Reflect.get(window, "alerts") as string[])]);
}
