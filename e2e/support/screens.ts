/** Common steps of the browser tests: sign up, make a bot, publish it, talk to it. */
import { expect, type Page } from "@playwright/test";
import { signUpCustomer } from "./customer-client";
import { signIn } from "./inbox-screen";
import { untilHydrated } from "./wait-for-screen";

/** Signs a new customer up and opens the list of bots. */
export async function signUp(page: Page): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("E-mail").fill(`ada-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill("a few plain words");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/bots$/);
}

/** Signs a new customer in, and opens the Build tab of their bot, which has nothing but an instruction. */
export async function openEmptyBot(page: Page, url: string, name: string, instruction: string): Promise<void> {
  const customer = await signUpCustomer(url);
  const { id: botId } = await customer.trpc.bots.create.mutate({ name, templateId: null });
  await customer.trpc.bots.update.mutate({ botId, instruction });
  await signIn(page, customer);
  await page.goto(`/bots/${botId}`);
  await untilHydrated(page);
}

/** Makes a bot with nothing but an instruction and opens its Build tab. */
export async function createEmptyBot(page: Page, name: string, instruction: string): Promise<void> {
  await page.getByRole("link", { name: "Bots" }).first().click();
  await page.getByRole("button", { name: "New bot" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /From scratch/ }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create bot" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const box = page.getByRole("textbox", { name: "Instruction" });
  const saved = page.waitForResponse((response) => response.url().includes("bots.update"));
  await box.fill(instruction);
  await box.blur();
  await saved;
}

export async function publish(page: Page, version: number): Promise<void> {
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText(`Published · version ${version}`)).toBeVisible();
}

/** Sends a message in a chat: the test chat or a chat page. */
export async function ask(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: /^(Message to|Your message)/ });
  await composer.fill(text);
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
  await composer.press("Enter");
}

/** Adds a channel to the shown bot and opens its settings. */
export async function addChannel(page: Page, kind: "Website" | "Custom channel"): Promise<void> {
  await page.getByRole("link", { name: "Channels" }).first().click();
  await page.getByRole("button", { name: "Add channel" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(kind, { exact: true }).click();
  await dialog.getByRole("button", { name: "Add channel" }).click();
  await expect(page.getByRole("heading", { level: 2, name: kind, exact: true })).toBeVisible();
}

/** Opens the chat page of the channel whose settings are shown, in a phone's size. */
export async function openChatPage(page: Page, baseURL: string | undefined): Promise<Page> {
  const href = await page.getByRole("link", { name: "Open" }).getAttribute("href");
  const visitor = await page
    .context()
    .browser()
    ?.newContext({ viewport: { width: 375, height: 812 } });
  const chat = await visitor?.newPage();
  if (!chat || !href) throw new Error("no chat page");
  await chat.goto(new URL(new URL(href).pathname, baseURL).toString());
  return chat;
}
