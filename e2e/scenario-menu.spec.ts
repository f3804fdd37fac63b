import { expect, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { chooseItem, press, retype, tabTo } from "./support/keyboard";
import { takePictures } from "./support/pictures";
import {
  addText,
  closeInteraction,
  fillRow,
  interactionPanel as panel,
  interactionRow as row,
  openInteraction,
} from "./support/scenario-screen";
import { ask } from "./support/screens";

/** The membership menu of a scripted bot, built by hand and without a mouse. */

test("A menu is built with the keyboard, is undone and done again, and answers in the test chat", async ({
  page,
  baseURL,
}, info) => {
  const customer = await signUpCustomer(baseURL ?? "");
  const { id: botId } = await customer.trpc.bots.create.mutate({ name: "Members", templateId: null });
  await signIn(page, customer);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`/bots/${botId}/scenario`);
  await expect(page.getByRole("heading", { name: "No scenario yet" })).toBeVisible();

  await test.step("an interaction is added and named", async () => {
    await press(page.getByRole("button", { name: "Add interaction" }));
    const name = page.getByRole("textbox", { name: "Name" });
    await retype(name, "Opening hours");
    await page.keyboard.press("Escape");
    await expect(row(page, "Opening hours")).toBeFocused();
  });

  await test.step("Welcome gets a text and a menu whose rows lead to new interactions", async () => {
    await press(page.getByRole("button", { name: /^Add Welcome/ }));
    await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
    await addText(page, "Which membership would you like?");
    await press(page.getByRole("button", { name: "Add a menu" }));
    await fillRow(page, 1, "One month");
    await press(page.getByRole("button", { name: "Add row" }));
    await fillRow(page, 2, "Six months");
    await press(page.getByRole("button", { name: "Add row" }));
    await fillRow(page, 3, "One year");
    await expect(panel(page, "Welcome").getByText("Saved")).toBeVisible();
  });

  await test.step("a row is moved in place, and a keyword that two rows have is said", async () => {
    const third = page.getByRole("textbox", { name: "Menu text of row 3" });
    await tabTo(third, "Shift+Tab");
    await page.keyboard.press("Alt+ArrowUp");
    const second = page.getByRole("textbox", { name: "Menu text of row 2" });
    await expect(second).toHaveValue("One year");
    await expect(second).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(third).toHaveValue("One year");
    const keyword = page.getByRole("textbox", { name: "Keyword of row 3" });
    await tabTo(keyword);
    await page.keyboard.type("1");
    await expect(keyword).toHaveAccessibleDescription(/keyword/i);
    await page.keyboard.press("Backspace");
    await expect(keyword).toHaveAccessibleDescription("");
    await expect(panel(page, "Welcome").getByText("Saved")).toBeVisible();
  });

  await test.step("the focus returns to the row, and another one is opened", async () => {
    await tabTo(page.getByRole("textbox", { name: "Keyword of row 3" }));
    await page.keyboard.press("Escape");
    await expect(row(page, "Welcome")).toBeFocused();
    await openInteraction(page, "One month");
    await addText(page, "You chose one month.");
    await closeInteraction(page, "One month");
  });

  await test.step("a deletion is undone and done again", async () => {
    await press(page.getByRole("button", { name: "More about One year" }));
    await chooseItem(page, "Delete");
    await expect(row(page, "One year")).toHaveCount(0);
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(row(page, "One year")).toHaveCount(1);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(row(page, "One year")).toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(row(page, "One year")).toHaveCount(1);
  });

  await test.step("the scenario is switched on and answers in the test chat", async () => {
    await tabTo(page.getByRole("switch", { name: "The scenario answers first" }));
    const saved = page.waitForResponse((response) => response.url().includes("scenario.updateSettings"));
    await page.keyboard.press("Space");
    await saved;
    await page.getByRole("button", { name: "Test chat" }).click();
    const log = page.getByRole("region", { name: "Test chat" }).getByRole("log");
    await ask(page, "Hello");
    await expect(log).toContainText("Which membership would you like?");
    await ask(page, "1");
    await expect(log).toContainText("You chose one month.");
  });

  await test.step("list and panel are good in all sizes", async () => {
    await page.goto(`/bots/${botId}/scenario`);
    await row(page, "Welcome").click();
    await expect(panel(page, "Welcome")).toBeVisible();
    await takePictures(page, info, "scenario");
    await checkScreen(page, "the list and the panel");
  });
});
