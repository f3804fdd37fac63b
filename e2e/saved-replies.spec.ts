import { expect, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { composer, expectAccessible, messages, openConversation, signIn } from "./support/inbox-screen";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { postMessage } from "./support/post-message";

let customer: Customer;
let bot: MadeBot;

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
  bot = await makeOrderBot(customer, (definition) => definition);
  await postMessage(baseURL ?? "", bot.token, { chatId: "c-1", text: "Where is my parcel?", clientName: "Eve Moon" });
});

test("A reply is saved in the settings, and inserted in the inbox with its values", async ({ page }, info) => {
  await signIn(page, customer);
  await page.goto("/settings/replies");

  await test.step("the first reply is written, with faults beside their fields", async () => {
    await page.getByRole("button", { name: "New reply" }).click();
    const dialog = page.getByRole("dialog", { name: "New saved reply" });
    await dialog.getByLabel("Name").fill("Greeting");
    await dialog.getByLabel("Shortcut").fill("say hello");
    await dialog.getByLabel("Text").fill("Hi {{customer.nickname}}, call ");
    await page.keyboard.press("Escape");
    const question = page.getByRole("alertdialog", { name: "Discard what you typed?" });
    await expectAccessible(page);
    await question.getByRole("button", { name: "Keep editing" }).click();
    await expect(question).toBeHidden();
    await expect(dialog.getByLabel("Text")).toBeFocused();
    await dialog.getByRole("button", { name: "Save reply" }).click();
    await expect(dialog.getByText("Use letters, digits, - and _ only, without spaces.", { exact: true })).toBeVisible();
    await expect(dialog.getByText(/^\{\{customer\.nickname\}\} is not a variable/)).toBeVisible();
    await takePictures(page, info, "reply-dialog");
    await dialog.getByLabel("Shortcut").fill("hello");
    await dialog.getByLabel("Text").fill("Hi ");
    await dialog.getByRole("button", { name: "Customer’s name" }).click();
    await dialog.getByLabel("Text").pressSequentially(", {{oper");
    const variables = page.getByRole("listbox", { name: "Values to insert" });
    await expect(variables.getByRole("option")).toHaveText(/operator\.name/);
    await page.keyboard.press("Escape");
    await expect(variables).toBeHidden();
    await page.keyboard.press("Control+Space");
    await page.keyboard.press("Enter");
    await expect(dialog.getByLabel("Text")).toHaveValue("Hi {{customer.name}}, {{operator.name}}");
    await dialog.getByLabel("Text").pressSequentially(" here. Your plan: {{variables.plan}}.");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save reply" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("list", { name: "Saved replies" })).toContainText("/hello");
  });

  await test.step("a new reply is discarded only after the question", async () => {
    await page.getByRole("button", { name: "New reply" }).click();
    const dialog = page.getByRole("dialog", { name: "New saved reply" });
    await dialog.getByLabel("Name").fill("Refund");
    await dialog.getByRole("button", { name: "Close", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "New reply" }).click();
    await expect(dialog.getByLabel("Name")).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  await customer.trpc.savedReplies.create.mutate({ name: "Goodbye", shortcut: "bye", text: "See you soon!" });
  await openConversation(page, "Eve Moon");
  const list = page.getByRole("listbox", { name: "Saved replies" });

  await test.step("a slash opens the list, and the keyboard chooses", async () => {
    await composer(page).pressSequentially("/");
    await expect(list.getByRole("option")).toHaveCount(2);
    await takePictures(page, info, "reply-picker");
    await composer(page).press("ArrowDown");
    await expect(list.getByRole("option", { selected: true })).toContainText("Greeting");
    await composer(page).press("Escape");
    await expect(list).toBeHidden();
    await composer(page).fill("");
    await composer(page).pressSequentially("/hel");
    await expect(list.getByRole("option")).toHaveCount(1);
    await composer(page).press("Enter");
    await expect(composer(page)).toHaveValue("Hi Eve Moon, Ada Lovelace here. Your plan: {{variables.plan}}.");
  });

  await test.step("a value that is missing keeps the message from being sent, until a person writes it", async () => {
    await expect(page.getByText("No value here. Replace before sending:")).toBeVisible();
    await composer(page).press("End");
    await composer(page).press("Enter");
    await expect(messages(page)).not.toContainText("Ada Lovelace here");
    await takePictures(page, info, "reply-open");
    // The missing value is selected now.
    await composer(page).pressSequentially("gold");
    await composer(page).press("Enter");
    await expect(messages(page)).toContainText("Hi Eve Moon, Ada Lovelace here. Your plan: gold.");
    await expect(composer(page)).toHaveValue("");
  });

  await test.step("the list opens by a button too, and Undo takes an inserted reply back", async () => {
    await composer(page).fill("Thanks.");
    await page.getByRole("button", { name: "Saved replies" }).click();
    await list.getByRole("option", { name: /Goodbye/ }).click();
    await expect(composer(page)).toHaveValue("Thanks. See you soon!");
    await composer(page).press("Control+z");
    await expect(composer(page)).toHaveValue("Thanks. /");
    await expectAccessible(page);
  });
});
