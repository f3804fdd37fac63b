/** The inbox in an operator's browser: its parts, and the operator's actions. */
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import type { Customer } from "./customer-client";
import { COLOUR_RULES, findFaults } from "./find-faults";
import { untilThemed } from "./wait-for-screen";

export const rows = (page: Page) => page.getByRole("list", { name: "Conversations" }).getByRole("link");
export const messages = (page: Page) => page.getByRole("log", { name: "Messages" });
export const events = (page: Page, text: string) => messages(page).getByRole("paragraph").filter({ hasText: text });
export const traces = (page: Page) => messages(page).getByRole("button", { name: "Trace" });
export const delivered = (page: Page) => messages(page).getByRole("button", { name: /^Delivered at/ });
/** By its label, because it is a combobox while the saved replies are listed. */
export const composer = (page: Page) => page.getByLabel(/^Message to/);
export const details = (page: Page) => page.getByRole("complementary", { name: "Details" });

export async function openConversation(page: Page, name: string): Promise<void> {
  await page.goto("/inbox");
  await rows(page).filter({ hasText: name }).click();
  await expect(composer(page)).toBeVisible();
}

export async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

export async function addFile(page: Page, name: string, content: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add files" }).click();
  await (await chooser).setFiles([{ name, mimeType: "text/plain", buffer: Buffer.from(content) }]);
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
}

export async function contentOf(link: Locator, url: string): Promise<string> {
  const href = (await link.getAttribute("href")) ?? "";
  return (await fetch(new URL(href, url))).text();
}

/** If the window is too narrow for three panes, a button opens the details. */
export async function openDetails(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(details(page)).toBeVisible();
}

/** @param within Checks only this part, such as a dialog, whose overlay also dims toasts. */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await untilThemed(page, colorScheme);
    const rules = colorScheme === "dark" ? COLOUR_RULES : undefined;
    const faults = async () => {
      const found = await findFaults(page, { rules, within });
      return found.filter(({ impact }) => impact === "serious" || impact === "critical");
    };
    // Something may still fade in. A real fault is still there later.
    await expect.poll(faults, { message: `axe, ${colorScheme}`, timeout: 20_000, intervals: [500] }).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Gives the browser the customer's session, as the sign-in page would, which takes two pages more. */
export async function signIn(page: Page, { cookie, url }: Customer): Promise<void> {
  const cookies = cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url, httpOnly: true };
  });
  await page.context().addCookies(cookies);
}

export async function openChat(browser: Browser, address: string): Promise<Page> {
  const visitor = await browser.newContext({ viewport: { width: 375, height: 812 } });
  const chat = await visitor.newPage();
  await chat.goto(address);
  return chat;
}
