import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { installSnippets } from "../../components/channels/web/snippets/install-snippets";
import { type Customer, signUpCustomer } from "../support/customer-client";
import { type LocalServer, startLocalServer } from "../support/local-server";
import { addModel, type MadeBot, makeOrderBot } from "../support/make-bot";
import { answerAsScripted } from "../support/scripted-model";
import { complaintsOf } from "../support/complaints";
import { type Site, type SitePage, startSite } from "./support/site";
import { htmlPage, reactPage, tagManagerPage, vuePage } from "./support/snippet-pages";
import { launcher, log, openWidget, write } from "./support/widget";

/** The install snippets on a website of each system, word by word as the settings show them. */

const SECRET = "identity-secret-of-the-site";
const HASH = createHmac("sha256", SECRET).update("42").digest("hex");

let product: string;
let model: LocalServer;
let customer: Customer;
let bot: MadeBot;
let site: Site;

test.beforeAll(async ({ baseURL }) => {
  product = baseURL ?? "";
  model = await startLocalServer(answerAsScripted);
  customer = await signUpCustomer(product);
  const chosen = await addModel(customer, `${model.url}/v1`, "scripted");
  bot = await makeOrderBot(customer, (definition) => definition, { model: chosen });
  const { trpc } = customer;
  await trpc.bots.update.mutate({ botId: bot.botId, instruction: "I heard …" });
  await trpc.bots.publish.mutate({ botId: bot.botId });
  const channels = await trpc.channels.list.query({ botId: bot.botId });
  const web = channels.find(({ kind }) => kind === "web");
  await trpc.channels.update.mutate({ channelId: web?.id ?? "", web: { identitySecret: SECRET } });
  site = await startSite({});
});

test.afterAll(() => Promise.all([model.close(), site.close()]));

function snippet(key: "html" | "react" | "vue" | "gtm", isIdentified = false): string {
  const all = installSnippets({ server: product, channel: bot.webChannel, isIdentified });
  return all.find((sample) => sample.key === key)?.code ?? "";
}

/** Shows the page, writes in its chat, and expects the bot's answer. */
async function expectAnswer(page: Page, shown: SitePage, text: string): Promise<void> {
  const complaints = await complaintsOf(page);
  site.pages["/"] = shown;
  await page.goto(site.url);
  await openWidget(page);
  await write(page, text);
  await expect(log(page)).toContainText(`I heard ${text}`);
  expect(complaints()).toEqual([]);
}

/** Expects that the newest conversation is of the website's user 42. */
async function expectUser42(text: string): Promise<void> {
  const { rows } = await customer.trpc.inbox.list.query({ search: text });
  const { visitor } = await customer.trpc.inbox.get.query({ conversationId: rows[0]?.id ?? "" });
  expect(visitor).toEqual({ userId: "42" });
}

test("The HTML snippet shows a chat that answers", async ({ page }) => {
  await expectAnswer(page, htmlPage(snippet("html")), "From HTML");
});

test("The HTML snippet with identity tells who the website's user is", async ({ page }) => {
  const code = snippet("html", true).replace("USER_ID", "42").replace("USER_HASH", HASH);
  await expectAnswer(page, htmlPage(code), "Known by HTML");
  await expectUser42("Known by HTML");
});

/** Expects that the chat comes and goes with its component, and opens afterwards. */
async function expectComponent(page: Page, shown: SitePage): Promise<void> {
  const complaints = await complaintsOf(page);
  site.pages["/"] = shown;
  await page.goto(site.url);
  const toggle = page.getByRole("button", { name: "Next route" });
  for (const round of ["first", "second"]) {
    await test.step(`the ${round} time`, async () => {
      await expect(launcher(page)).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expect(page.locator("parley-chat")).toHaveCount(1);
      await toggle.click();
      await expect(page.locator("parley-chat")).toHaveCount(0);
      await toggle.click();
    });
  }
  await openWidget(page);
  expect(complaints()).toEqual([]);
}

test("The React snippet shows one launcher, removes it with its component, and shows it again", async ({ page }) => {
  await expectComponent(page, await reactPage(snippet("react")));
});

test("The React snippet with identity tells who the website's user is", async ({ page }) => {
  const shown = await reactPage(snippet("react", true), `user={{ id: "42", hash: "${HASH}" }}`);
  await expectAnswer(page, shown, "Known by React");
  await expectUser42("Known by React");
});

test("The Vue snippet shows one launcher, removes it with its component, and shows it again", async ({ page }) => {
  await expectComponent(page, await vuePage(snippet("vue")));
});

test("The Vue snippet with identity tells who the website's user is", async ({ page }) => {
  await expectAnswer(page, await vuePage(snippet("vue", true), `{ id: "42", hash: "${HASH}" }`), "Known by Vue");
  await expectUser42("Known by Vue");
});

test("The Tag Manager snippet shows the chat", async ({ page }) => {
  site.pages["/"] = tagManagerPage(snippet("gtm"));
  await page.goto(site.url);
  await openWidget(page);
});

test("The Tag Manager snippet with identity tells who the website's user is", async ({ page }) => {
  const variables = { "Parley user id": "42", "Parley user hash": HASH };
  await expectAnswer(page, tagManagerPage(snippet("gtm", true), variables), "Known by the tag manager");
  await expectUser42("Known by the tag manager");
});
