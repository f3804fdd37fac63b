import { expect, type Page, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { details, openDetails, rows, signIn } from "./support/inbox-screen";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { postMessage } from "./support/post-message";
import { untilHydrated } from "./support/wait-for-screen";

/** A company with two brands limits an operator to one of them, who also works in another workspace. */

const PHONE = "+4915112345678";

let owner: Customer;
let operator: Customer;
let shop: MadeBot;
let garage: MadeBot;
let url: string;

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  owner = await signUpCustomer(url);
  operator = await signUpCustomer(url);
  await owner.trpc.team.renameWorkspace.mutate({ name: "Two brands" });
  await operator.trpc.team.renameWorkspace.mutate({ name: "Own workspace" });
  shop = await makeOrderBot(owner, (definition) => definition);
  garage = await makeOrderBot(owner, (definition) => definition);
  await owner.trpc.bots.update.mutate({ botId: garage.botId, name: "Garage" });
  await receive(shop, "Grace Hopper");
  await receive(garage, "Alan Turing");
});

function receive({ token }: MadeBot, clientName: string, text = "Hello") {
  return postMessage(url, token, { chatId: clientName, text, clientName, clientPhone: PHONE });
}

test("A limited operator sees one bot's customers without their phone numbers, and each tab stays in its workspace", async ({
  page,
  browser,
}, info) => {
  let link = "";
  await test.step("the owner invites an operator for the shop, and hides contact data", async () => {
    await signIn(page, owner);
    await page.goto("/settings/team");
    await page.getByRole("button", { name: "Invite" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Only some" }).click();
    await dialog.getByRole("button", { name: "Create the invitation" }).click();
    await expect(dialog.getByText("Choose at least one bot or channel.").first()).toBeVisible();
    await dialog.getByRole("checkbox", { name: "Shop" }).click();
    await takePictures(page, info, "invite-limited");
    await checkScreen(page, "invite", { within: "[role=dialog]" });
    await dialog.getByRole("button", { name: "Create the invitation" }).click();
    link = await page.getByText(/\/invitation#/).innerText();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("Operator · 1 bot")).toBeVisible();
    await page.getByRole("combobox", { name: /Who sees customers/ }).click();
    await page.getByRole("option", { name: "Editors and above" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await operator.trpc.team.accept.mutate({ token: new URL(link).hash.slice(1) });
    await page.reload();
    await takePictures(page, info, "team-limited");
    await checkScreen(page, "team with a limited member");
  });

  const context = await browser.newContext();
  const brands = await context.newPage();
  await test.step("the operator sees only the shop and its customers", async () => {
    await signIn(brands, operator);
    await brands.goto("/bots");
    await switchTo(brands, "Two brands");
    await expect(brands.getByRole("link", { name: "Shop", exact: true })).toBeVisible();
    await expect(brands.getByRole("link", { name: "Garage" })).toHaveCount(0);
    await expect(brands.getByRole("link", { name: "Polls" })).toHaveCount(0);
    await brands.goto("/inbox");
    await expect(rows(brands)).toHaveCount(1);
    await rows(brands).filter({ hasText: "Grace Hopper" }).click();
    await openDetails(brands);
    await expect(details(brands).getByText("Hidden from your role")).toBeVisible();
    await expect(brands.getByText(PHONE)).toHaveCount(0);
    await takePictures(brands, info, "limited-inbox");
    await brands.goto("/polls");
    await expect(brands.getByRole("heading", { name: "You see only some bots of this workspace" })).toBeVisible();
    await checkScreen(brands, "no access");
    await brands.goto(`/bots/${garage.botId}`);
    await expect(brands.getByRole("heading", { name: "Page not found" })).toBeVisible();
    // In these tests every tab has the focus, so this one chooses its workspace when it is hydrated: not later than here.
    await untilHydrated(brands);
  });

  await test.step("a second tab works in another workspace, and neither changes the other", async () => {
    const own = await context.newPage();
    await own.goto("/bots");
    await switchTo(own, "Own workspace");
    await brands.goto("/inbox");
    await expect(workspaceName(brands)).toContainText("Own workspace");
    await switchTo(brands, "Two brands");
    await own.getByRole("link", { name: "Inbox" }).first().click();
    await expect(own.getByText("No conversations yet")).toBeVisible();
    await expect(workspaceName(own)).toContainText("Own workspace");
    await brands.getByRole("link", { name: "Inbox" }).first().click();
    await expect(rows(brands)).toHaveCount(1);
    await own.getByRole("link", { name: "Tables" }).first().click();
    await receive(shop, "Ada Byron");
    await receive(garage, "Charles Babbage");
    await expect(rows(brands)).toHaveCount(2);
    await expect(rows(brands).filter({ hasText: "Ada Byron" })).toBeVisible();
    await expect(workspaceName(brands)).toContainText("Two brands");
  });
  await context.close();
});

const workspaceName = (page: Page) => page.getByRole("button", { name: /Switch workspace/ });

async function switchTo(page: Page, name: string): Promise<void> {
  await untilHydrated(page);
  await workspaceName(page).click();
  await page.getByRole("menuitem", { name }).click();
  await expect(workspaceName(page)).toContainText(name);
}
