import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { composer, events, expectAccessible, messages, rows, signIn } from "./support/inbox-screen";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { postMessage } from "./support/post-message";

/** An operator works through the list of the inbox: views, assignees, snoozes, bulk changes, keys and search. */

const NAMES = ["Ann Archer", "Ben Baker", "Cleo Carter", "Dan Dyer"] as const;

let customer: Customer;
let bot: MadeBot;
let url: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  customer = await signUpCustomer(url);
  bot = await makeOrderBot(customer, (definition) => definition);
  for (const name of NAMES) await say(name, `Hello from ${name}`);
});

const view = (page: Page, name: string) => page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
const row = (page: Page, name: string) => rows(page).filter({ hasText: name });

async function say(name: string, text: string): Promise<void> {
  const posted = await postMessage(url, bot.token, { chatId: name, text, source: name });
  expect(posted.status).toBe(202);
}

async function idOf(name: string): Promise<string> {
  const { rows: found } = await customer.trpc.inbox.list.query({ search: name });
  return found[0]?.id ?? "";
}

test("The views and the badge show what waits for a person, and who has it", async ({ page }, info) => {
  await signIn(page, customer);
  await page.goto("/inbox");
  await expect(rows(page)).toHaveCount(4);
  for (const box of await rows(page).all()) expect((await box.boundingBox())?.height).toBe(64);

  await test.step("a conversation that is taken over needs a person and is the operator's", async () => {
    await row(page, "Ann").click();
    await page.getByRole("button", { name: "Take over" }).click();
    await expect(view(page, "Needs a person")).toContainText("1");
    await expect(view(page, "Mine")).toContainText("1");
    const inbox = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /1 needs a person/ });
    await expect(inbox).toBeVisible();
    await view(page, "Mine").click();
    await expect(page).toHaveURL(/\/inbox\?view=mine$/);
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText("assigned to Ada Lovelace");
  });

  await test.step("it is assigned to nobody", async () => {
    await rows(page).click();
    await page.getByRole("button", { name: "Assigned to Ada Lovelace" }).click();
    await page.getByRole("menuitem", { name: "Nobody" }).click();
    await expect(events(page, "Ada Lovelace is no longer assigned")).toBeVisible();
    await view(page, "Unassigned").click();
    await expect(row(page, "Ann")).toBeVisible();
  });

  await test.step("a snoozed one leaves the open views and comes back when its customer writes", async () => {
    await row(page, "Ann").click();
    await page.getByRole("button", { name: "Snooze", exact: true }).first().click();
    const dialog = page.getByRole("dialog", { name: "Snooze" });
    await dialog.getByRole("button", { name: "Snooze until then" }).click();
    await expect(dialog.getByText("Choose a date and a time.")).toBeVisible();
    await takePictures(page, info, "snooze");
    await dialog.getByRole("button", { name: /^Tomorrow/ }).click();
    await expect(events(page, "Ada Lovelace snoozed the conversation until")).toBeVisible();
    await expect(page.getByText("Nothing is unassigned")).toBeVisible();
    await page.getByRole("button", { name: "More views" }).click();
    await page.getByRole("menuitemradio", { name: "Snoozed" }).click();
    await expect(row(page, "Ann")).toContainText("Snoozed until");
    await view(page, "Unassigned").click();
    await say("Ann Archer", "Are you there?");
    await expect(row(page, "Ann")).toContainText("Are you there?");
  });

  await page.goto("/inbox");
  await expect(rows(page)).toHaveCount(4);
  await takePictures(page, info, "inbox-list");
  await expectAccessible(page);
});

test("Several conversations are changed together, by mouse and by keyboard", async ({ page }, info) => {
  await signIn(page, customer);
  await page.goto("/inbox");
  await expect(rows(page)).toHaveCount(4);

  await test.step("a range is selected with Shift, and assigned", async () => {
    const boxes = page.getByRole("list", { name: "Conversations" }).getByRole("checkbox");
    await boxes.nth(1).click();
    await boxes.nth(3).click({ modifiers: ["Shift"] });
    const bar = page.getByRole("toolbar", { name: "Selected conversations" });
    await expect(bar).toContainText("3 selected");
    await takePictures(page, info, "inbox-selected");
    await bar.getByRole("button", { name: "Assign" }).click();
    await page.getByRole("menuitem", { name: /Ada Lovelace/ }).click();
    await expect(page.getByText("Assigned 3 conversations.")).toBeVisible();
    await expect(view(page, "Mine")).toContainText("3");
    await bar.getByRole("button", { name: "Close" }).click();
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect(rows(page)).toHaveCount(4);
  });

  await test.step("keys open, assign, close and select, but not while the operator types", async () => {
    await page.keyboard.press("j");
    const first = await rows(page).first().textContent();
    await expect(composer(page)).toBeVisible();
    await page.keyboard.press("a");
    const toast = page.locator("[data-sonner-toast]", { hasText: "Assigned 1 conversation." });
    await expect(toast).toBeVisible();
    const rightOf = async (part: Locator) => {
      const box = await part.boundingBox();
      return box ? box.x + box.width : Number.NaN;
    };
    const list = await rightOf(page.getByRole("region", { name: "List of conversations" }));
    // It may still slide in.
    await expect.poll(() => rightOf(toast)).toBeLessThan(list);
    await page.keyboard.press("r");
    await page.keyboard.type("xe?");
    await expect(composer(page)).toHaveValue("xe?");
    await composer(page).fill("");
    await composer(page).blur();
    await page.keyboard.press("e");
    await expect(rows(page)).toHaveCount(3);
    await expect(rows(page).first()).not.toHaveText(first ?? "");
    await expect(rows(page).first()).toHaveAttribute("aria-current", "page");
    await page.keyboard.press("x");
    await expect(page.getByText("1 selected")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("1 selected")).toBeHidden();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Open the next conversation");
    await takePictures(page, info, "inbox-keys");
    await expectAccessible(page, "[role=dialog]");
  });
});

test("A search shows what it found, and opens the conversation there", async ({ page }, info) => {
  const conversationId = await idOf("Cleo Carter");
  await say("Cleo Carter", "My parcel has a giraffe on it");
  for (let i = 0; i < 70; i += 1) {
    await customer.trpc.inbox.addNote.mutate({ conversationId, text: `Note ${i}`, clientNoteId: `n${i}` });
  }
  await signIn(page, customer);
  await page.goto("/inbox?search=giraf");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).locator("mark")).toHaveText("giraffe");
  await rows(page).click();
  await expect(page).toHaveURL(/found=\d+/);
  const found = messages(page).getByText("My parcel has a giraffe on it");
  await expect(found).toBeInViewport();
  await takePictures(page, info, "inbox-found");
});

test("An admin chooses how conversations are assigned", async ({ page }, info) => {
  await signIn(page, customer);
  await page.goto("/settings/inbox");
  await page.getByRole("radio", { name: "In turn" }).check();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: "In turn" })).toBeChecked();
  await takePictures(page, info, "inbox-settings");
  await expectAccessible(page);
});
