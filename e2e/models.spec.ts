import { expect, type Page, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { type LocalServer, type RecordedRequest, startLocalServer } from "./support/local-server";
import { takePictures } from "./support/pictures";
import { answerAsScripted } from "./support/scripted-model";
import { ask, createEmptyBot, publish } from "./support/screens";

/** A company connects model providers, uses their models in a bot, and removes them again. */

const KEY = "sk-the-right-key-0123";
let main: LocalServer;
let spare: LocalServer;

/** Lists two models, and answers only with the right key. */
function answer(request: RecordedRequest) {
  if (request.headers["authorization"] !== `Bearer ${KEY}`) {
    return {
      status: 401,
      body: JSON.stringify({ error: { message: `No such key: ${request.headers["authorization"]}` } }),
    };
  }
  if (request.url !== "/v1/models") return answerAsScripted(request);
  return { status: 200, body: JSON.stringify({ data: [{ id: "clever-1" }, { id: "small-1" }, { id: "embed-1" }] }) };
}

test.beforeAll(async () => {
  [main, spare] = await Promise.all([startLocalServer(answer), startLocalServer(answer)]);
});
test.afterAll(() => Promise.all([main.close(), spare.close()]));

async function openModels(page: Page): Promise<void> {
  await page.goto("/settings/models");
  await expect(page.getByRole("heading", { level: 1, name: "Models" })).toBeVisible();
}

async function addProvider(page: Page, name: string, server: LocalServer): Promise<void> {
  await page.getByRole("button", { name: "Add provider" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Provider").click();
  await page.getByRole("option", { name: /Another server/ }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Base URL").fill(`${server.url}/v1`);
  await dialog.getByLabel("API key").fill(KEY);
  await dialog.getByRole("textbox", { name: "Models" }).click();
  await dialog.getByRole("checkbox", { name: "clever-1" }).click();
  await dialog.getByRole("button", { name: "Test and save" }).click();
  await expect(page.getByText(`${name} answered and was saved.`)).toBeVisible();
}

/** @param option The model's id, followed by its provider. */
async function chooseModel(page: Page, field: string, option: RegExp): Promise<void> {
  const saved = page.waitForResponse((response) => response.url().includes("bots.update"));
  await page.getByLabel(field, { exact: true }).click();
  await page.getByRole("option").filter({ hasText: option }).click();
  await saved;
}

test("A provider is added from a preset, tested, edited in place, and removed with the names of its bots", async ({
  page,
  baseURL,
}, info) => {
  await signIn(page, await signUpCustomer(baseURL ?? ""));
  await openModels(page);

  await test.step("a preset fills in the address, and a failed test shows what the provider answered", async () => {
    await page.getByRole("button", { name: "Add provider" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Provider").click();
    await page.getByRole("option", { name: "Mistral" }).click();
    await expect(dialog.getByLabel("Base URL")).toHaveValue("https://api.mistral.ai/v1");
    await expect(dialog.getByLabel("Name")).toHaveValue("Mistral");
    await dialog.getByLabel("Base URL").fill(`${main.url}/v1`);
    await dialog.getByLabel("API key").fill("sk-a-wrong-key-0123");
    await dialog.getByRole("textbox", { name: "Models" }).fill("typed-1");
    await dialog.getByRole("textbox", { name: "Models" }).press("Enter");
    await dialog.getByRole("button", { name: "Test and save" }).click();
    await expect(dialog.getByRole("alert").last()).toContainText("401 from 127.0.0.1");
    await expect(dialog).not.toContainText("sk-a-wrong-key-0123");
    await takePictures(page, info, "failed-test");
  });

  await test.step("the person corrects the key, chooses from the provider's list, and saves", async () => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("API key").fill(KEY);
    await dialog.getByRole("textbox", { name: "Models" }).fill("clev");
    await dialog.getByRole("checkbox", { name: "clever-1" }).click();
    await dialog.getByRole("button", { name: "Remove typed-1" }).click();
    await dialog.getByRole("button", { name: "Test again and save" }).click();
    await expect(page.getByText("Mistral answered and was saved.")).toBeVisible();
  });

  await createEmptyBot(page, "Desk", "I heard …");
  await chooseModel(page, "Model", /clever-1/);
  await publish(page, 1);

  await test.step("an edit keeps the stored key, but not for another address", async () => {
    await openModels(page);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("checkbox", { name: "small-1" })).toBeVisible();
    await dialog.getByLabel("Base URL").fill(`${spare.url}/v1`);
    await dialog.getByRole("button", { name: "Test and save" }).click();
    await expect(dialog.getByText(/Type the key again/).last()).toBeVisible();
    expect(spare.requests).toHaveLength(0);
    await dialog.getByLabel("Base URL").fill(`${main.url}/v1`);
    await dialog.getByLabel("Name").fill("Ours");
    await dialog.getByRole("checkbox", { name: "small-1" }).click();
    await dialog.getByRole("checkbox", { name: "clever-1" }).click();
    await expect(dialog.getByRole("list", { name: "Bots that use it" })).toContainText(
      "Desk, model clever-1 (draft and published)",
    );
    await takePictures(page, info, "edit-provider");
    await dialog.getByRole("checkbox", { name: "clever-1" }).click();
    await dialog.getByRole("button", { name: "Test and save" }).click();
    await expect(page.getByText("Ours answered and was saved.")).toBeVisible();
  });

  await test.step("its removal names the bot, whose page then says that the model is gone", async () => {
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByRole("link", { name: "Desk" })).toBeVisible();
    await dialog.getByRole("button", { name: "Remove anyway" }).click();
    await expect(page.getByText("Ours was removed.")).toBeVisible();
    await page.goto("/bots");
    await page.getByRole("link", { name: "Desk" }).first().click();
    await expect(page.getByText("A problem keeps this bot from being published")).toBeVisible();
    await expect(page.getByText(/The provider of clever-1 was removed, so this model can’t answer/)).toBeVisible();
    await takePictures(page, info, "gone-model");
  });

  await test.step("Publish is refused with the reason and a link, until another model is chosen", async () => {
    const saved = page.waitForResponse((response) => response.url().includes("bots.update"));
    await page.getByLabel("Name", { exact: true }).fill("Front desk");
    await page.getByLabel("Name", { exact: true }).blur();
    await saved;
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("list", { name: "Problems" })).toContainText(
      "Model: The provider of clever-1 was removed.",
    );
    await takePictures(page, info, "publish-refused");
    await dialog.getByRole("link", { name: "Model" }).click();
    await expect(dialog).toBeHidden();
    await chooseModel(page, "Model", /Offline model/);
    await expect(page.getByText("A problem keeps this bot from being published")).toBeHidden();
    await publish(page, 2);
  });
});

test("A bot's fallback model answers while its own model is down, and the trace shows both", async ({
  page,
  baseURL,
}, info) => {
  main.answerWith(answer);
  await signIn(page, await signUpCustomer(baseURL ?? ""));
  await openModels(page);
  await addProvider(page, "Main AI", main);
  await addProvider(page, "Spare AI", spare);
  await createEmptyBot(page, "Desk", "I heard …");
  await chooseModel(page, "Model", /clever-1\s*Main AI/);
  await page.getByRole("link", { name: "Behaviour" }).click();
  await chooseModel(page, "Fallback model", /clever-1\s*Spare AI/);

  main.answerWith(() => ({ status: 503, headers: { "retry-after": "60" }, body: "Down for maintenance" }));
  await page.getByRole("link", { name: "Build" }).click();
  await ask(page, "hello");
  await expect(page.getByRole("log")).toContainText("I heard hello");
  await page.getByRole("button", { name: "Trace" }).click();
  await expect(page.getByRole("log")).toContainText("503 from 127.0.0.1");
  await expect(page.getByRole("log")).toContainText("The bot's other model was asked instead: clever-1.");
  await takePictures(page, info, "fallback-trace");
  main.answerWith(answer);
});
