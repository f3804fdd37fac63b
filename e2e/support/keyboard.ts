/** Uses a page without a mouse. These helpers move the focus only by keys. */
import { expect, type Locator, type Page } from "@playwright/test";
import { untilHydrated } from "./wait-for-screen";

/** More stops than any screen has; an unreachable target means a focus trap, or an element out of the tab order. */
const MAX_STOPS = 150;

/** Lists move the focus a moment after each letter. */
const AS_PEOPLE_TYPE = { delay: 20 };

/** Moves from control to control until the target has the focus. */
export async function tabTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  const page = target.page();
  await expect(target).toBeVisible();
  await untilHydrated(page);
  // Finding the target by its role at every stop takes longer than the key press.
  let element = await target.elementHandle();
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    const state = await element?.evaluate((node) => ({
      isFocused: node === document.activeElement,
      isConnected: node.isConnected,
    }));
    if (state?.isFocused) return;
    if (!state?.isConnected) element = await target.elementHandle();
    else await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${target.toString()}`);
}

export async function tabBackTo(target: Locator): Promise<void> {
  await tabTo(target, "Shift+Tab");
}

/** Moves to a button or link and presses it. */
export async function press(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press("Enter");
}

/** Moves to a box and replaces its text. */
export async function typeInto(target: Locator, text: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await tabTo(target, key);
  await retype(target, text);
}

/** Replaces the text of the focused box. */
export async function retype(focused: Locator, text: string): Promise<void> {
  await expect(focused).toBeFocused();
  const { keyboard } = focused.page();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type(text);
  await expect(focused).toHaveValue(text);
}

/** Opens a select and chooses an option by the start of its name. */
export async function select(target: Locator, option: string): Promise<void> {
  await press(target);
  const page = target.page();
  // The list accepts letters as soon as one of its options has the focus.
  await expect(page.getByRole("option").and(page.locator(":focus"))).toBeVisible();
  await page.keyboard.type(option, AS_PEOPLE_TYPE);
  await expect(page.getByRole("option", { name: option })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(target).toContainText(option);
  await expect(target).toBeFocused();
}

/** Chooses from the open menu by the start of an item's name. */
export async function chooseItem(page: Page, item: string): Promise<void> {
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.type(item, AS_PEOPLE_TYPE);
  await expect(page.getByRole("menuitem", { name: item }).and(page.locator(":focus"))).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeHidden();
}

/** Moves to the next choice of a group, which selects it. */
export async function arrowTo(choice: Locator): Promise<void> {
  // A real key press lasts a moment, in which the choice is made.
  await choice.page().keyboard.press("ArrowRight", { delay: 50 });
  await expect(choice).toBeChecked();
}

/** Pastes text from the clipboard into the focused element. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("ControlOrMeta+v");
}
