import { randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { checkScreen } from "./support/check-screen";
import { signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { takePictures } from "./support/pictures";
import { untilHydrated } from "./support/wait-for-screen";

test("An owner invites a colleague by link, who signs up, joins, and loses access when removed", async ({
  page,
  browser,
  baseURL,
}, info) => {
  const owner = await signUpCustomer(baseURL ?? "");
  await owner.trpc.team.renameWorkspace.mutate({ name: "Bakery" });
  await owner.trpc.bots.create.mutate({ name: "Bread bot", templateId: null });
  await signIn(page, owner);
  await page.goto("/settings/team");
  await test.step("a table shows which roles have which permissions", async () => {
    await page.getByRole("button", { name: "All permissions of each role" }).click();
    const table = page.getByRole("table", { name: "The permissions of each role" });
    await expect(table.getByRole("columnheader", { name: "Operator" })).toBeVisible();
    const cells = table.getByRole("row", { name: "Manage API keys" }).getByRole("cell");
    await expect(cells).toHaveText(["Yes", "Yes", "No", "No", "No"]);
    await checkScreen(page, "permissions");
    await takePictures(page, info, "permissions");
  });
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("button", { name: "Create the invitation" }).click();
  const link = await page.getByText(/\/invitation#/).innerText();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Whoever has the link")).toBeVisible();

  const context = await browser.newContext();
  const colleague = await context.newPage();
  await test.step("the colleague creates an account and accepts", async () => {
    // The product calls its address localhost; the tests open it under the other name, which has its own cookies.
    const { pathname, hash } = new URL(link);
    await colleague.goto(pathname + hash);
    await expect(colleague.getByRole("heading", { name: "Join Bakery" })).toBeVisible();
    await checkScreen(colleague, "invitation");
    await colleague.getByRole("link", { name: "Create an account" }).click();
    await colleague.getByLabel("Your name").fill("Grace Hopper");
    await colleague.getByLabel("E-mail").fill(`${randomBytes(6).toString("hex")}@example.com`);
    await colleague.getByLabel("Password", { exact: true }).fill("another few plain words");
    await colleague.getByRole("button", { name: "Create account" }).click();
    await colleague.getByRole("button", { name: "Accept the invitation" }).click();
    await expect(colleague.getByRole("link", { name: "Bread bot" })).toBeVisible();
  });

  await test.step("the colleague switches to the own workspace and back", async () => {
    const switchTo = async (workspace: string) => {
      await untilHydrated(colleague);
      await colleague.getByRole("button", { name: /Switch workspace/ }).click();
      await colleague.getByRole("menuitem", { name: workspace }).click();
    };
    await switchTo("Grace Hopper's workspace");
    await expect(colleague.getByRole("button", { name: /Grace Hopper's workspace/ })).toBeVisible();
    await switchTo("Bakery");
    await expect(colleague.getByRole("link", { name: "Bread bot" })).toBeVisible();
  });

  await test.step("the colleague makes a workspace of her own, and follows a link to the other one", async () => {
    const { pathname } = new URL(
      (await colleague.getByRole("link", { name: "Bread bot" }).getAttribute("href")) ?? "",
      baseURL,
    );
    await untilHydrated(colleague);
    await colleague.getByRole("button", { name: /Switch workspace/ }).click();
    await colleague.getByRole("menuitem", { name: "New workspace" }).click();
    const dialog = colleague.getByRole("dialog", { name: "New workspace" });
    await dialog.getByRole("button", { name: "Create workspace" }).click();
    await expect(dialog.getByText("Give the workspace a name.").first()).toBeVisible();
    await dialog.getByLabel("Name").fill("Compilers");
    await takePictures(colleague, info, "new-workspace");
    await dialog.getByRole("button", { name: "Create workspace" }).click();
    await expect(colleague.getByRole("button", { name: /Switch workspace/ })).toContainText("Compilers");
    await expect(colleague.getByText("No bots yet")).toBeVisible();
    await colleague.goto(pathname);
    await expect(colleague.getByRole("heading", { name: "This page is in another workspace" })).toBeVisible();
    await checkScreen(colleague, "another workspace");
    await takePictures(colleague, info, "another-workspace");
    await colleague.getByRole("button", { name: "Open in “Bakery”" }).click();
    await expect(colleague.getByRole("button", { name: /Switch workspace/ })).toContainText("Bakery");
    await expect(colleague).toHaveURL(pathname);
    await colleague.goto("/bots");
  });

  await test.step("the owner makes her an editor, sees it in the audit log, and removes her", async () => {
    await page.reload();
    await page.getByRole("combobox", { name: "Role of Grace Hopper" }).click();
    await page.getByRole("option", { name: "Editor" }).click();
    await expect(page.getByText("Grace Hopper is now: Editor.")).toBeVisible();
    await page.goto("/settings/audit");
    await expect(page.getByText("Changed the role or access of a member Grace Hopper")).toBeVisible();
    await page.goto("/settings/team");
    await page.getByRole("button", { name: "Remove Grace Hopper" }).click();
    await page.getByRole("button", { name: "Remove member" }).click();
    await expect(page.getByText("Grace Hopper was removed.")).toBeVisible();
    await colleague.goto("/bots");
    await expect(colleague.getByText("Grace Hopper's workspace")).toBeVisible();
    await expect(colleague.getByRole("link", { name: "Bread bot" })).toHaveCount(0);
  });
  await context.close();
});
