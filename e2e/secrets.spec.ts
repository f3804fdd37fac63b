import { expect, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { makeOrderBot } from "./support/make-bot";

let customer: Customer;

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
});

test("A secret is saved in the settings, used by an action, changed and deleted", async ({ page }) => {
  await signIn(page, customer);
  await page.goto("/settings/secrets");

  await test.step("the first secret is saved, and its value is not shown", async () => {
    await page.getByRole("button", { name: "New secret" }).click();
    const dialog = page.getByRole("dialog", { name: "New secret" });
    await dialog.getByLabel("Name").fill("shop key");
    await dialog.getByLabel("Value").fill("key-8f3a9b2c71");
    await dialog.getByLabel("Note").fill("Of the shop");
    await dialog.getByRole("button", { name: "Save secret" }).click();
    await expect(dialog.getByText(/^Use letters, digits and _ only/)).toBeVisible();
    await dialog.getByLabel("Name").fill("shop_key");
    await dialog.getByRole("button", { name: "Save secret" }).click();
    await expect(dialog).toBeHidden();
    const list = page.getByRole("list", { name: "Secrets" });
    await expect(list).toContainText("shop_key");
    await expect(list).toContainText("by Ada Lovelace");
    await expect(list).toContainText("Not used by any action");
    expect(await page.content()).not.toContain("key-8f3a9b2c71");
  });

  const { botId } = await makeOrderBot(customer, (definition) => ({
    ...definition,
    steps: definition.steps.map((step) =>
      step.kind === "webhook" ? { ...step, headers: [{ name: "X-Key", value: "{{secrets.shop_key}}" }] } : step,
    ),
  }));

  await test.step("the list names the action that uses it, with a link", async () => {
    await page.reload();
    const uses = page.getByRole("list", { name: "Actions that use shop_key" });
    await expect(uses).toContainText("of Shop (draft and published)");
    await expect(uses.getByRole("link")).toHaveAttribute("href", new RegExp(`^/bots/${botId}/actions/`));
    await checkScreen(page, "/settings/secrets");
  });

  await test.step("its value is changed, and it is deleted only with a warning", async () => {
    await page.getByRole("button", { name: "Change shop_key" }).click();
    const dialog = page.getByRole("dialog", { name: "Change shop_key" });
    await dialog.getByLabel("New value").fill("key-0000000001");
    await dialog.getByRole("button", { name: "Save secret" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Delete shop_key" }).click();
    const question = page.getByRole("alertdialog", { name: "Delete shop_key?" });
    await expect(question.getByRole("list", { name: "Actions that use it" })).toContainText("Shop");
    await question.getByRole("button", { name: "Delete anyway" }).click();
    await expect(page.getByRole("heading", { name: "No secrets yet" })).toBeVisible();
  });
});
