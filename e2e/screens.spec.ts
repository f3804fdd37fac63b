import { expect, type Locator, type Page, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { complaintsOf } from "./support/complaints";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { type FilledWorkspace, fillWorkspace, MISSING } from "./support/fill-workspace";
import { signIn } from "./support/inbox-screen";
import { ask } from "./support/screens";
import { untilLoaded } from "./support/wait-for-screen";

/** Walks through all screens, menus and dialogs, on a desktop, in dark mode and on a phone, with their policies. */

let customer: Customer;
let made: FilledWorkspace;

// The longest tests share the workers; each worker fills a workspace.
test.describe.configure({ mode: "parallel", timeout: 240_000 });

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
  made = await fillWorkspace(customer, baseURL ?? "");
});

let complaints: () => string[];

test.beforeEach(async ({ page }) => {
  complaints = await complaintsOf(page);
});

test.afterEach(() => {
  // The browser reports the status 404 of a missing page, too.
  const unexpected = complaints().filter((complaint) => !complaint.includes(MISSING));
  expect(unexpected, "no page has a script error or violates its own policy").toEqual([]);
});

async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.headers()["content-security-policy"]).toContain("'nonce-");
  await untilLoaded(page);
}

async function check(page: Page, paths: string[], kind = ""): Promise<void> {
  for (const path of paths) {
    await visit(page, path);
    await checkScreen(page, kind + path);
  }
}

test("The screens of strangers and of a new workspace are accessible and fit their windows", async ({
  page,
  baseURL,
}) => {
  await check(page, ["/", "/sign-in", "/sign-up"]);
  await signIn(page, await signUpCustomer(baseURL ?? ""));
  await check(page, ["/bots", "/inbox", "/knowledge", "/tables", "/raffles", "/polls"], "empty ");
});

test("The screens of a bot's channels are accessible and fit their windows", async ({ page }) => {
  await signIn(page, customer);
  await check(page, made.pages.channels);
});

test("The screens of a bot and its chat page are accessible and fit their windows", async ({ page }) => {
  await signIn(page, customer);
  await check(page, made.pages.bot);
  await page.goto(`/chat/${made.bot.webChannel}`);
  await ask(page, "Where is my order A-1042?");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("What is it about?").selectOption("An order");
  await checkScreen(page, "questions before the chat");
  await page.getByRole("button", { name: "Agree and start" }).click();
  await expect(page.getByRole("log")).toContainText("shipped");
  await checkScreen(page, "chat page");
});

test("The screens of a scenario are accessible and fit their windows", async ({ page }) => {
  await signIn(page, customer);
  await check(page, made.pages.scenario);
});

test("The screens of a workspace are accessible and fit their windows", async ({ page }) => {
  await signIn(page, customer);
  await check(page, made.pages.workspace);
});

test("The screens of event webhooks are accessible and fit their windows", async ({ page }) => {
  await signIn(page, customer);
  await check(page, made.pages.events);
});

test("The screens of the settings are accessible and fit their windows", async ({ page }) => {
  await signIn(page, customer);
  await check(page, made.pages.settings);
});

test("Every open menu and dialog is accessible and fits its window", async ({ page }) => {
  await signIn(page, customer);
  const ofBot = `/bots/${made.bot.botId}`;
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const open = async (path: string, name: string | RegExp, options?: { onPhones: boolean }) => {
    await visit(page, path);
    await button(name).first().click();
    await expect(page.locator("[data-state=open][role]").first()).toBeVisible();
    await checkScreen(page, `${path}: ${String(name)}`, { ...options, within: "[data-state=open][role]" });
  };
  await open("/bots", "Search");
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
  const edgesOf = async (part: Locator) => {
    const box = await part.boundingBox();
    return box && [Math.round(box.x), Math.round(box.x + box.width)];
  };
  const edges = () => edgesOf(content);
  for (const path of ["/bots", "/tables", "/settings/models", "/settings/notifications", "/settings/account"]) {
    await page.goto(path);
    await expect.poll(edges, path).toEqual([272, 1248]);
  }
  for (const tab of ["", "/settings", "/actions", "/actions/runs", "/channels"]) {
    await page.goto(`/bots/${made.bot.botId}${tab}`);
    const heading = page.locator("main .page-x h2").first();
    await expect.poll(async () => (await edgesOf(heading))?.[0], tab).toBe(272);
  }
  await page.setViewportSize({ width: 1440, height: 800 });
  for (const tab of ["", "/settings", "/actions", `/actions/${made.actionId}`, "/actions/runs", "/channels"]) {
    await page.goto(`/bots/${made.bot.botId}${tab}`);
    // Beside the test chat or the panel that runs the action.
    await expect.poll(() => edgesOf(page.locator("main .max-w-page").last()), tab).toEqual([272, 1000]);
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
