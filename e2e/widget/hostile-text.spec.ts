import { expect, type Page, type Request, test } from "@playwright/test";
import { type Customer, type Outputs, signUpCustomer } from "../support/customer-client";
import { messages, signIn } from "../support/inbox-screen";
import { type LocalServer, startLocalServer } from "../support/local-server";
import { addModel, type MadeBot, makeOrderBot } from "../support/make-bot";
import { postMessage } from "../support/post-message";
import { answerAsScripted } from "../support/scripted-model";
import { FOREIGN, hostileTexts } from "./support/hostile-texts";

/**
 * Texts that try to run scripts or load images reach every reader through every field that a stranger, a customer, an
 * employee or a model can fill: the widget on a page without a policy of its own, the chat page, and the inbox.
 */

type Definition = Outputs["actions"]["get"]["definition"];
type Step = Definition["steps"][number];

/** Longer texts do not fit into a card's title. */
const TITLE = 200;
const CARDS = 10;
/** Below the limit of a message. */
const MESSAGE = 3500;
const FILES = 10;
const LAST = "The end of the employee's texts";

let model: LocalServer;
let site: LocalServer;
let url: string;
let customer: Customer;
let bot: MadeBot;
let conversationId = "";

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  model = await startLocalServer(answerAsScripted);
  customer = await signUpCustomer(url);
  const chosen = await addModel(customer, `${model.url}/v1`, "scripted");
  bot = await makeOrderBot(customer, withCards, { model: chosen });
  // The scripted model answers with the visitor's own words, as Markdown.
  await customer.trpc.bots.update.mutate({ botId: bot.botId, instruction: "…" });
  await customer.trpc.bots.publish.mutate({ botId: bot.botId });
  const { publicId, body } = { publicId: bot.webChannel, body: "<!doctype html><title>Shop</title><p>Hello" };
  const tag = `<script src="${url}/widget.js?c=${publicId}" data-channel="${publicId}" async></script>`;
  site = await startLocalServer(() => ({ status: 200, headers: { "content-type": "text/html" }, body: body + tag }));
});

test.afterAll(async () => {
  await model.close();
  await site.close();
});

test(`${hostileTexts.length} hostile texts run nothing and load nothing for a visitor or an employee`, async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  expect(hostileTexts.length).toBeGreaterThanOrEqual(60);
  const widget = await browser.newPage();
  const widgetAttacks = await watchAttacks(widget);
  await widget.goto(site.url);
  await widget.getByRole("button", { name: "Open chat" }).click();
  await test.step("the visitor's own words and the model's Markdown, in the widget", async () => {
    for (const [round, text] of batches(hostileTexts).entries()) await say(widget, text, round);
    const box = widget.getByRole("textbox", { name: /message/i });
    await box.fill("do show cards");
    await box.press("Enter");
    await expect(
      widget
        .getByRole("log")
        .getByText(/^Done:/)
        .last(),
    ).toBeVisible();
  });

  await test.step("what employees write, and the names of their files", async () => {
    conversationId = await newestConversation();
    for (const text of batches(hostileTexts)) await writeAsEmployee(text);
    const names = hostileTexts.filter((name) => name.length <= 200);
    for (let from = 0; from < names.length; from += FILES) {
      await writeAsEmployee("", await Promise.all(names.slice(from, from + FILES).map(uploadAsEmployee)));
    }
    await writeAsEmployee(LAST);
    await expect(widget.getByRole("log").getByText(LAST)).toBeVisible();
  });
  await tryEverything(widget);
  expect(widgetAttacks).toEqual([]);

  await test.step("the chat page", async () => {
    const chat = await browser.newPage();
    const attacks = await watchAttacks(chat);
    await chat.goto(`${url}/chat/${bot.webChannel}`);
    for (const [round, text] of batches(hostileTexts).entries()) await say(chat, text, round);
    await tryEverything(chat);
    expect(attacks).toEqual([]);
  });

  await test.step("the inbox, with hostile names of customers", async () => {
    for (const [at, name] of hostileTexts.entries()) {
      await postMessage(url, bot.token, {
        chatId: `c${at}`,
        text: "Hello",
        source: name,
        clientName: name.slice(0, 200),
      });
    }
    const attacks = await watchAttacks(page);
    await signIn(page, customer);
    await page.goto("/inbox");
    await page.setViewportSize({ width: 1440, height: 900 });
    const { rows } = await customer.trpc.inbox.list.query({});
    for (const { id } of rows.filter(({ clientName }) => clientName !== null).slice(0, 5)) {
      await page.goto(`/inbox/${id}`);
      await expect(messages(page)).toContainText("Hello");
      await tryEverything(page);
    }
    await page.goto(`/inbox/${conversationId}`);
    await expect(messages(page)).toContainText(LAST);
    await tryEverything(page);
    expect(attacks).toEqual([]);
  });
});

/** Collects scripts that ran, dialogs, and requests to foreign hosts. */
async function watchAttacks(page: Page): Promise<string[]> {
  const attacks: string[] = [];
  await page.exposeFunction("ran", () => attacks.push("a script ran"));
  page.on("dialog", (dialog) => {
    attacks.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => attacks.push(...foreignRequest(request)));
  return attacks;
}

function foreignRequest(request: Request): string[] {
  return FOREIGN.test(new URL(request.url()).hostname) ? [`a request to ${request.url()}`] : [];
}

/** Follows nothing, but touches all that a reader could: focus, pointer and click handlers run if there are any. */
async function tryEverything(page: Page): Promise<void> {
  const links = page.getByRole("log").getByRole("link");
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses.filter((address) => !/^(https?|mailto|tel|sms):/.test(address))).toEqual([]);
  await page.getByRole("log").evaluate((log) => {
    for (const element of log.querySelectorAll<HTMLElement>("*")) {
      for (const type of ["mouseover", "focus", "toggle", "error", "load"]) element.dispatchEvent(new Event(type));
      expectNoHandler(element);
    }
    function expectNoHandler(element: HTMLElement) {
      const handler = element.getAttributeNames().find((name) => name.startsWith("on"));
      if (handler) throw new Error(`The element has the attribute ${handler}: ${element.outerHTML.slice(0, 200)}`);
    }
  });
  const inLog = page.getByRole("log");
  await expect(inLog.locator("script, iframe, object, embed, form, style, link, meta, base, template")).toHaveCount(0);
}

/** Texts joined to messages, each as a paragraph of its own. */
function batches(texts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const text of texts) {
    const last = joined.at(-1);
    if (last !== undefined && last.length + text.length < MESSAGE) joined[joined.length - 1] = `${last}\n\n${text}`;
    else joined.push(text);
  }
  return joined;
}

/** Sends a visitor's message and waits for the model's answer, which repeats it with its last line. */
async function say(page: Page, text: string, round: number): Promise<void> {
  const last = `The end of text ${round}`;
  const box = page.getByRole("textbox", { name: /message/i });
  await box.fill(`${text}\n\n${last}`);
  await box.press("Enter");
  await expect(page.getByRole("log").getByText(last)).toHaveCount(2);
}

async function newestConversation(): Promise<string> {
  const { rows } = await customer.trpc.inbox.list.query({});
  return rows[0]?.id ?? "";
}

async function writeAsEmployee(text: string, fileIds: string[] = []): Promise<void> {
  await customer.trpc.inbox.write.mutate({ conversationId, clientMessageId: crypto.randomUUID(), text, fileIds });
}

async function uploadAsEmployee(name: string): Promise<string> {
  const response = await fetch(`${url}/api/inbox/files?fileName=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { cookie: customer.cookie, origin: url },
    body: "A file with a hostile name",
  });
  const { fileId } = (await response.json()) as { fileId: string };
  return fileId;
}

/** An action that shows the hostile texts in cards: as titles, subtitles, labels and addresses. */
function withCards(definition: Definition): Definition {
  // Double braces are templates of the action itself, which refuses this one.
  const texts = hostileTexts.filter((text) => text.length <= TITLE && !text.includes("{{"));
  const steps: Step[] = [];
  for (let from = 0; from < texts.length; from += CARDS) {
    const cards = texts.slice(from, from + CARDS).map((text) => ({
      title: text,
      subtitle: text,
      buttons: [
        { label: text.slice(0, 60), type: "reply" as const, value: text },
        { label: "Open", type: "url" as const, value: `https://shop.example/${text.replaceAll(/\s/g, "")}` },
      ],
    }));
    const content = { type: "text" as const, text: "", interactive: { cards } };
    steps.push({ kind: "send_message", name: `cards_from_${from}`, content });
  }
  const round = { name: "round", description: "What is shown.", type: "string" as const, required: true };
  return { ...definition, functionName: "show", arguments: [round], constants: [], steps };
}
