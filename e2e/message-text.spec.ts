import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { messages, openChat, openConversation, signIn, write } from "./support/inbox-screen";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { addModel, type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { answerAsScripted } from "./support/scripted-model";
import { ask } from "./support/screens";

/** Text reaches the other side exactly as it was written: on the chat page, in the inbox, and from an input method. */

/** The scripted model answers with its instruction. */
const ANSWER = `Delivery takes 3~5 days, in winter 7~10 days.

Free:

3. Mai, 10 Uhr
17. Mai, 12 Uhr

[Call us](tel:+4930123456), 请访问https://example.com/order，谢谢。

مرحبا بك في متجرنا 24

| Size | Price |
|------|------:|
| S<br>M | 10 |

\`\`\`
GET /a
\`\`\`

\`\`\`
GET /b
\`\`\``;

const TYPED = "Size 5*2=10 cm, 3*4=12 cm\nC:\\new\\*.txt __init__";

let model: LocalServer;
let url: string;
let customer: Customer;
let bot: MadeBot;

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  model = await startLocalServer(answerAsScripted);
  customer = await signUpCustomer(url);
  const chosen = await addModel(customer, `${model.url}/v1`, "scripted");
  bot = await makeOrderBot(customer, (definition) => definition, { model: chosen });
  const { botId } = bot;
  const behaviour = { header: "*Shop* says", footer: "" };
  await customer.trpc.bots.update.mutate({ botId, instruction: ANSWER, behaviour });
  await customer.trpc.bots.publish.mutate({ botId });
});

test.afterAll(() => model.close());

test("An answer, an employee's message and a composed word are shown as they were written", async ({
  page,
  browser,
}, info) => {
  const chat = await openChat(browser, `${url}/chat/${bot.webChannel}`);
  const chatLog = chat.getByRole("log");
  await composeAndSend(chat, "東京");
  await expect(chatLog).toContainText("GET /b");
  await expectAnswer(chatLog);
  await chat.reload();
  await expect(chatLog).toContainText("GET /b");
  await expectAnswer(chatLog);

  await signIn(page, customer);
  await openConversation(page, "Visitor");
  await expectAnswer(messages(page));
  await write(page, TYPED);
  await expect(chatLog).toContainText("3*4=12 cm");
  for (const log of [chatLog, messages(page)]) {
    await expect(log.getByText("Size 5*2=10 cm, 3*4=12 cm")).toHaveText(TYPED, { useInnerText: true });
  }
  await ask(chat, "שלום, 10% הנחה");
  await expect(messages(page)).toContainText("הנחה");
  await takePictures(page, info, "text-inbox");
  await takePictures(chat, info, "text-chat");
});

test("Enter pressed before the chat is ready sends the message once, as soon as it is", async ({ browser }) => {
  const chat = await openChat(browser, `${url}/chat/${bot.webChannel}`);
  const box = chat.getByRole("textbox", { name: "Your message" });
  const log = chat.getByRole("log");
  const hint = chat.getByText("Will be sent in a moment");
  const answers = Promise.withResolvers<void>();
  const opening = Promise.withResolvers<void>();
  await chat.route("**/session", async (route) => {
    await opening.promise;
    await route.continue();
  });
  model.answerWith(async (request) => {
    await answers.promise;
    return answerAsScripted(request);
  });

  await test.step("the box appears with the session, and has the focus", async () => {
    const asked = chat.waitForRequest("**/session");
    await chat.reload();
    await asked;
    await expect(box).toHaveCount(0);
    opening.resolve();
    await expect(box).toBeFocused();
    await chat.keyboard.type("the first");
    await chat.keyboard.press("Enter");
    await expect(log.getByText("the first", { exact: true })).toBeVisible();
    await expect(box).toHaveValue("");
  });

  await test.step("Enter waits while the bot answers, unless the text is changed", async () => {
    await box.fill("the second");
    await box.press("Enter");
    await expect(hint).toBeVisible();
    await box.fill("the second, changed");
    await expect(hint).toBeHidden();
    await box.press("Enter");
    await expect(hint).toBeVisible();
    await expect(box).toHaveValue("the second, changed");
    answers.resolve();
    await expect(log.getByRole("link", { name: "Call us" })).toHaveCount(2);
    await expect(log.getByText("the second, changed", { exact: true })).toHaveCount(1);
    await expect(log.getByText("the second", { exact: true })).toHaveCount(0);
    await expect(box).toHaveValue("");
  });
  model.answerWith(answerAsScripted);
  await chat.context().close();
});

test("Messages that could not be sent are kept and sent in order later, even after a reload", async ({ browser }) => {
  const address = `/api/chat/${bot.webChannel}`;
  const chat = await openChat(browser, `${url}/chat/${bot.webChannel}`);
  const log = chat.getByRole("log");
  const written = log.getByText(/^(hello|LOST-\d|second)$/);
  const marks = log.getByText("Not sent", { exact: true });
  await ask(chat, "hello");
  await expect(log).toContainText("GET /b");

  await test.step("the browser sends them when it is online again", async () => {
    await chat.context().setOffline(true);
    await ask(chat, "LOST-1");
    await expect(chat.getByRole("status").filter({ hasText: "You are offline." })).toBeVisible();
    await expect(marks).toHaveCount(1);
    await ask(chat, "LOST-2");
    await expect(marks).toHaveCount(2);
    await chat.context().setOffline(false);
    await model.request(({ body }) => body.includes("LOST-1") && body.includes("LOST-2"));
    await expect(marks).toHaveCount(0);
    await expect(chat.getByText("You are offline.")).toBeHidden();
    await expect(written).toHaveText(["hello", "LOST-1", "LOST-2"]);
  });

  await test.step("a reload keeps them, and a newer message is sent after them", async () => {
    await chat.route(`**${address}`, (route) => route.abort());
    await ask(chat, "LOST-3");
    await expect(marks).toHaveCount(1);
    await expect(chat.locator("parley-chat").getByRole("alert")).toContainText("The chat is not connected.");
    await chat.reload();
    await expect(written).toHaveText(["hello", "LOST-1", "LOST-2", "LOST-3"]);
    await expect(marks).toHaveCount(1);
    await chat.unroute(`**${address}`);
    await ask(chat, "second");
    await model.request(({ body }) => body.includes("LOST-3") && body.includes("second"));
    await expect(marks).toHaveCount(0);
    await chat.reload();
    await expect(written).toHaveText(["hello", "LOST-1", "LOST-2", "LOST-3", "second"]);
  });
  await chat.context().close();
});

async function expectAnswer(log: Locator): Promise<void> {
  await expect(log.getByText("*Shop* says")).toBeVisible();
  await expect(log.getByText("3~5 days, in winter 7~10 days.")).toBeVisible();
  await expect(log.locator("ol > li")).toHaveText(["Mai, 10 Uhr", "Mai, 12 Uhr"]);
  expect(await log.locator("ol > li").evaluateAll((items) => items.map((item) => item.getAttribute("value")))).toEqual([
    "3",
    "17",
  ]);
  await expect(log.getByRole("link", { name: "Call us" })).toHaveAttribute("href", "tel:+4930123456");
  await expect(log.getByRole("link", { name: "https://example.com/order", exact: true })).toBeVisible();
  await expect(log.getByText("مرحبا بك")).toHaveCSS("direction", "rtl");
  await expect(log.getByRole("cell", { name: "S M" })).toHaveText("S\nM", { useInnerText: true });
  await expect(log.getByRole("columnheader", { name: "Size" })).toHaveCSS("text-align", "start");
  await expect(log.getByRole("columnheader", { name: "Price" })).toHaveCSS("text-align", "right");
  const blocks = log.locator("pre > code");
  await expect(blocks).toHaveCount(2);
  for (const code of await blocks.all()) await expect(code).toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
}

/** Enter first confirms the word, as Safari reports it; only the second Enter sends. */
async function composeAndSend(chat: Page, word: string): Promise<void> {
  const box = chat.getByRole("textbox", { name: /^(Message to|Your message)/ });
  await box.fill(word);
  await expect(chat.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
  await box.dispatchEvent("keydown", { key: "Enter", code: "Enter", keyCode: 229, which: 229 });
  await expect(box).toHaveValue(word);
  await expect(chat.getByRole("log")).not.toContainText(word);
  await box.press("Enter");
  await expect(chat.getByRole("log")).toContainText(word);
}
