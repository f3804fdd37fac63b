/** The widget on a page, as a visitor uses it. Its shadow root is open, so locators find what is inside. */
import { expect, type Locator, type Page } from "@playwright/test";

type Where = Page | Locator | ReturnType<Page["frameLocator"]>;

export const launcher = (where: Where) => where.getByRole("button", { name: /^(Open|Close) chat/ }).first();
export const panel = (where: Where) => where.locator("parley-chat").getByRole("dialog");
export const log = (where: Where) => where.locator("parley-chat").getByRole("log");
export const composer = (where: Where) => where.locator("parley-chat").getByRole("textbox", { name: "Your message" });

/** Opens the chat by its launcher and waits until the panel is there. */
export async function openWidget(where: Where): Promise<void> {
  await launcher(where).click();
  await expect(panel(where)).toBeVisible();
}

/** Writes a message in the open chat. */
export async function write(where: Where, text: string): Promise<void> {
  await composer(where).fill(text);
  await composer(where).press("Enter");
}
