import { expect, type Page, test } from "@playwright/test";
import { openEmptyBot } from "./support/screens";

/** Nothing that was typed is lost: without a network, on leaving a page, and when somebody else edits the same bot. */

const SAVES = "**/api/trpc/*bots.update*";

test("A bot's changes without a network are kept, saved later, and never overwrite somebody else's", async ({
  page,
  browser,
  baseURL,
}) => {
  await openEmptyBot(page, baseURL ?? "", "Shop", "Be kind.");
  const instruction = page.getByRole("textbox", { name: "Instruction" });
  const state = page.getByRole("status").filter({ hasText: /Saved|Saving|saved/ });

  await test.step("offline, the page says where the change is, and leaving asks", async () => {
    await page.context().setOffline(true);
    await instruction.fill("Written on a train.");
    await expect(state).toHaveText("Offline, saved on this device");
    await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
    await page.getByRole("link", { name: "Behaviour" }).click();
    const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
    await expect(question).toContainText("This device keeps them");
    await question.getByRole("button", { name: "Cancel" }).click();
    await page.context().setOffline(false);
    await expect(state).toHaveText("Saved");
  });

  await test.step("a reload takes up the change, also after another tab has saved the same page", async () => {
    const otherTab = await page.context().newPage();
    await otherTab.goto(page.url());
    await page.route(SAVES, (route) => route.abort());
    await instruction.fill("Written in a tunnel.");
    await expect(state).toHaveText("Offline, saved on this device");
    const saved = otherTab.waitForResponse(SAVES);
    await otherTab.getByLabel("Fallback text").fill("We answer tomorrow.");
    await saved;
    await expect(otherTab.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
    await otherTab.close();
    page.once("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await expect(instruction).toHaveValue("Written in a tunnel.");
    // The reload itself may have saved it, and it is repeated automatically, so there may be no button to retry by now.
    await page.unroute(SAVES);
    await expect(state).toHaveText("Saved", { timeout: 30_000 });
    await expect(page.getByLabel("Fallback text")).toHaveValue("We answer tomorrow.");
  });

  await test.step("of a text that two people changed, the user chooses one", async () => {
    const storageState = await page.context().storageState();
    const other = await (await browser.newContext({ storageState })).newPage();
    await other.goto(page.url());
    await page.context().setOffline(true);
    await instruction.fill("Mine.");
    await page.getByRole("textbox", { name: "Name" }).fill("My shop");
    await expect(state).toHaveText("Offline, saved on this device");
    await other.getByRole("textbox", { name: "Instruction" }).fill("Theirs.");
    await expect(other.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
    await page.context().setOffline(false);
    const notice = page.getByText("Someone else changed the same fields");
    await expect(notice).toBeVisible();
    await page.getByText("Instruction as someone else saved it").click();
    await expect(page.getByText("Theirs.")).toBeVisible();
    await page.getByRole("button", { name: "Save my changes" }).click();
    await expect(state).toHaveText("Saved");
    await other.reload();
    await expect(other.getByRole("textbox", { name: "Instruction" })).toHaveValue("Mine.");
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("My shop");
    await other.context().close();
  });

  await test.step("leaving an unsaved action asks, by a link and by the back button", () => leaveAction(page));
});

async function leaveAction(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Actions", exact: true }).click();
  await page.getByRole("link", { name: "Add action" }).first().click();
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(async () => {
    await name.fill("");
    await name.fill("Find an order");
    await expect(page.getByRole("textbox", { name: "Function name" })).toHaveValue("find_an_order", { timeout: 500 });
  }).toPass();
  await page.getByRole("textbox", { name: "Description" }).fill("Finds an order.");
  await page.getByRole("textbox", { name: "Address" }).fill("https://shop.example.com/orders");
  await page.getByRole("button", { name: "Create action" }).click();
  await expect(page).toHaveURL(/actions\/(?!new)/);

  await name.fill("Find a parcel");
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await page.getByRole("link", { name: "Tables" }).click();
  await question.getByRole("button", { name: "Cancel" }).click();
  await page.goBack({ timeout: 1000 }).catch(() => null);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(name).toHaveValue("Find a parcel");

  await page.getByRole("button", { name: "Discard" }).click();
  await expect(name).toHaveValue("Find an order");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(name).toHaveValue("Find a parcel");
  await page.getByRole("link", { name: "Tables" }).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/tables$/);
}
