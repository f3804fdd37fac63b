import { expect, type Locator, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "./support/customer-client";
import {
  addFile,
  composer,
  delivered,
  details,
  events,
  expectAccessible,
  messages,
  openConversation,
  openDetails,
  rows,
  signIn,
  write,
} from "./support/inbox-screen";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { postMessage } from "./support/post-message";

/** An operator answers customers of a custom channel, whose messenger is down for a while, and keeps order in the inbox. */

const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let messenger: LocalServer;
let isMessengerDown = false;
let url: string;
let customer: Customer;
let bot: MadeBot;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  messenger = await startLocalServer(() => ({ status: isMessengerDown ? 500 : 200 }));
  customer = await signUpCustomer(url);
  bot = await makeOrderBot(customer, (definition) => definition);
  await customer.trpc.channels.update.mutate({
    channelId: bot.customChannel,
    custom: { webhookUrl: `${messenger.url}/messenger`, retry: false },
  });
  const other = { chatId: "c-0", source: "Visitor", text: "Good morning" };
  expect((await postMessage(url, bot.token, other)).status).toBe(202);
});

test.afterAll(() => messenger.close());

test("Files are sent both ways, and a message that did not arrive is sent again", async ({ page }, info) => {
  isMessengerDown = true;
  const attachments = [{ file_name: "parcel.png", file_type: "image" as const, data: PICTURE }];
  const posted = await postMessage(url, bot.token, { chatId: "c-1", text: "Where is my parcel?", attachments });
  expect(posted.status).toBe(202);
  await signIn(page, customer);
  await openConversation(page, "John Doe");
  const picture = messages(page).getByRole("img", { name: "parcel.png" });
  await expect(picture).toBeVisible();
  // The image is visible before its bytes have arrived.
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);

  const undelivered = messages(page).getByRole("button", { name: /Undelivered after 1 attempt/ });
  await expect(undelivered).toHaveCount(1);
  await write(page, "It leaves today.");
  await expect(undelivered).toHaveCount(2);
  await undelivered.last().click();
  const attempts = page.getByRole("list", { name: "Delivery attempts" });
  await expect(attempts.getByText("500").first()).toBeVisible();
  await expect(attempts).toBeInViewport({ ratio: 1 });
  await takePictures(page, info, "undelivered");

  isMessengerDown = false;
  await messages(page).getByRole("button", { name: "Send again" }).last().click();
  await expect(delivered(page)).toHaveCount(1);
  const sent = messenger.requests.filter(({ body }) => body.includes("It leaves today."));
  expect(sent).toHaveLength(2);
  expect(sent[1]?.headers["webhook-id"]).not.toBe(sent[0]?.headers["webhook-id"]);
  expect(JSON.parse(sent[1]?.body ?? "")).toMatchObject({
    event_type: "new_messages",
    new_messages: [{ type: "text", message_sender: "employee", text: "It leaves today." }],
  });

  await addFile(page, "label.txt", "To: John Doe");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(delivered(page)).toHaveCount(2);
  const { body } = await messenger.request((request) => request.body.includes("label.txt"));
  expect(JSON.parse(body)).toMatchObject({
    new_messages: [{ type: "document", file: { name: "label.txt", mime_type: "text/plain", size_bytes: 12 } }],
  });
  const { new_messages: carried } = JSON.parse(body) as { new_messages: { file: { url: string } }[] };
  expect(await (await fetch(carried[0]?.file.url ?? "")).text()).toBe("To: John Doe");
});

test("An operator uses notes, tags, variables, filters and drafts", async ({ page }, info) => {
  await signIn(page, customer);
  await openConversation(page, "John Doe");

  await test.step("a note is visible to colleagues only", async () => {
    await page.getByRole("switch", { name: "Note" }).click();
    const note = page.getByRole("textbox", { name: "Note for colleagues" });
    await note.fill("Refund agreed.");
    await note.press("Enter");
    await expect(messages(page).getByText("Refund agreed.")).toHaveCount(1);
    await page.getByRole("switch", { name: "Note" }).click();
    expect(messenger.requests.some(({ body }) => body.includes("Refund"))).toBe(false);
  });

  await test.step("a tag is added, and the list is filtered by it", async () => {
    await openDetails(page);
    await page.getByRole("combobox", { name: "New tag" }).fill("parcel");
    await page.getByRole("button", { name: "Add tag" }).click();
    await expect(page.getByRole("button", { name: "Remove the tag parcel" })).toBeVisible();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("combobox", { name: "Tag", exact: true }).click();
    await page.getByRole("option", { name: "parcel" }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page).toHaveURL(/tag=parcel/);
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Remove the filter Tag: parcel" }).click();
    await expect(rows(page)).toHaveCount(2);
  });

  await test.step("a variable is added, changed and removed", async () => {
    await page.getByRole("button", { name: "Add a variable" }).click();
    await page.getByRole("textbox", { name: "Name of the variable" }).fill("plan");
    await page.getByRole("textbox", { name: "Value of the variable" }).fill("gold");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Edit plan" }).click();
    await page.getByRole("textbox", { name: "Value of plan" }).fill("silver");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(details(page).getByRole("row", { name: /plan silver/ })).toBeVisible();
    await takePictures(page, info, "details");
    await page.getByRole("button", { name: "Remove plan" }).click();
    await expect(details(page).getByRole("row", { name: /plan/ })).toHaveCount(0);
  });

  await test.step("a search runs while the operator types, and is in the address", async () => {
    const search = page.getByRole("searchbox", { name: "Search conversations" });
    await search.pressSequentially("leaves today", { delay: 60 });
    await expect(page).toHaveURL(/search=leaves\+today/);
    await expect(search).toHaveValue("leaves today");
    await expect(rows(page)).toHaveCount(1);
    await search.fill("nothing like this");
    await expect(page.getByText("No matching conversations")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).first().click();
    await expect(search).toHaveValue("");
    await expect(rows(page)).toHaveCount(2);
  });

  await test.step("a draft is kept through another conversation and a reload", async () => {
    await composer(page).fill("Half a sent");
    await rows(page).filter({ hasText: "Visitor" }).click();
    await expect(composer(page)).toHaveValue("");
    await rows(page).filter({ hasText: "John Doe" }).click();
    await expect(composer(page)).toHaveValue("Half a sent");
    await page.reload();
    await expect(composer(page)).toHaveValue("Half a sent");
  });

  await test.step("a message that could not be sent is kept through a reload, and sent once by another try", async () => {
    await page.route("**/api/trpc/*inbox.write*", (route) => route.abort());
    await write(page, "Half a sentence");
    await expect(messages(page).getByRole("button", { name: "Try again" })).toBeVisible();
    await page.reload();
    await expect(messages(page).getByText("Half a sentence")).toBeVisible();
    await page.unroute("**/api/trpc/*inbox.write*");
    await messages(page).getByRole("button", { name: "Try again" }).click();
    await expect(delivered(page)).toHaveCount(3);
    await expect(messages(page).getByText("Half a sentence")).toHaveCount(1);
  });

  await test.step("the details are folded, also after a reload, until they are opened again", async () => {
    await page.getByRole("button", { name: "Hide the details" }).click();
    await expect(details(page)).toBeHidden();
    await page.reload();
    await expect(composer(page)).toBeVisible();
    await expect(details(page)).toBeHidden();
    await page.getByRole("button", { name: "Show the details" }).press("Enter");
    await expect(details(page)).toBeVisible();
  });

  await test.step("the channel and the inbox lead to each other, with the customer on the left in both", async () => {
    const path = new URL(page.url()).pathname;
    const left = async (log: Locator, text: string) => (await log.getByText(text).boundingBox())?.x ?? Infinity;
    expect(await left(messages(page), "Where is my parcel?")).toBeLessThan(
      await left(messages(page), "It leaves today."),
    );
    await details(page)
      .getByRole("link", { name: /this conversation in the channel/ })
      .click();
    await expect(page).toHaveURL(/\/channels\/chn_.+\/conversations\/cnv_/);
    const main = page.getByRole("main");
    await expect(main.getByText("It leaves today.")).toBeVisible();
    expect(await left(main, "Where is my parcel?")).toBeLessThan(await left(main, "It leaves today."));
    await takePictures(page, info, "channel-conversation");
    await page.getByRole("link", { name: "Open in the inbox" }).click();
    await expect(page).toHaveURL((address) => address.pathname === path);
  });

  await test.step("a closed conversation is found in its view and opened again", async () => {
    await details(page).getByRole("button", { name: "Close", exact: true }).click();
    await expect(details(page).getByRole("button", { name: "Reopen" })).toBeVisible();
    await page.goto("/inbox?view=closed");
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("Closed");
    await rows(page).click();
    await details(page).getByRole("button", { name: "Reopen" }).click();
    await expect(events(page, "Ada Lovelace opened the conversation again")).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
  });
});

test("The keyboard moves through the list, and every control has a name", async ({ page }) => {
  await signIn(page, customer);
  await page.goto("/inbox");
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press("j");
  await expect(rows(page).first()).toBeFocused();
  await expect(messages(page)).toContainText("Refund agreed.");
  await page.keyboard.press("j");
  await expect(rows(page).last()).toBeFocused();
  await expect(rows(page).last()).toHaveAttribute("aria-current", "page");
  await page.keyboard.press("k");
  await expect(messages(page)).toContainText("Refund agreed.");
  await openDetails(page);
  await expectAccessible(page);
  const { promise: pressed, resolve: press } = Promise.withResolvers<void>();
  await page.route(/\/api\/trpc\/.*inbox\.list/, async (route) => {
    await pressed;
    await route.continue();
  });
  await page.goto("/inbox");
  await page.keyboard.press("j");
  press();
  await expect(rows(page).first()).toBeFocused();
  await expect(messages(page)).toContainText("Refund agreed.");
  await expectAccessible(page);
});

test("On a phone, the list and the thread are shown one at a time", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await signIn(page, customer);
  await page.goto("/inbox");
  await rows(page).first().click();
  await expect(messages(page)).toBeVisible();
  await expect(rows(page).first()).toBeHidden();
  await page.getByRole("button", { name: "Details" }).click();
  const panel = page.getByRole("dialog", { name: "Details" });
  await expect(panel).toContainText("John Doe");
  await expect(panel).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(rows(page).first()).toBeFocused();
  await expect(page).toHaveURL(/\/inbox$/);
});
