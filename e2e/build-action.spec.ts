import { expect, type Page, test, type TestInfo } from "@playwright/test";
import {
  addStep,
  insert,
  openNewAction,
  runWith,
  stepNames,
  stepResult,
  stepTitle,
  tryPanel,
} from "./support/action-editor";
import { signUpCustomer } from "./support/customer-client";
import { recordBodies } from "./support/record-bodies";
import { arrowTo, paste, press, retype, select, tabBackTo, tabTo, typeInto } from "./support/keyboard";
import { signIn } from "./support/inbox-screen";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { addChannel, ask, createEmptyBot, openChatPage, openEmptyBot, publish } from "./support/screens";

/**
 * A customer builds an action without a mouse: a webhook from a curl command, a table that it searches, and another bot
 * that it asks.
 */

const SECRET = "sk-live-4f9a1c77d2e8b6035a";
const STOCK = `You know our stock.

Facts:
- Of the Moon lamp there are 12 pieces in Berlin.
- Of the Sun chair there are 3 pieces in Lyon.`;
const SHELVES = "sku,product,shelf\nLAMP-7,Moon lamp,C-14\nCHAIR-2,Sun chair,A-03\nRUG-5,Sea rug,B-21\n";

let shop: LocalServer;

test.beforeAll(async () => {
  shop = await startLocalServer(({ url, headers }) => {
    if (url.startsWith("/bookings")) return { status: 201 };
    if (headers["authorization"] !== `Bearer ${SECRET}`) return { status: 401, body: "who are you?" };
    const order = decodeURIComponent(url.slice("/orders/".length));
    const body = JSON.stringify({ order, status: "packed", item: { sku: "LAMP-7" } });
    return { status: 200, headers: { "content-type": "application/json" }, body };
  });
});

test.afterAll(() => shop.close());

test("An action of three steps, built with the keyboard, answers in the chats", async ({ page, baseURL }, info) => {
  const bodies = recordBodies(page);
  await openEmptyBot(page, baseURL ?? "", "Stock", STOCK);
  await publish(page, 1);
  await importTable(page, info);
  await createEmptyBot(page, "Shop", "You help the customers of a shop.");

  await openNewAction(page);
  await describeAction(page);
  await fillWebhookFromCurl(page, info);
  await test.step("the editor knows a step's answer after a first try", async () => {
    await runWith(page, "A-1042");
    await expect(stepResult(page, "order")).toContainText("LAMP-7");
  });
  await addTableStep(page, info);
  await addSubBotStep(page, info);
  await reorder(page);
  await returnAllSteps(page);
  await tryAll(page, info);
  await seeHistory(page, info);

  await publish(page, 1);
  await test.step("the test chat answers with the results of the three steps", async () => {
    await page.getByRole("link", { name: "Build" }).click();
    await ask(page, "Where is my order A-1042?");
    await expectAnswer(page);
    await page.getByRole("button", { name: "Trace" }).click();
    await page.getByRole("button", { name: "Requests and responses" }).click();
    await expect(stepResult(page, "stock")).toContainText("12 pieces in Berlin");
    await takePictures(page, info, "test-chat");
  });

  await test.step("the chat page answers the same", async () => {
    await addChannel(page, "Website");
    const chat = await openChatPage(page, baseURL);
    const visitorBodies = recordBodies(chat);
    await ask(chat, "Where is my order A-1042?");
    await expectAnswer(chat);
    await takePictures(chat, info, "chat-page");
    expect(await visitorBodies.all()).not.toContain(SECRET);
    await chat.context().close();
  });

  await test.step("no answer to the browser ever contained the secret", async () => {
    expect(shop.requests.at(-1)?.headers["authorization"]).toBe(`Bearer ${SECRET}`);
    expect(await bodies.all()).not.toContain(SECRET);
  });
});

test("A run that failed only by its status filter links to an editor whose step accepts every 2xx", async ({
  page,
  baseURL,
}) => {
  const customer = await signUpCustomer(baseURL ?? "");
  const { botId } = await makeOrderBot(customer, (definition) => ({
    ...definition,
    steps: definition.steps.map((step) =>
      step.kind === "webhook" ? { ...step, url: `${shop.url}/bookings`, acceptedStatusCodes: [200] } : step,
    ),
  }));
  const [action] = await customer.trpc.actions.list.query({ botId });
  const actionId = action?.id ?? "";
  const { runId } = await customer.trpc.actions.try.mutate({ actionId, arguments: { order_number: "A-1042" } });
  await signIn(page, customer);
  await page.goto(`/bots/${botId}/actions/runs?run=${runId}`);
  await page.getByRole("dialog").getByRole("link", { name: "Accept every 2xx" }).click();
  await page.getByRole("button", { name: "More options" }).click();
  await expect(page.getByLabel("Status codes")).toHaveValue("2xx");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("All changes saved")).toBeVisible();
  const { definition } = await customer.trpc.actions.get.query({ actionId });
  expect(definition.steps).toMatchObject([{ acceptedStatusCodes: ["2xx"] }]);
});

async function importTable(page: Page, info: TestInfo): Promise<void> {
  await test.step("a CSV file becomes a table", async () => {
    await page.getByRole("link", { name: "Tables" }).click();
    await page.getByRole("link", { name: "Import CSV or XLSX" }).click();
    await page
      .getByLabel(/Choose a file/)
      .setInputFiles({ name: "Shelves.csv", mimeType: "text/csv", buffer: Buffer.from(SHELVES) });
    await expect(page.getByRole("textbox", { name: "Name of the table" })).toHaveValue("Shelves");
    await takePictures(page, info, "table-import");
    await page.getByRole("button", { name: "Import 3 rows" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Shelves" })).toBeVisible();
    await expect(page.getByText("CHAIR-2")).toBeVisible();
    await takePictures(page, info, "table");
  });
}

async function describeAction(page: Page): Promise<void> {
  await test.step("the action gets a description and an argument from the conversation", async () => {
    await typeInto(page.getByRole("textbox", { name: "Name", exact: true }), "Track an order");
    await expect(page.getByRole("textbox", { name: "Function name" })).toHaveValue("track_an_order");
    await typeInto(
      page.getByRole("textbox", { name: "Description", exact: true }),
      "Finds where the order of a customer is.",
    );
    await press(page.getByRole("button", { name: "Add argument" }));
    const fields = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /Remove argument/ }) });
    await retype(fields.getByRole("textbox", { name: "Name" }), "order_number");
    await typeInto(fields.getByRole("textbox", { name: "Description" }), "The order number, such as A-1042");
  });
}

async function fillWebhookFromCurl(page: Page, info: TestInfo): Promise<void> {
  await test.step("the first step is filled from a curl command, whose key becomes a secret constant", async () => {
    const address = page.getByRole("textbox", { name: "Address" });
    await tabTo(address);
    await paste(page, `curl '${shop.url}/orders/A-1042' -H 'Authorization: Bearer ${SECRET}' -H 'Accept: text/json'`);
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("api_token (secret)");
    await press(dialog.getByRole("button", { name: "Fill the step" }));
    await expect(address).toBeFocused();
    await retype(address, `${shop.url}/orders/`);
    await insert(page, "the address", "args.order_number");
    await expect(address).toHaveValue(`${shop.url}/orders/{{args.order_number}}`);
    await expect(address).toBeFocused();
    await typeInto(page.getByRole("textbox", { name: "Step name" }), "order", "Shift+Tab");
    await takePictures(page, info, "editor-webhook");
  });
}

async function addTableStep(page: Page, info: TestInfo): Promise<void> {
  await test.step("the second step finds rows of the table by the first step's result", async () => {
    const step = await addStep(page, "Table", "shelf");
    await select(step.getByRole("combobox", { name: "Table" }), "Shelves");
    await select(step.getByRole("combobox", { name: "Column of filter 1" }), "sku");
    const value = step.getByRole("textbox", { name: "Value" });
    await tabTo(value);
    await insert(page, "what sku is compared with", "steps.order.body.item.sku");
    await expect(value).toHaveValue("{{steps.order.body.item.sku}}");
    await takePictures(page, info, "editor-table");
  });
}

async function addSubBotStep(page: Page, info: TestInfo): Promise<void> {
  await test.step("the third step asks the other bot, with values of both", async () => {
    const step = await addStep(page, "Ask a bot", "stock");
    await select(step.getByRole("combobox", { name: "Bot" }), "Stock");
    const asked = step.getByRole("textbox", { name: "What it is asked" });
    await tabTo(asked);
    await page.keyboard.type("How many pieces of the ");
    await insert(page, "what the bot is asked", "steps.shelf.body.rows[0].product");
    await page.keyboard.type(" are there? Order ");
    await insert(page, "what the bot is asked", "steps.order.body.order");
    await expect(asked).toHaveValue(
      "How many pieces of the {{steps.shelf.body.rows[0].product}} are there? Order {{steps.order.body.order}}",
    );
    await takePictures(page, info, "editor-sub-bot");
  });
}

async function reorder(page: Page): Promise<void> {
  await test.step("Alt and the arrow keys move steps up and down", async () => {
    await tabBackTo(stepTitle(page, "stock"));
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => stepNames(page)).toEqual(["order", "stock", "shelf"]);
    await expect(stepTitle(page, "stock")).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(() => stepNames(page)).toEqual(["order", "shelf", "stock"]);
    await expect(stepTitle(page, "stock")).toBeFocused();
  });
}

async function returnAllSteps(page: Page): Promise<void> {
  await test.step("the bot is set to get what all steps return, and the action is saved", async () => {
    await tabTo(page.getByRole("radio", { name: "Last step" }));
    await arrowTo(page.getByRole("radio", { name: "First step" }));
    await arrowTo(page.getByRole("radio", { name: "All steps" }));
    await page.keyboard.press("ControlOrMeta+s");
    await expect(page.getByText("All changes saved")).toBeVisible();
    expect(await page.content()).not.toContain(SECRET);
  });
}

async function tryAll(page: Page, info: TestInfo): Promise<void> {
  await test.step("Try it shows what every step sent and received and the bot's result, but no secret", async () => {
    await runWith(page, "A-1042");
    const order = stepResult(page, "order");
    await expect(order).toContainText(`${shop.url}/orders/A-1042`);
    await expect(order).toContainText("LAMP-7");
    await press(order.getByText(/^Request headers/));
    await expect(order).toContainText("Authorization: •••");
    const shelf = stepResult(page, "shelf");
    await expect(shelf.getByRole("region", { name: "Rows found" })).toContainText("C-14");
    const stock = stepResult(page, "stock");
    await expect(stock).toContainText("12 pieces in Berlin");
    await expect(stock.getByRole("region", { name: /^Trace of the bot/ })).toContainText("The model answered");
    const result = tryPanel(page).getByRole("region", { name: "What the bot would receive" });
    await expect(result).toContainText("12 pieces in Berlin");
    expect(await page.content()).not.toContain(SECRET);
    await takePictures(page, info, "try-it");
  });
}

async function seeHistory(page: Page, info: TestInfo): Promise<void> {
  await test.step("the history has both runs", async () => {
    await page.getByRole("link", { name: "All runs of this action" }).click();
    const runs = page.getByRole("list", { name: "Runs" });
    await expect(runs.getByRole("listitem")).toHaveCount(2);
    await takePictures(page, info, "run-history");
    await runs.getByRole("button", { name: "Track an order", exact: true }).first().click();
    await expect(stepResult(page, "stock")).toContainText("12 pieces in Berlin");
    expect(await page.content()).not.toContain(SECRET);
    await takePictures(page, info, "run-in-history");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  });
}

async function expectAnswer(chat: Page): Promise<void> {
  const log = chat.getByRole("log");
  await expect(log).toContainText("packed");
  await expect(log).toContainText("C-14");
  await expect(log).toContainText("12 pieces in Berlin");
}
