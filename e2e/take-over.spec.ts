import { expect, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "./support/customer-client";
import {
  addFile,
  contentOf,
  details,
  events,
  expectAccessible,
  messages,
  openChat,
  openDetails,
  rows,
  signIn,
  traces,
  write,
} from "./support/inbox-screen";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { ask } from "./support/screens";

/** An operator takes part in a conversation while its customer writes on the chat page in another window. */

let url: string;
let customer: Customer;
let bot: MadeBot;

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  customer = await signUpCustomer(url);
  bot = await makeOrderBot(customer, (definition) => definition);
  const behaviour = { interception: { resumeAfterMinutes: 60 } };
  await customer.trpc.bots.update.mutate({ botId: bot.botId, behaviour });
  await customer.trpc.bots.publish.mutate({ botId: bot.botId });
  const { id: botId } = await customer.trpc.bots.create.mutate({ name: "Returns", templateId: "order-status" });
  await customer.trpc.bots.publish.mutate({ botId });
});

test("An operator takes over from the bot, and the customer sees it in their window", async ({
  page,
  browser,
}, info) => {
  await signIn(page, customer);
  await page.goto("/inbox");
  await expect(page.getByText("No conversations yet")).toBeVisible();
  await takePictures(page, info, "inbox-empty");
  const chat = await openChat(browser, `${url}/chat/${bot.webChannel}`);
  const chatLog = chat.getByRole("log");
  await ask(chat, "Hello, is anybody there?");

  await test.step("the conversation appears in the list without a reload", async () => {
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("Visitor");
    await rows(page).click();
    await expect(page).toHaveURL(/\/inbox\/cnv_/);
    await expect(messages(page)).toContainText("Hello, is anybody there?");
    await expect(traces(page)).toHaveCount(1);
    await expect(rows(page)).not.toContainText("unread");
  });

  await test.step("the trace of an answer shows what led to it", async () => {
    await traces(page).click();
    await expect(messages(page).getByText("The model answered")).toBeVisible();
    await takePictures(page, info, "trace");
    await traces(page).click();
  });

  await test.step("the operator's message reaches the customer, and the bot is paused", async () => {
    await write(page, "Ada here, I will help you.");
    await expect(messages(page).getByText("Ada here, I will help you.")).toHaveCount(1);
    await expect(chatLog).toContainText("Ada here, I will help you.");
    await expect(page.getByText(/Paused: you wrote/)).toBeVisible();
    await expect(events(page, "Ada Lovelace wrote in the inbox, so the bot is paused")).toBeVisible();
  });

  await test.step("the bot, which would resume automatically, is kept paused", async () => {
    await expect(page.getByText(/Shop resumes at/)).toBeVisible();
    await page.getByRole("button", { name: "Keep the bot paused" }).press("Enter");
    await expect(page.getByText(/Paused: you took over/)).toBeVisible();
    await expect(page.locator(":focus")).toContainText("Paused: you took over");
    await expect(page.getByText(/Shop resumes at/)).toBeHidden();
  });

  await test.step("a file reaches the customer too", async () => {
    await addFile(page, "label.txt", "To: John Doe");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(messages(page).getByRole("link", { name: /label\.txt/ })).toBeVisible();
    const link = chatLog.getByRole("link", { name: /label\.txt/ });
    expect(await contentOf(link, url)).toBe("To: John Doe");
  });

  await test.step("the customer's answer appears live, and the bot does not answer", async () => {
    await ask(chat, "Thank you, Ada");
    await expect(messages(page).getByText("Thank you, Ada")).toBeVisible();
    await expect(traces(page)).toHaveCount(1);
  });

  await test.step("the bot answers the last message when the conversation is given back", async () => {
    await page.getByRole("button", { name: "Let the bot answer the last message" }).click();
    await expect(page.getByText("Shop answers", { exact: true })).toBeVisible();
    await expect(traces(page)).toHaveCount(2);
  });

  await test.step("the operator takes the conversation over and gives it back by button", async () => {
    await page.getByRole("button", { name: "Take over" }).click();
    await expect(page.getByText(/Paused: you took over/)).toBeVisible();
    await page.getByRole("button", { name: "Give back", exact: true }).click();
    await expect(page.getByText("Shop answers", { exact: true })).toBeVisible();
  });

  await test.step("the bot is paused with a reason", async () => {
    await openDetails(page);
    await page.getByRole("textbox", { name: "Why the bot pauses" }).fill("A regular customer");
    await page.getByRole("button", { name: "Pause the bot" }).click();
    await expect(events(page, "Ada Lovelace paused the bot — A regular customer")).toBeVisible();
    await page.getByRole("button", { name: "Give back", exact: true }).click();
  });

  await test.step("another bot answers from the next message on", async () => {
    await page.getByRole("combobox", { name: "Bot that answers" }).click();
    await page.getByRole("option", { name: "Returns" }).click();
    await expect(page.getByText("Returns answers", { exact: true })).toBeVisible();
    await expect(events(page, "Ada Lovelace switched to Returns")).toBeVisible();
    await ask(chat, "And who is this?");
    await expect(traces(page)).toHaveCount(3);
  });

  await test.step("the context is cleared after a confirmation", async () => {
    await page.getByRole("button", { name: "Clear context" }).click();
    await takePictures(page, info, "clear-context");
    await page.getByRole("alertdialog").getByRole("button", { name: "Clear context" }).click();
    await expect(events(page, "Ada Lovelace cleared the context")).toBeVisible();
    await expect(messages(page)).toContainText("Hello, is anybody there?");
  });

  await test.step("a closed conversation opens again when its customer writes", async () => {
    await details(page).getByRole("button", { name: "Close", exact: true }).click();
    await expect(page.getByText("The next message opens it again.")).toBeVisible();
    await ask(chat, "One more thing");
    await expect(events(page, "The customer opened the conversation again")).toBeVisible();
    await expect(page.getByText("Returns answers", { exact: true })).toBeVisible();
    await expect(traces(page)).toHaveCount(4);
    await expect(rows(page)).not.toContainText("Closed");
  });

  await takePictures(page, info, "thread");
  await takePictures(chat, info, "chat-page");
  await expectAccessible(chat);
  await chat.context().close();
});
