import { expect, type Locator, type Page, test } from "@playwright/test";
import { tryPanel } from "./support/action-editor";
import { createEmptyBot, signUp } from "./support/screens";

/** The first click on a button counts, even if it takes the focus from a field with a fault. */

test("The first click after a wrong field counts in every form, and no button moves under the pointer", async ({
  page,
}) => {
  await test.step("sign-up", async () => {
    await page.goto("/sign-up");
    await page.getByLabel("E-mail").fill("ada");
    await press(page, page.getByRole("button", { name: "Create account" }));
    await expect(page.getByLabel("Name")).toHaveAccessibleDescription("Tell us your name.");
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@");
    await press(page, page.getByRole("button", { name: "Create account" }));
    await expect(page.getByLabel("E-mail")).toBeFocused();
  });
  await signUp(page);
  await createEmptyBot(page, "Shop", "You help the customers of a shop.");
  const bot = page.url();

  await test.step("action editor", () => useActionEditor(page, bot));

  await test.step("bot settings", async () => {
    await page.goto(`${bot}/settings`);
    await page.getByLabel("Wait for more messages").fill("99");
    const stops = page.getByRole("switch", { name: "Stop when an employee writes" });
    const stopped = await stops.isChecked();
    await press(page, stops);
    await expect(stops).toBeChecked({ checked: !stopped });
    await expect(page.getByLabel("Wait for more messages")).toHaveAttribute("aria-invalid", "true");
  });

  await test.step("model provider", async () => {
    await page.goto("/settings/models");
    await press(page, page.getByRole("button", { name: "Add provider" }).first());
    const form = page.getByRole("dialog");
    await form.getByLabel("Base URL").fill("nowhere");
    await press(page, form.getByRole("button", { name: "Test and save" }));
    await expect(form.getByLabel("Base URL")).toHaveAccessibleDescription(/Write the whole address/);
    await form.getByLabel("Name").fill("");
    await press(page, form.getByRole("button", { name: "Test and save" }));
    await expect(form.getByLabel("Name")).toBeFocused();
    await press(page, form.getByRole("button", { name: "Cancel" }));
    await expect(form).toBeHidden();
  });

  await test.step("table", async () => {
    await page.goto("/tables");
    await page.getByRole("button", { name: "Create by hand" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Name of column 1").fill("");
    await press(page, form.getByRole("button", { name: "Add column" }));
    await expect(form.getByLabel("Name of column 2")).toBeVisible();
    await form.getByLabel("Name of column 2").fill("");
    await press(page, form.getByRole("button", { name: "Create table" }));
    await expect(form.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await form.getByLabel("Name", { exact: true }).fill("Orders");
    await page.mouse.click(5, 5);
    await page.getByRole("alertdialog").getByRole("button", { name: "Keep editing" }).click();
    await expect(form, "A click beside a form with a text does not close it.").toBeVisible();
    await form.getByRole("button", { name: "Cancel" }).click();
    await expect(form).toBeHidden();
  });
});

async function useActionEditor(page: Page, bot: string): Promise<void> {
  await page.goto(`${bot}/actions/new`);
  const names = page.getByRole("textbox", { name: "Name", exact: true });
  await names.fill("Find");
  await names.fill("");
  await press(page, page.getByRole("button", { name: "Add argument" }));
  await expect(names.first()).toHaveAttribute("aria-invalid", "true");
  await expect(names).toHaveCount(2);

  await names.last().fill("1 wrong");
  await press(page, page.getByRole("button", { name: "Add constant" }));
  await expect(page.getByRole("textbox", { name: "Value" })).toBeVisible();

  await page.getByRole("textbox", { name: "Address" }).fill("https://shop.example.com/{{args.nothing}}");
  await press(page, page.getByRole("button", { name: /^Add header/ }));
  await expect(page.getByRole("textbox", { name: "Address" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: /^Name of header/ })).toBeVisible();

  await press(page, page.getByRole("button", { name: "More options" }));
  await page.getByRole("textbox", { name: "Time limit" }).fill("500");
  await press(page, tryPanel(page).getByRole("button", { name: "Save and run" }));
  await expect(tryPanel(page).getByText("This argument is required.")).toBeVisible();
  await page.getByRole("textbox", { name: "Time limit" }).fill("-1");
  await press(page, page.getByRole("button", { name: "Create action" }));
  await expect(names.first()).toBeFocused();
}

/** Presses and releases the mouse button, with time between for the page to move. */
async function press(page: Page, button: Locator): Promise<void> {
  await button.evaluate(restAtCenter);
  const place = await button.boundingBox();
  if (!place) throw new Error("The button is not visible.");
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(100);
  expect(await button.boundingBox()).toEqual(place);
  await page.mouse.up();
}

/** Scrolls to an element and waits for the animations that still move it, such as the opening of its dialog. */
async function restAtCenter(element: Element): Promise<void> {
  element.scrollIntoView({ block: "center" });
  for (let moving: Element | null = element; moving; moving = moving.parentElement) {
    await Promise.allSettled(moving.getAnimations().map((animation) => animation.finished));
  }
}
