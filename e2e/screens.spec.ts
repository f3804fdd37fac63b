import { expect, type Page, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { type MadeBot, makeMenuBot, makeOrderBot } from "./support/make-bot";
import { postMessage } from "./support/post-message";
import { ask } from "./support/screens";

/** Walks through all screens, menus and dialogs, on a desktop, in dark mode and on a phone. */

let url: string;
let customer: Customer;
let bot: MadeBot;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  customer = await signUpCustomer(url);
});

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("[aria-busy=true], .animate-pulse").first().waitFor({ state: "detached" });
}

test("Every screen is accessible and fits its window on desktops, in dark mode and on phones", async ({ page }) => {
  test.setTimeout(420_000);
  await test.step("the pages of strangers", async () => {
    for (const path of ["/", "/sign-in", "/sign-up"]) {
      await visit(page, path);
      await checkScreen(page, path);
    }
  });
  await signIn(page, customer);
  await test.step("the empty pages of a new workspace", async () => {
    for (const path of ["/bots", "/inbox", "/tables", "/raffles", "/polls"]) {
      await visit(page, path);
      await checkScreen(page, `empty ${path}`);
    }
  });
  const made = await fillWorkspace();
  await test.step("the pages of a workspace with content", async () => {
    for (const path of made.pages) {
      await visit(page, path);
      await checkScreen(page, path);
    }
  });
  await test.step("the chat page", async () => {
    await visit(page, `/chat/${bot.webChannel}`);
    await ask(page, "Where is my order A-1042?");
    await expect(page.getByRole("log")).toContainText("shipped");
    await checkScreen(page, "chat page");
  });
});

test("Every open menu and dialog is accessible and fits its window", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, customer);
  const ofBot = `/bots/${bot.botId}`;
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const open = async (path: string, name: string | RegExp, options?: { onPhones: boolean }) => {
    await visit(page, path);
    await button(name).first().click();
    await expect(page.locator("[data-state=open][role]").first()).toBeVisible();
    await checkScreen(page, `${path}: ${String(name)}`, { ...options, within: "[data-state=open][role]" });
  };
  await open("/bots", "New bot");
  await open("/bots", /your account/, { onPhones: false });
  await open("/bots", /^Notifications/, { onPhones: false });
  await open(`${ofBot}/channels`, "Add channel");
  await open(`${ofBot}/actions/new`, /Add (a )?step/);
  await open("/tables", "Add table");
  await open("/settings/models", "Add provider");
  await open("/settings/api-keys", "New API key");
});

test("The pages have one left edge and width, and the sidebar folds to its icons and stays folded", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, customer);
  const content = page.locator("main .max-w-page").first();
  const edges = async () => {
    const box = await content.boundingBox();
    return box && [Math.round(box.x), Math.round(box.x + box.width)];
  };
  for (const path of ["/bots", "/tables", "/settings/models", "/settings/notifications", "/settings/account"]) {
    await page.goto(path);
    expect(await edges(), path).toEqual([272, 1248]);
  }
  for (const tab of ["", "/settings", "/actions", "/actions/runs", "/channels"]) {
    await page.goto(`/bots/${bot.botId}${tab}`);
    const heading = await page.locator("main .page-x h2").first().boundingBox();
    expect(heading && Math.round(heading.x), tab).toBe(272);
  }
  await page.setViewportSize({ width: 1440, height: 800 });
  const [action] = await customer.trpc.actions.list.query({ botId: bot.botId });
  for (const tab of ["", "/settings", "/actions", `/actions/${action?.id}`, "/actions/runs", "/channels"]) {
    await page.goto(`/bots/${bot.botId}${tab}`);
    // Beside the test chat or the panel that runs the action.
    const box = await page.locator("main .max-w-page").last().boundingBox();
    expect(box && [Math.round(box.x), Math.round(box.x + box.width)], tab).toEqual([272, 1000]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto("/bots");
  const nav = page.getByRole("navigation", { name: "Main" });
  await page.getByRole("button", { name: "Fold the sidebar", exact: true }).click();
  await expect.poll(edges).toEqual([90, 1114]);
  await nav.getByRole("link", { name: "Tables" }).hover();
  await expect(page.getByRole("tooltip", { name: "Tables" })).toBeVisible();
  await page.mouse.move(640, 600, { steps: 5 });
  await expect(page.getByRole("tooltip")).toBeHidden();
  await checkScreen(page, "folded sidebar");

  await test.step("the server renders the folded sidebar, so that nothing jumps", async () => {
    const html = await (await page.request.get("/bots")).text();
    expect(html).toContain('aria-label="Unfold the sidebar"');
  });
  await page.reload();
  await expect.poll(edges).toEqual([90, 1114]);

  await test.step("the key [ unfolds it, except while someone types", async () => {
    await page.goto("/settings/account");
    const password = page.getByLabel("Current password");
    await password.press("[");
    await expect(password).toHaveValue("[");
    await expect(page.getByRole("button", { name: "Unfold the sidebar" })).toBeVisible();
    await password.blur();
    await page.keyboard.press("[");
    await expect(page.getByRole("button", { name: "Fold the sidebar", exact: true })).toBeVisible();
  });
});

/** Makes a bot, a conversation, a run of an action and a table; returns the addresses of their pages. */
async function fillWorkspace(): Promise<{ pages: string[] }> {
  const { trpc } = customer;
  bot = await makeOrderBot(customer, (definition) => definition);
  await postMessage(url, bot.token, { chatId: "c-1", text: "Where is my order A-1042?" });
  const { id: tableId } = await trpc.tables.create.mutate({
    name: "Spare parts",
    description: "What the workshop has in stock.",
    columns: [
      { name: "Part", type: "text" },
      { name: "In stock", type: "boolean" },
    ],
  });
  const { columns } = await trpc.tables.get.query({ tableId });
  await trpc.tables.addRow.mutate({ tableId, values: { [columns[0]?.key ?? ""]: "Bell" } });
  const [action] = await trpc.actions.list.query({ botId: bot.botId });
  const channels = await trpc.channels.list.query({ botId: bot.botId });
  const web = channels.find(({ kind }) => kind === "web")?.id ?? "";
  const inbox = () => trpc.inbox.list.query({});
  await expect.poll(async () => (await inbox()).rows.length).toBeGreaterThan(0);
  const [conversation] = (await inbox()).rows;
  const ofBot = `/bots/${bot.botId}`;
  return {
    pages: [
      "/bots",
      ofBot,
      ...["/settings", "/actions", `/actions/${action?.id}`, "/actions/new", "/actions/runs", "/channels"].map(
        (tab) => ofBot + tab,
      ),
      `${ofBot}/channels/${web}`,
      `${ofBot}/channels/${bot.customChannel}`,
      `${ofBot}/channels/${bot.customChannel}/api`,
      "/inbox",
      `/inbox/${conversation?.id}`,
      "/tables",
      `/tables/${tableId}`,
      "/tables/import",
      ...(await fillScenario()),
      "/settings/models",
      "/settings/secrets",
      "/settings/api-keys",
      "/settings/api-keys/events",
      "/settings/inbox",
      "/settings/replies",
      "/settings/notifications",
      "/settings/account",
      "/nothing-here",
    ],
  };
}

/** Makes a scripted bot with conversations, a raffle and a poll; returns the addresses of their pages. */
async function fillScenario(): Promise<string[]> {
  const { trpc } = customer;
  const { botId, token } = await makeMenuBot(customer, `${url}/api/health`);
  await trpc.bots.create.mutate({ name: "Prizes", templateId: "raffle" });
  await trpc.bots.create.mutate({ name: "Opinions", templateId: "poll" });
  const empty = await trpc.bots.create.mutate({ name: "Empty", templateId: null });
  for (const text of ["Hello", "1", "John Doe"]) await postMessage(url, token, { chatId: "c-2", text });
  const { interactions } = await trpc.scenario.get.query({ botId });
  const welcome = interactions.find(({ role }) => role === "welcome");
  const [webhook] = await trpc.scenarioWebhooks.list.query({ botId });
  const [raffle] = await trpc.raffles.list.query();
  const [poll] = await trpc.polls.list.query();
  const ofScenario = `/bots/${botId}/scenario`;
  return [
    `/bots/${empty.id}/scenario`,
    `/bots/${empty.id}/scenario?view=map`,
    `/bots/${empty.id}/scenario/webhooks`,
    ofScenario,
    `${ofScenario}?interaction=${welcome?.id}`,
    `${ofScenario}?view=map`,
    `${ofScenario}?view=results`,
    `${ofScenario}/webhooks`,
    `${ofScenario}/webhooks/new`,
    `${ofScenario}/webhooks/${webhook?.id}`,
    "/raffles",
    "/raffles/new",
    `/raffles/${raffle?.id}`,
    "/polls",
    "/polls/new",
    `/polls/${poll?.id}`,
  ];
}
