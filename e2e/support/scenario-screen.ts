/** Builds a scenario on its page without a mouse. */
import { expect, type Locator, type Page } from "@playwright/test";
import { chooseItem, press, retype, tabTo } from "./keyboard";

export const interactionRow = (page: Page, name: string): Locator =>
  page.locator("[data-interaction-row]").filter({ hasText: name });

export const interactionPanel = (page: Page, name: string): Locator =>
  page.getByRole("complementary", { name: `Interaction ${name}` });

/** Opens an interaction of the list in the side panel. */
export async function openInteraction(page: Page, name: string): Promise<void> {
  await tabTo(interactionRow(page, name));
  await page.keyboard.press("Enter");
  await expect(interactionPanel(page, name)).toBeFocused();
}

/** Closes the side panel when the changes are saved; the interaction's row gets the focus. */
export async function closeInteraction(page: Page, name: string): Promise<void> {
  await expect(interactionPanel(page, name).getByText("Saved")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(interactionRow(page, name)).toBeFocused();
}

/** Gives the open interaction a text; the new text has the focus. */
export async function addText(page: Page, text: string): Promise<void> {
  await press(page.getByRole("button", { name: "Add response" }));
  await chooseItem(page, "Text");
  await retype(page.getByRole("textbox", { name: "Text" }).and(page.locator(":focus")), text);
}

/** Fills the focused row of a menu and lets it lead to a new interaction of the same name. */
export async function fillRow(page: Page, number: number, text: string): Promise<void> {
  await retype(page.getByRole("textbox", { name: `Menu text of row ${number}` }), text);
  const target = page.getByRole("button", { name: `Redirect to of row ${number}` });
  await press(target);
  await chooseFound(page, "Search interactions", `new ${text}`, `New interaction “${text}”`);
  await expect(target).toHaveText(text);
}

/** Chooses what the search of an open list finds first. */
export async function chooseFound(page: Page, search: string, typed: string, found: string): Promise<void> {
  await expect(page.getByRole("combobox", { name: search })).toBeFocused();
  await page.keyboard.type(typed);
  await expect(page.getByRole("option", { selected: true })).toHaveText(found);
  await page.keyboard.press("Enter");
}
