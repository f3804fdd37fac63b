import { expect, type Page, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { expectAccessible, signIn } from "./support/inbox-screen";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { addModel, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { ask } from "./support/screens";

/** What a person finds on every page of a bot, and on making one. */

let model: LocalServer;

test.beforeAll(async () => {
  model = await startLocalServer(() => ({
    status: 401,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ error: { message: "The key has expired." } }),
  }));
});

test.afterAll(() => model.close());

const chat = (page: Page) => page.getByRole("region", { name: "Test chat" });
const log = (page: Page) => chat(page).getByRole("log");

test("The test chat is beside every page of a bot, keeps its talk, and shows a failed answer as one", async ({
  page,
  baseURL,
}, info) => {
  const customer = await signUpCustomer(baseURL ?? "");
  const { botId } = await makeOrderBot(customer, (definition) => definition);
  await signIn(page, customer);
  await page.goto(`/bots/${botId}`);

  await test.step("it keeps its talk over the tabs and over a reload", async () => {
    await ask(page, "What can you do?");
    await expect(chat(page).getByRole("button", { name: "Trace" })).toBeVisible();
    for (const tab of ["Behaviour", "Actions", "Channels"]) {
      await page.getByRole("navigation", { name: "Parts of the bot" }).getByRole("link", { name: tab }).click();
      await expect(page).toHaveURL(/\/(settings|actions|channels)$/);
      await expect(log(page)).toContainText("What can you do?");
    }
    await page.reload({ waitUntil: "commit" });
    await chat(page).waitFor();
    // The start of a new chat must not appear before the messages do.
    expect(await log(page).textContent()).not.toContain("Try the bot");
    await expect(log(page)).toContainText("What can you do?");
    await expect(chat(page).getByRole("button", { name: "Trace" })).toBeVisible();
  });

  await test.step("a failed answer says why, and has its trace", async () => {
    const broken = await addModel(customer, `${model.url}/v1`, "broken");
    await customer.trpc.bots.update.mutate({ botId, model: broken });
    await ask(page, "Are you there?");
    const failure = chat(page).getByRole("alert");
    await expect(failure).toContainText("The bot could not answer");
    await expect(failure).toContainText("The key has expired.");
    await expect(failure).toContainText("Customers read instead:");
    await chat(page).getByRole("button", { name: "Trace" }).last().click();
    await takePictures(page, info, "test-chat-failure");
    await expectAccessible(page);
    await page.reload();
    await expect(chat(page).getByRole("alert")).toContainText("The key has expired.");
  });

  await test.step("it is folded and unfolded, which the browser remembers", async () => {
    await chat(page).getByRole("button", { name: "Fold the test chat" }).click();
    await expect(chat(page)).toBeHidden();
    await page.reload();
    await expect(page.getByRole("button", { name: "Test chat" })).toHaveAttribute("aria-expanded", "false");
    await expect(chat(page)).toBeHidden();
    await page.getByRole("button", { name: "Test chat" }).click();
    await expect(log(page)).toContainText("Are you there?");
  });

  await test.step("on a phone it is a sheet", async () => {
    await page.setViewportSize({ width: 375, height: 812 });
    await expect(chat(page)).toBeHidden();
    await page.getByRole("button", { name: "Test chat" }).click();
    await expect(page.getByRole("dialog").getByRole("log")).toContainText("Are you there?");
    await takePictures(page, info, "test-chat-sheet");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  });
});

test.describe("in Kyiv", () => {
  test.use({ timezoneId: "Europe/Kyiv" });

  test("A new bot has the browser's time zone, is duplicated, and has no action with a standard function's name", async ({
    page,
    baseURL,
  }, info) => {
    const customer = await signUpCustomer(baseURL ?? "");
    await signIn(page, customer);
    await page.goto("/bots");
    await page.getByRole("button", { name: "New bot" }).first().click();
    await page.getByRole("button", { name: "Create bot" }).click();
    const zone = page.getByRole("button", { name: "Time zone" });
    await expect(zone).toHaveText("Europe/Kyiv");
    await zone.click();
    await page.keyboard.type("buenos");
    await takePictures(page, info, "time-zones");
    await page.keyboard.press("Enter");
    await expect(zone).toHaveText("America/Argentina/Buenos Aires");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();

    const bot = page.url();
    await page.goto(`${bot}/settings`);
    await page.getByRole("button", { name: "Duplicate bot" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Copy of Order status" })).toBeVisible();
    await expect(zone).toHaveText("America/Argentina/Buenos Aires");
    await expect(page.getByRole("link", { name: /Look up an order/ })).toBeVisible();
    await page.goto("/bots");
    await page.getByRole("button", { name: "More about Order status", exact: true }).click();
    await page.getByRole("menuitem", { name: "Duplicate bot" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Copy of Order status" })).toBeVisible();

    await page.goto(`${bot}/actions/new`);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Call person");
    const functionName = page.getByRole("textbox", { name: "Function name" });
    await expect(functionName).toHaveValue("call_person_action");
    await functionName.fill("call_person");
    await expect(page.getByText(/is the name of the standard function/).first()).toBeVisible();
  });
});
