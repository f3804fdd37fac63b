import { expect, test } from "@playwright/test";
import { openNewAction, stepResult, tryPanel } from "./support/action-editor";
import { startLocalServer } from "./support/local-server";
import { takePictures } from "./support/pictures";
import { openEmptyBot } from "./support/screens";

/** A customer tries an action that asks a system for approval and waits until it calls back. */

test("An action that waits for a callback continues once when it arrives", async ({ page, baseURL }, info) => {
  const shop = await startLocalServer();
  await openEmptyBot(page, baseURL ?? "", "Shop", "You help the customers of a shop.");
  await openNewAction(page);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Ask for approval");
  await page.getByRole("textbox", { name: "Address" }).fill(`${shop.url}/approvals?back={{callback.url}}`);
  await page.getByRole("button", { name: "Add step", exact: true }).click();
  await page.getByRole("option", { name: "Wait for callback" }).click();
  await page.getByRole("group", { name: "Step step_2" }).getByRole("textbox", { name: "Step name" }).fill("approval");
  await takePictures(page, info, "editor-callback");

  const panel = tryPanel(page);
  await panel.getByRole("button", { name: "Save and run" }).click();
  const approval = stepResult(page, "approval");
  await expect(approval.getByText("Waits for a POST to its address")).toBeVisible();
  await takePictures(page, info, "waiting-for-callback");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await approval.getByRole("button", { name: "Copy Address" }).click();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const asked = await shop.request(({ url }) => url.startsWith("/approvals"));
  expect(new URL(asked.url, shop.url).searchParams.get("back")).toBe(address);

  const answers = await Promise.all([callBack(address, "Grace"), callBack(address, "Grace")]);
  expect(answers.toSorted()).toEqual([200, 410]);
  await expect(panel.getByText("Succeeded")).toBeVisible();
  await expect(approval).toContainText('"by": "Grace"');
  await expect(approval.getByText("Waits for a POST")).toBeHidden();
  expect(await callBack(address, "Mallory")).toBe(410);
  await takePictures(page, info, "after-callback");
  await shop.close();
});

async function callBack(address: string, by: string): Promise<number> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ approved: true, by }),
  });
  return response.status;
}
