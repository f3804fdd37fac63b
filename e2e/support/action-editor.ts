/** Keyboard actions for the editor of an action and its runs. */
import { expect, type Locator, type Page } from "@playwright/test";
import { chooseItem, press, typeInto } from "./keyboard";

/** Adds a step at the end and names it: a new step's name has the focus. */
export async function addStep(page: Page, kind: string, name: string): Promise<Locator> {
  await press(page.getByRole("button", { name: "Add step", exact: true }));
  const search = page.getByRole("combobox", { name: "Search the kinds of steps" });
  await expect(search).toBeFocused();
  await page.keyboard.type(kind);
  await expect(page.getByRole("option", { selected: true })).toContainText(kind);
  await page.keyboard.press("Enter");
  await expect(search).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Step name" }).and(page.locator(":focus"))).toHaveValue(/^step_/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(name);
  return page.getByRole("group", { name: `Step ${name}` });
}

/** Inserts a variable at the caret, by the + button after the box. */
export async function insert(page: Page, into: string, reference: string): Promise<void> {
  await press(page.getByRole("button", { name: `Insert a variable into ${into}` }));
  await chooseItem(page, reference);
  // The menu has the keyboard until it has disappeared.
  await expect(page.locator("textarea:focus, input:focus")).toHaveCount(1);
}

/** Runs the action from the panel, by Enter in its box, and waits until it has succeeded. */
export async function runWith(page: Page, argument: string): Promise<void> {
  const panel = tryPanel(page);
  await typeInto(panel.getByRole("textbox", { name: "order_number" }), argument);
  await page.keyboard.press("Enter");
  await expect(panel.getByText("Succeeded")).toBeVisible();
}

export function tryPanel(page: Page): Locator {
  return page.getByRole("region", { name: "Try it" });
}

export function stepTitle(page: Page, name: string): Locator {
  return page.locator("button[aria-keyshortcuts*=Alt]").filter({ hasText: name });
}

export function stepNames(page: Page): Promise<string[]> {
  return page.locator("button[aria-keyshortcuts*=Alt] code").allTextContents();
}

export function stepResult(page: Page, name: string): Locator {
  return page.getByRole("region", { name: `Step ${name}`, exact: true });
}

/** Opens the form of a new action, from a page of a bot that has none. */
export async function openNewAction(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Actions" }).click();
  await expect(page.getByRole("heading", { name: "No actions yet" })).toBeVisible();
  await page.getByRole("link", { name: "Add action" }).click();
  await expect(page.getByRole("heading", { name: "New action" })).toBeVisible();
}
