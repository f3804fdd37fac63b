import { expect, type Page, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { makeMenuBot } from "./support/make-bot";
import { ask } from "./support/screens";
import { interactionPanel, interactionRow } from "./support/scenario-screen";

/** A scenario that two members edit at the same time, and that customers open. */

const question = (page: Page) => page.getByRole("textbox", { name: "Text", exact: true }).first();

test("Two members who edit the same interaction lose nothing, and the chat page shows Welcome to a visitor", async ({
  browser,
  baseURL,
}) => {
  const url = baseURL ?? "";
  const customer = await signUpCustomer(url);
  const { botId, webChannel } = await makeMenuBot(customer, `${url}/api/health`);
  const { interactions } = await customer.trpc.scenario.get.query({ botId });
  const welcome = interactions.find(({ role }) => role === "welcome");
  const open = async () => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await signIn(page, customer);
    await page.goto(`/bots/${botId}/scenario?interaction=${welcome?.id}`);
    await expect(interactionPanel(page, "Welcome Message")).toBeVisible();
    return page;
  };
  const [ada, ben] = [await open(), await open()];
  const saved = (page: Page) => expect(interactionPanel(page, "Welcome Message").getByText("Saved")).toBeVisible();
  const stored = async () => {
    const draft = await customer.trpc.scenario.get.query({ botId });
    const now = draft.interactions.find(({ id }) => id === welcome?.id);
    const [first] = now?.responses ?? [];
    return { text: first?.kind === "text" ? first.variants[0] : null, row: now?.menu?.rows[0]?.text };
  };

  await test.step("changes of different parts are merged", async () => {
    await question(ada).fill("Ada asks: which membership?");
    await saved(ada);
    await ben.getByRole("textbox", { name: "Menu text of row 1" }).fill("30 days");
    await expect.poll(stored).toEqual({ text: "Ada asks: which membership?", row: "30 days" });
    await saved(ben);
    await expect(question(ben)).toHaveValue("Ada asks: which membership?");
  });

  await test.step("of a part that both changed, the second member chooses", async () => {
    await question(ada).fill("Ada asks again.");
    await expect.poll(async () => (await stored()).text).toBe("Ada asks again.");
    await question(ben).fill("Ben asks.");
    await expect(ben.getByText("Someone else changed Welcome Message, too")).toBeVisible();
    await expect(question(ben)).toHaveValue("Ben asks.");
    expect((await stored()).text).toBe("Ada asks again.");
    await ben.getByRole("button", { name: "Save my changes" }).click();
    await expect.poll(stored).toEqual({ text: "Ben asks.", row: "30 days" });
  });

  await test.step("an interaction that the other member deleted is not lost", async () => {
    const name = "Six months";
    await interactionRow(ada, name).click();
    await interactionRow(ben, name).click();
    await ada
      .getByRole("button", { name: `More about ${name}` })
      .first()
      .click();
    await ada.getByRole("menuitem", { name: "Delete" }).click();
    await expect(interactionRow(ada, name)).toHaveCount(0);
    await expect
      .poll(async () => (await customer.trpc.scenario.get.query({ botId })).interactions.length)
      .toBe(interactions.length - 1);
    await question(ben).fill("Six months cost 150 €.");
    await expect(ben.getByText(`Someone else deleted ${name}`)).toBeVisible();
    await ben.getByRole("button", { name: "Add it again with my changes" }).click();
    await expect
      .poll(async () => (await customer.trpc.scenario.get.query({ botId })).interactions.length)
      .toBe(interactions.length);
  });

  await test.step("the link of a problem focuses its field", async () => {
    await ben.goto(`/bots/${botId}/scenario?interaction=${welcome?.id}&field=menu.rows.1.text`);
    await expect(ben.getByRole("textbox", { name: "Menu text of row 2" })).toBeFocused();
    expect(ben.url()).not.toContain("field=");
  });

  await test.step("a visitor of the chat page sees Welcome and chooses from it", async () => {
    const visitor = await (await browser.newContext({ viewport: { width: 375, height: 812 } })).newPage();
    await visitor.goto(`${url}/chat/${webChannel}`);
    const log = visitor.getByRole("log");
    const welcomed = log.getByText("Welcome to EliPackage!");
    await expect(welcomed).toBeVisible();
    await visitor.getByRole("button", { name: "One month" }).click();
    await expect(log).toContainText("One month, a good choice.");
    await expect(welcomed).toHaveCount(1);
    await visitor.reload();
    await expect(log).toContainText("One month, a good choice.");
    await expect(welcomed).toHaveCount(1);
    await ask(visitor, "John Doe");
    await expect(log).toContainText("Thank you!");
    await visitor.screenshot({ path: "test-results/fin-chat-welcome.png" });
  });
});

test("A wrong match of the test chat is corrected there, and the next answer is right", async ({ page, baseURL }) => {
  const customer = await signUpCustomer(baseURL ?? "");
  const { trpc } = customer;
  const { id: botId } = await trpc.bots.create.mutate({ name: "Shop", templateId: null });
  const made = (name: string, phrases: string[]) => ({
    id: `int_${botId}_${name}`,
    name,
    phrases,
    responses: [{ kind: "text" as const, id: "t", variants: [`This is ${name}.`] }],
  });
  await trpc.scenario.edit.mutate({
    botId,
    put: [
      made("Parcels", ["where is my parcel", "track my parcel", "when does my order arrive", "my parcel is late"]),
      made("Refunds", ["I want my money back", "return an article", "how do I get a refund", "send something back"]),
    ],
  });
  await trpc.scenario.updateSettings.mutate({ botId, settings: { enabled: true, threshold: 0, greets: false } });
  await signIn(page, customer);
  await page.goto(`/bots/${botId}/scenario`);
  await page.getByRole("button", { name: "Test chat" }).click();
  const chat = page.getByRole("region", { name: "Test chat" });
  const text = "my parcel goes back to you";
  await ask(page, text);
  await expect(chat.getByRole("log")).toContainText("This is Parcels.");
  await chat.getByRole("button", { name: "This was wrong" }).click();
  await chat.getByRole("button", { name: "The right interaction" }).click();
  await page.getByRole("option", { name: "Refunds" }).click();
  await expect(page.getByText("The phrase was added to Refunds.")).toBeVisible();
  const { interactions } = await trpc.scenario.get.query({ botId });
  expect(interactions.map(({ phrases }) => phrases.includes(text))).toEqual([false, true]);
  await ask(page, text);
  await expect(chat.getByRole("log")).toContainText("This is Refunds.");
});
