import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "../support/customer-client";
import { findFaults } from "../support/find-faults";
import { makeOrderBot } from "../support/make-bot";
import { takePictures } from "../support/pictures";
import { composer, log, write } from "./support/widget";

/** A conversation of 450 messages, of which the chat shows the newest 200 at first. */

const COUNT = 450;

let customer: Customer;
let address: string;

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
  const bot = await makeOrderBot(customer, (definition) => definition);
  address = `${baseURL}/chat/${bot.webChannel}`;
});

test("A visitor reads back to the first of 450 messages, by scrolling and by keyboard", async ({ page }, info) => {
  test.slow();
  await page.goto(address);
  await write(page, "Message 1");
  // The visitor's message and the bot's answer.
  await expect(texts(page)).toHaveCount(2);
  await addMessages(3, COUNT);
  await page.reload();
  await expect(composer(page)).toBeVisible();
  await expect(texts(page)).toHaveCount(200);
  await expect(texts(page).first()).toHaveText("Message 251");
  await expect(texts(page).last()).toBeInViewport();
  const scroller = page.locator("parley-chat .scroller");

  await test.step("scrolling to the beginning loads the page before, and what is read stays in its place", async () => {
    await expect(earlier(page)).not.toBeInViewport();
    await scroller.evaluate((box) => box.scrollTo(0, 40));
    const read = texts(page).filter({ hasText: /^Message 253$/ });
    const place = await top(read);
    await expect(texts(page)).toHaveCount(400);
    expect(Math.abs((await top(read)) - place)).toBeLessThanOrEqual(1);
    await expect(texts(page).first()).toHaveText("Message 51");
    await takePictures(page, info, "after-the-first-page");
  });

  await test.step("the button loads the page before by keyboard, and the focus stays with what is read", async () => {
    await page.route("**/messages?before=*", (route) => route.abort(), { times: 1 });
    await earlier(page).focus();
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
    await expect(texts(page)).toHaveCount(400);
    expect(await findFaults(page)).toEqual([]);
    await takePictures(page, info, "failed");
    await page.keyboard.press("Enter");
    await expect(texts(page)).toHaveCount(COUNT);
    await expect(texts(page).first()).toHaveText("Message 1");
    await expect(earlier(page)).toHaveCount(0);
    const read = page.locator("parley-chat .row:focus");
    await expect(read).toContainText("Message 51");
    await expect(read).toBeInViewport();
  });

  await test.step("the messages are all there once, in their order, and none is marked as new", async () => {
    const all = await texts(page).allInnerTexts();
    expect(all.filter((_, at) => at !== 1)).toEqual(numbers(COUNT).filter((text) => text !== "Message 2"));
    await expect(log(page).getByText("New messages")).toHaveCount(0);
    await write(page, "Thank you");
    await expect(texts(page).last()).toBeInViewport();
  });
});

/** Stores messages of an employee. */
async function addMessages(from: number, to: number): Promise<void> {
  const { inbox } = customer.trpc;
  const conversationId = (await inbox.list.query({})).rows[0]?.id ?? "";
  await inbox.handOff.mutate({ conversationId });
  for (let n = from; n <= to; n++) {
    await inbox.write.mutate({ conversationId, text: `Message ${n}`, clientMessageId: `e-${n}` });
  }
}

const earlier = (page: Page) => page.getByRole("button", { name: "Load earlier messages" });
const texts = (page: Page) => log(page).locator(".text");
const numbers = (count: number) => Array.from({ length: count }, (_, at) => `Message ${at + 1}`);
const top = (element: Locator) => element.evaluate((node) => node.getBoundingClientRect().top);
