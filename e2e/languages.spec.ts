import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { type Answer, type LocalServer, startLocalServer } from "./support/local-server";
import { signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { addModel, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { answerWithTranslations } from "./support/scripted-model";
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
    const draft = page.getByRole("button", { name: "Draft the missing ones" });
    await expect(draft).toBeDisabled();
    await expect(draft).toHaveAccessibleDescription(/offline model cannot translate/);
    await expect(page.getByRole("link", { name: "Settings › Models" })).toHaveAttribute("href", "/settings/models");
    await takePictures(page, info, "languages-missing");
  });

  await test.step("the Build page warns of what is missing, and leads back", async () => {
    await page.goto(`/bots/${botId}`);
    await expect(page.getByText("Russian: 2 missing. Customers read these texts in English.")).toBeVisible();
    await takePictures(page, info, "languages-notice");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByText("Version 3 is live, but some texts are not translated.")).toBeVisible();
    await takePictures(page, info, "languages-published");
    await page.getByRole("button", { name: "Languages" }).click();
    await expect(page).toHaveURL(`/bots/${botId}/languages`);
  });

  await test.step("a Russian customer reads the translations, and a pressed one runs its interaction", async () => {
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

/** The most texts that the model gets at a time. */
const BATCH = 10;

test("The bot's model drafts what is missing, until it is cancelled, and customers get a draft that is confirmed", async ({
  page,
  browser,
  baseURL,
}, info) => {
  const model = await startLocalServer((request) => answerWithTranslations(request, (text) => `По-русски: ${text}`));
  const customer = await signUpCustomer(baseURL ?? "");
  const { trpc } = customer;
  const scripted = await addModel(customer, `${model.url}/v1`, "scripted");
  const { botId, webChannel } = await makeOrderBot(customer, (definition) => definition, { model: scripted });
  const rows = Array.from({ length: 24 }, (_, i) => ({
    id: `row_${i}`,
    text: `Shop number ${i + 1}`,
    redirect: { type: "person" as const },
  }));
  const welcome = {
    id: `int_${randomUUID()}`,
    role: "welcome" as const,
    name: "Welcome",
    responses: [{ kind: "text" as const, id: "res_welcome", variants: ["Which shop do you mean?"] }],
    menu: { rows },
  };
  await trpc.scenario.edit.mutate({ botId, put: [welcome], remove: [], order: [welcome.id], check: null });
  await trpc.scenario.updateSettings.mutate({ botId, settings: { enabled: true } });
  await trpc.languages.set.mutate({ botId, languages: ["en", "ru"] });
  await trpc.bots.publish.mutate({ botId });
  const { texts } = await trpc.languages.get.query({ botId });
  await signIn(page, customer);
  await page.goto(`/bots/${botId}/languages`);
  const start = page.getByRole("button", { name: "Draft the missing ones" });

  await test.step("the page shows how far it is, and stops in the middle", async () => {
    const second = holdRequest(model, 2);
    await start.click();
    await second.arrived;
    await expect(page.getByText(`Drafted ${BATCH} of ${texts}…`)).toBeVisible();
    await takePictures(page, info, "languages-drafting");
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Stopping after the next ones…")).toBeVisible();
    second.release();
    await expect(page.getByText(`Drafted ${2 * BATCH} texts. Read and confirm them.`)).toBeVisible();
    expect(model.requests).toHaveLength(2);
  });

  await test.step("what was drafted stays, and the rest is drafted when it goes on", async () => {
    await page.reload();
    const rest = texts - 2 * BATCH;
    await expect(page.getByRole("button", { name: `Russian ${rest} missing ${2 * BATCH} drafts` })).toBeVisible();
    await expect(field(page, "Which shop do you mean?")).toHaveValue("По-русски: Which shop do you mean?");
    await takePictures(page, info, "languages-drafts");
    await start.click();
    await expect(page.getByText(`Drafted ${rest} texts. Read and confirm them.`)).toBeVisible();
    await expect(page.getByRole("button", { name: `Russian ${texts} drafts` })).toBeVisible();
  });

  await test.step("a customer gets a draft only when a member has confirmed it", async () => {
    const greets = async (greeting: string) => {
      const context = await browser.newContext({ locale: "ru-RU" });
      const visitor = await context.newPage();
      await visitor.goto(`/chat/${webChannel}`);
      await expect(log(visitor)).toContainText(greeting);
      await expect(log(visitor)).not.toContainText("По-русски: Shop");
      await context.close();
    };
    await greets("Shop number 24");
    const row = page.getByRole("listitem").filter({ has: field(page, "Which shop do you mean?") });
    await row.getByRole("button", { name: "Confirm" }).click();
    await expect(row.getByText("Saved")).toBeVisible();
    await expect(page.getByRole("button", { name: `Russian ${texts - 1} drafts` })).toBeVisible();
    await greets("По-русски: Which shop do you mean?");
  });
  await model.close();
});

/** Holds the answer to the model's nth request back until it is released. */
function holdRequest(model: LocalServer, number: number) {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const before = model.requests.length;
  model.answerWith(async (request): Promise<Answer> => {
    if (model.requests.length - before === number) {
      arrived.resolve();
      await released.promise;
    }
    return answerWithTranslations(request, (text) => `По-русски: ${text}`);
  });
  return { arrived: arrived.promise, release: released.resolve };
}

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
