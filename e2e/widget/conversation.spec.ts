import { expect, type Page, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "../support/customer-client";
import { type LocalServer, startLocalServer } from "../support/local-server";
import { addModel, makeOrderBot } from "../support/make-bot";
import { answerAsScripted } from "../support/scripted-model";
import { complaintsOf } from "../support/complaints";
import { pageWithWidget, type Site, startSite } from "./support/site";
import { composer, log, openWidget, panel, write } from "./support/widget";

/** A visitor of a customer's site, which has another origin and a strict policy, talks to the bot and to a person. */

let model: LocalServer;
let customer: Customer;
let site: Site;

test.beforeAll(async ({ baseURL }) => {
  const product = baseURL ?? "";
  model = await startLocalServer(answerAsScripted);
  customer = await signUpCustomer(product);
  const chosen = await addModel(customer, `${model.url}/v1`, "scripted");
  const bot = await makeOrderBot(customer, (definition) => definition, { model: chosen });
  await customer.trpc.bots.update.mutate({ botId: bot.botId, instruction: "I heard …" });
  await customer.trpc.bots.publish.mutate({ botId: bot.botId });
  const shown = pageWithWidget(product, bot.webChannel, { policy: "strict" });
  site = await startSite({ "/": shown, "/prices": shown });
});

test.afterAll(() => Promise.all([model.close(), site.close()]));

test("A visitor's conversation goes on across pages, tabs, a person's answers and a lost connection", async ({
  page,
  context,
}) => {
  const complaints = await complaintsOf(page);
  await page.goto(site.url);
  await openWidget(page);

  await test.step("the answer is shown while it is written", async () => {
    const held = Promise.withResolvers<void>();
    model.answerWith(() => streamInParts(["Your parcel ", "is on its way."], held.promise));
    await write(page, "Where is my parcel?");
    await expect(panel(page).getByText("Your parcel", { exact: true })).toBeVisible();
    await expect(log(page)).not.toContainText("Your parcel");
    held.resolve();
    await expect(log(page)).toContainText("Your parcel is on its way.");
    model.answerWith(answerAsScripted);
  });

  await test.step("a reload and the next page show the history", async () => {
    for (const path of ["/", "/prices"]) {
      await page.goto(site.url + path);
      await openWidget(page);
      await expect(texts(page)).toHaveText(["Where is my parcel?", "Your parcel is on its way."]);
    }
  });

  const second = await context.newPage();
  await test.step("two tabs show the same", async () => {
    await second.goto(site.url);
    await openWidget(second);
    await write(second, "Thank you");
    for (const tab of [page, second]) await expect(log(tab)).toContainText("I heard Thank you");
    await expect(texts(page)).toHaveText(await texts(second).allInnerTexts());
  });

  const { inbox } = customer.trpc;
  const conversationId = (await inbox.list.query({})).rows[0]?.id ?? "";
  await test.step("an operator takes over, with a name and a face, and is seen writing", async () => {
    await inbox.handOff.mutate({ conversationId });
    await expect(panel(page).getByText("Ada Lovelace is answering")).toBeVisible();
    await inbox.view.mutate({ conversationId, isTyping: true });
    await expect(panel(page).getByText("Writing…")).toBeAttached();
    await inbox.write.mutate({ conversationId, text: "Ada here.", clientMessageId: "e-1" });
    await inbox.view.mutate({ conversationId });
    for (const tab of [page, second]) {
      await expect(log(tab)).toContainText("Ada Lovelace, support, said: Ada here.");
      await expect(log(tab).getByText("AL", { exact: true })).toBeVisible();
    }
    await expect(panel(page).getByText("Writing…")).toHaveCount(0);
    await write(page, "Hello Ada");
    await expect(log(second)).toContainText("Hello Ada");
    await expect(log(page)).not.toContainText("I heard Hello Ada");
  });

  await test.step("the bot takes the conversation back", async () => {
    await inbox.takeBack.mutate({ conversationId, answerNow: true });
    await expect(panel(page).getByText("Automated assistant")).toBeVisible();
    await expect(log(page)).toContainText("I heard Hello Ada");
  });

  await test.step("what is written offline waits, and is sent once", async () => {
    await context.setOffline(true);
    await expect(panel(page).getByText("You are offline.")).toBeVisible();
    await write(page, "Are you there?");
    await expect(log(page).getByText("Not sent", { exact: true })).toBeVisible();
    await context.setOffline(false);
    for (const tab of [page, second]) await expect(log(tab)).toContainText("I heard Are you there?");
    await expect(log(page).getByText("Not sent", { exact: true })).toHaveCount(0);
    await page.reload();
    await openWidget(page);
    for (const tab of [page, second]) {
      await expect(log(tab).getByText("Are you there?", { exact: true })).toHaveCount(1);
      await expect(log(tab).getByText("I heard Are you there?", { exact: true })).toHaveCount(1);
    }
  });

  expect(complaints().filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});

test("On a phone the chat fills the screen, and its text box does not make the page zoom", async ({ browser }) => {
  const size = { width: 375, height: 720 };
  const phone = await browser.newContext({ viewport: size, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  const page = await phone.newPage();
  await page.goto(site.url);
  await page.getByRole("button", { name: "Open chat" }).tap();
  await expect(composer(page)).toHaveCSS("font-size", "16px");
  // A focused box would open the keyboard over the conversation.
  await expect(composer(page)).not.toBeFocused();
  await expect.poll(() => panel(page).boundingBox()).toEqual({ x: 0, y: 0, ...size });
  await composer(page).tap();
  await composer(page).fill("Hello");
  await panel(page).getByRole("button", { name: "Send", exact: true }).tap();
  await expect(log(page)).toContainText("I heard Hello");
  await expect(composer(page)).toBeFocused();
  await panel(page).getByRole("button", { name: "Close chat" }).tap();
  await expect(panel(page)).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
  await phone.close();
});

/** The texts of the messages, in their order. */
const texts = (page: Page) => log(page).locator(".text");

/** An answer of the model whose last part comes after `held`. */
function streamInParts([first, last]: [string, string], held: Promise<void>) {
  const chunk = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "scripted", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  async function* body() {
    yield chunk({ role: "assistant", content: first }, null);
    await held;
    yield chunk({ content: last }, null);
    yield `${chunk({}, "stop")}data: [DONE]\n\n`;
  }
  return { status: 200, headers: { "content-type": "text/event-stream" }, body: body() };
}
