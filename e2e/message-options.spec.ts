import { expect, type Locator, test } from "@playwright/test";
import { addStep } from "./support/action-editor";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { expectAccessible, messages, openChat, rows, signIn } from "./support/inbox-screen";
import { press, typeInto } from "./support/keyboard";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { addModel, type MadeBot, makeOrderBot } from "./support/make-bot";
import { MUG, offer } from "./support/offer-action";
import { takePictures } from "./support/pictures";
import { answerAsScripted } from "./support/scripted-model";
import { ask } from "./support/screens";

/**
 * An action sends quick replies, buttons and cards: a customer taps an option, another answers with its number, and an
 * employee sees the offered and chosen options in the inbox.
 */

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPwd3uKFTEMLQkAx2RegZKNdUsAAAAASUVORK5CYII=",
  "base64",
);

let model: LocalServer;
let url: string;
let customer: Customer;
let bot: MadeBot;
let actionId: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  model = await startLocalServer(answerAsScripted);
  customer = await signUpCustomer(url);
  const chosen = await addModel(customer, `${model.url}/v1`, "scripted");
  bot = await makeOrderBot(customer, (definition) => ({ ...definition, ...offer }), { model: chosen });
  const { botId } = bot;
  // The scripted model repeats its input, so the answer shows how the bot read the customer's choice.
  await customer.trpc.bots.update.mutate({ botId, instruction: "I heard …" });
  await customer.trpc.bots.publish.mutate({ botId });
  const [action] = await customer.trpc.actions.list.query({ botId });
  actionId = action?.id ?? "";
});

test.afterAll(() => model.close());

test("A customer taps an option of each kind, and sends a failed tap again", async ({ browser }, info) => {
  const chat = await openChat(browser, `${url}/chat/${bot.webChannel}`);
  const log = chat.getByRole("log");
  const chips = chat.getByRole("group", { name: "Suggested answers" });
  await chat.route("https://images.example/**", (route) =>
    route.request().url() === MUG ? route.fulfill({ contentType: "image/png", body: PICTURE }) : route.abort(),
  );

  await test.step("quick replies disappear after a tap, and a double tap gets one answer", async () => {
    await ask(chat, "do offer quick");
    await expect(chips.getByRole("button")).toHaveText(["Track my order", "*Return* <b>it</b>", "شيء آخر"]);
    await expect(chips.getByRole("button").first()).toBeEnabled();
    await takePictures(chat, info, "quick-replies");
    await expectAccessible(chat);
    await chips.getByRole("button", { name: "Track my order" }).dblclick();
    await expect(log.getByText("I heard track", { exact: true })).toBeVisible();
    await expect(log.locator("[data-sender=customer]").filter({ hasText: "Track my order" })).toHaveCount(1);
    await expect(chips).toHaveCount(0);
    await chat.reload();
    await expect(log.getByText("I heard track", { exact: true })).toBeVisible();
    await expect(chips).toHaveCount(0);
  });

  await test.step("cards scroll sideways by keyboard, and one with a missing image has no gap", async () => {
    await ask(chat, "do offer cards");
    const strip = chat.getByRole("group", { name: "Options: 3", exact: true });
    const mug = strip.getByRole("group", { name: "Mug" });
    await expect(mug.getByRole("img", { name: "Mug" })).toBeVisible();
    await expect(strip.getByRole("img")).toHaveCount(1);
    await expect(mug.getByRole("link", { name: "See it" })).toHaveAttribute("href", "https://shop.example/mug");
    await expect(mug.getByRole("link", { name: "See it" })).toHaveAttribute("rel", /noopener/);
    await expect(strip.getByRole("link", { name: "Call us" })).toHaveAttribute("href", "tel:+442079460958");
    await strip.focus();
    await chat.keyboard.press("ArrowRight");
    await expect.poll(() => strip.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
    await takePictures(chat, info, "cards");
    await expectAccessible(chat);
  });

  await test.step("a tap that could not be sent is kept and sent again", async () => {
    const take = chat.getByRole("group", { name: "Lamp" }).getByRole("button", { name: "Take it" });
    await expect(take).toBeEnabled();
    await chat.route(`**/api/chat/${bot.webChannel}`, (route) => route.abort());
    await take.press("Enter");
    await expect(chat.locator("parley-chat").getByRole("alert")).toContainText("The chat is not connected.");
    await expect(take).toBeDisabled();
    await expect(log.getByText("Take it", { exact: true }).last()).toBeVisible();
    await chat.unroute(`**/api/chat/${bot.webChannel}`);
    await chat.getByRole("button", { name: "Try again" }).click();
    await expect(log.getByText("I heard lamp", { exact: true })).toBeVisible();
  });

  await test.step("buttons stay with their message: links still open, but replies can no longer be chosen", async () => {
    await ask(chat, "do offer buttons");
    const options = chat.getByRole("group", { name: "Options", exact: true });
    await expect(options.getByRole("button", { name: "Yes" })).toBeEnabled();
    await takePictures(chat, info, "buttons");
    await options.getByRole("button", { name: "Yes" }).click();
    await expect(log.getByText("I heard yes, please", { exact: true })).toBeVisible();
    await chat.reload();
    await expect(options.getByRole("button", { name: "Yes" })).toBeDisabled();
    await expect(options.getByRole("link", { name: "Our shop" })).toHaveAttribute("target", "_blank");
    await takePictures(chat, info, "buttons-past");
  });
  await chat.context().close();
});

test("Another customer answers with a number, and an employee sees the offered and chosen options", async ({
  page,
  browser,
}, info) => {
  const chat = await openChat(browser, `${url}/chat/${bot.webChannel}`);
  await ask(chat, "do offer quick");
  await expect(chat.getByRole("group", { name: "Suggested answers" })).toBeVisible();
  await ask(chat, "2.");
  await expect(chat.getByRole("log").getByText("I heard return", { exact: true })).toBeVisible();
  await ask(chat, "do offer cards");
  await expect(chat.getByRole("group", { name: "Options: 3", exact: true })).toBeVisible();
  await ask(chat, "Neither");
  await expect(chat.getByRole("log").getByText("I heard Neither", { exact: true })).toBeVisible();
  await chat.context().close();

  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await signIn(page, customer);
  await page.goto("/inbox");
  await rows(page).filter({ hasText: "I heard Neither" }).click();
  const chips = messages(page).getByRole("group", { name: "Suggested answers" });
  await expect(chips).toContainText("*Return* <b>it</b> (chosen)");
  await expect(chips.getByText("(chosen)")).toHaveCount(1);
  await expect(messages(page).getByText("Chose: *Return* <b>it</b>")).toBeVisible();
  const cards = messages(page).getByRole("group", { name: "3 cards" });
  await expect(cards.getByText("(chosen)")).toHaveCount(0);
  await expect(cards.getByRole("link", { name: "Image" }).first()).toHaveAttribute("href", MUG);
  await expect(messages(page).getByRole("button", { name: "Take it" })).toHaveCount(0);
  expect(loaded.filter((address) => address.includes("images.example"))).toEqual([]);
  await takePictures(page, info, "inbox");
  await expectAccessible(page);

  const conversationId = /cnv_\w+/.exec(page.url())?.[0];
  await test.step("a chosen card that is scrolled out of view does not widen the page", async () => {
    await page.setViewportSize({ width: 375, height: 720 });
    await page.goto("/inbox");
    await rows(page).filter({ hasText: "I heard yes, please" }).click();
    await expect(messages(page).getByRole("group", { name: "3 cards" }).getByText("(chosen)")).toHaveCount(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  });

  await test.step("the channel's own list of messages shows the same", async () => {
    const { id: channelId } = await webChannel();
    await page.goto(`/bots/${bot.botId}/channels/${channelId}/conversations/${conversationId}`);
    await expect(page.getByRole("group", { name: "Suggested answers" }).getByText("(chosen)")).toHaveCount(1);
    await expect(page.getByText("Chose: *Return* <b>it</b>")).toBeVisible();
    await takePictures(page, info, "channel-messages");
    await expectAccessible(page);
  });
});

test("A custom channel's messages contain structured and plain options after its settings enable them", async ({
  page,
}, info) => {
  await signIn(page, customer);
  const address = `/bots/${bot.botId}/channels/${bot.customChannel}`;
  await page.goto(address);
  const structured = page.getByRole("switch", { name: "Structured messages" });
  const plain = page.getByRole("switch", { name: "Plain text" });
  await expect(structured).not.toBeChecked();
  await expect(page.getByText('"quick_replies"')).toBeHidden();
  await structured.click();
  await expect(page.getByText('"quick_replies"')).toBeVisible();
  await plain.click();
  await expect(plain).toBeChecked();
  await page.reload();
  await expect(structured).toBeChecked();
  await expect(plain).toBeChecked();
  await takePictures(page, info, "channel-settings");
  await expectAccessible(page);
  const { settings } = await customer.trpc.channels.get.query({ channelId: bot.customChannel });
  expect(settings).toMatchObject({ structured: true, markdown: "plain" });
});

test("Options are edited by keyboard, with errors beside their boxes, and tried in the test chat", async ({
  page,
}, info) => {
  await signIn(page, customer);
  await page.goto(`/bots/${bot.botId}/actions/${actionId}`);
  const step = await addStep(page, "Send message", "ask_size");

  await test.step("quick replies are added, moved and removed", async () => {
    await step.getByRole("radio", { name: "Quick replies" }).click();
    await typeInto(label(step, 1), "Small");
    await press(step.getByRole("button", { name: "Add quick reply" }));
    await expect(label(step, 2)).toBeFocused();
    await page.keyboard.type("x".repeat(41));
    await page.keyboard.press("Tab");
    await expect(step.getByText("A quick reply's label has at most 40 characters.")).toBeVisible();
    await expect(label(step, 2)).toHaveAttribute("aria-invalid", "true");
    await label(step, 2).fill("Large");
    await press(step.getByRole("button", { name: "Move quick reply Large up" }));
    await expect(label(step, 1)).toHaveValue("Large");
    await expect(step.getByRole("button", { name: "Move quick reply Large down" })).toBeFocused();
    await expect(step.getByText("quick reply Large is now 1 of 2.")).toBeAttached();
    await takePictures(page, info, "editor-quick-replies");
    await press(step.getByRole("button", { name: "Remove quick reply Small" }));
    await expect(label(step, 2)).toHaveCount(0);
    await expect(step.getByRole("button", { name: "Add quick reply" })).toBeFocused();
  });

  await test.step("cards have their own fields and buttons", async () => {
    await step.getByRole("radio", { name: "Cards" }).click();
    const card = step.getByRole("group", { name: "card 1", exact: true });
    await typeInto(card.getByRole("textbox", { name: "Title", exact: true }), "Poster");
    await typeInto(card.getByRole("textbox", { name: "Address of the image" }), "poster.png");
    await press(step.getByRole("button", { name: "Add button" }));
    await page.keyboard.type("Take it");
    await expect(step.getByText("Write an address that starts with https:// or http://.")).toBeVisible();
    await takePictures(page, info, "editor-cards");
    await expectAccessible(page);
    await card.getByRole("textbox", { name: "Address of the image" }).fill("https://images.example/poster.png");
  });

  await test.step("the saved options equal what was typed", async () => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("All changes saved")).toBeVisible();
    const { definition } = await customer.trpc.actions.get.query({ actionId });
    expect(definition.steps.at(-1)).toMatchObject({
      name: "ask_size",
      content: {
        type: "text",
        text: "",
        interactive: {
          cards: [
            {
              title: "Poster",
              image_url: "https://images.example/poster.png",
              buttons: [{ label: "Take it", type: "reply" }],
            },
          ],
        },
      },
    });
  });

  await test.step("the test chat shows the options of the draft and accepts a tap", async () => {
    await page.goto(`/bots/${bot.botId}`);
    await ask(page, "do offer poster");
    const card = page.getByRole("group", { name: "Poster" });
    await expect(card.getByRole("link", { name: "Image" })).toBeVisible();
    await expect(card.getByRole("button", { name: "Take it" })).toBeEnabled();
    await takePictures(page, info, "test-chat");
    await card.getByRole("button", { name: "Take it" }).click();
    await expect(page.getByRole("log").getByText("I heard Take it", { exact: true })).toBeVisible();
    await expect(card.getByRole("button", { name: "Take it" })).toBeDisabled();
  });
});

async function webChannel() {
  const channels = await customer.trpc.channels.list.query({ botId: bot.botId });
  const found = channels.find(({ kind }) => kind === "web");
  if (!found) throw new Error("The bot has no chat page.");
  return found;
}

const label = (step: Locator, number: number) => step.getByRole("textbox", { name: `Label of quick reply ${number}` });
