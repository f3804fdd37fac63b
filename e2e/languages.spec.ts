import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { ask } from "./support/screens";

/** A company translates its bot's texts, and a customer reads them in the language of the browser. */

const log = (page: Page) => page.getByRole("log").first();

test("A bot's texts are translated, and the chat page answers in the customer's language", async ({
  page,
  browser,
  baseURL,
}, info) => {
  const customer = await signUpCustomer(baseURL ?? "");
  const { trpc } = customer;
  const { botId, webChannel } = await makeOrderBot(customer, (definition) => definition);
  const hours = `int_${randomUUID()}`;
  const toHours = {
    id: "row_hours",
    text: "Opening hours",
    redirect: { type: "interaction" as const, interactionId: hours },
  };
  const says = (id: string, text: string) => ({ kind: "text" as const, id, variants: [text] });
  const welcome = {
    id: `int_${randomUUID()}`,
    role: "welcome" as const,
    name: "Welcome",
    responses: [says("res_welcome", "Welcome to {{bot_name}}. What do you need?")],
    menu: { rows: [toHours] },
  };
  const put = [welcome, { id: hours, name: "Hours", responses: [says("res_hours", "We are open from 9 to 18.")] }];
  await trpc.scenario.edit.mutate({ botId, put, remove: [], order: put.map(({ id }) => id), check: null });
  await trpc.scenario.updateSettings.mutate({ botId, settings: { enabled: true } });
  await trpc.bots.publish.mutate({ botId });
  await signIn(page, customer);
  await page.goto(`/bots/${botId}/languages`);

  await test.step("two languages are chosen, and what is missing is counted", async () => {
    await choose(page, page.getByRole("button", { name: "Main language" }), "English");
    await choose(page, page.getByRole("button", { name: "Add a language" }), "Russian");
    await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Russian 5 missing" })).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByText("Missing", { exact: true })).toHaveCount(5);
    await checkScreen(page, "languages");
  });

  await test.step("a translation without a placeholder is refused and stays in its field", async () => {
    const greeting = field(page, "Welcome to {{bot_name}}");
    await greeting.fill("Добро пожаловать. Что вам нужно?");
    await greeting.blur();
    await expect(greeting).toHaveAccessibleDescription(/lacks \{\{bot_name\}\}/);
    await takePictures(page, info, "languages-fault");
    await translate(page, "Welcome to {{bot_name}}", "Добро пожаловать в {{bot_name}}. Что вам нужно?");
  });

  await test.step("what is saved is no longer missing", async () => {
    await translate(page, "Opening hours", "Часы работы");
    await translate(page, "We are open from 9 to 18.", "Мы открыты с 9 до 18.");
    await expect(page.getByRole("button", { name: "Russian 2 missing" })).toBeVisible();
    await page.getByRole("combobox", { name: "Texts" }).click();
    await page.getByRole("option", { name: "Only missing" }).click();
    await expect(page.getByText("Opening hours")).toBeHidden();
    await expect(page.getByText("Missing", { exact: true })).toHaveCount(2);
  });

  await test.step("the offline model cannot draft, and the page says what to do", async () => {
    await page.getByRole("button", { name: "Draft the missing ones" }).click();
    await expect(page.getByText(/uses the offline model.*Choose another model/)).toBeVisible();
    await takePictures(page, info, "languages-missing");
  });

  await test.step("a Russian customer reads the translations, and a pressed one runs its interaction", async () => {
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText("Published · version 3")).toBeVisible();
    const visitor = await (await browser.newContext({ locale: "ru-RU" })).newPage();
    await visitor.goto(`/chat/${webChannel}`);
    await expect(log(visitor)).toContainText("Добро пожаловать в Shop. Что вам нужно?");
    await visitor.getByRole("button", { name: "Часы работы" }).click();
    await expect(log(visitor)).toContainText("Мы открыты с 9 до 18.");
    const english = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await english.goto(`/chat/${webChannel}`);
    await ask(english, "Opening hours");
    await expect(log(english)).toContainText("We are open from 9 to 18.");
  });
});

async function choose(page: Page, select: ReturnType<Page["getByRole"]>, language: string): Promise<void> {
  await select.click();
  await page.getByRole("option", { name: language }).click();
}

function field(page: Page, original: string) {
  return page.getByRole("textbox", { name: `Russian for “${original}` });
}

async function translate(page: Page, original: string, text: string): Promise<void> {
  await field(page, original).fill(text);
  await field(page, original).blur();
  const row = page.getByRole("listitem").filter({ has: field(page, original) });
  await expect(row.getByText("Saved")).toBeVisible();
}
