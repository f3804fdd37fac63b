import { expect, test } from "@playwright/test";
import { signUpCustomer } from "../support/customer-client";
import { makeOrderBot } from "../support/make-bot";
import { scriptTag, startSite } from "./support/site";
import { waitingReactPage } from "./support/snippet-pages";
import { composer, log, panel, write } from "./support/widget";

test("A visitor writes while the site's React still waits to take over the page", async ({ page, baseURL }) => {
  const product = baseURL ?? "";
  const customer = await signUpCustomer(product);
  const { webChannel } = await makeOrderBot(customer, (definition) => definition);
  const site = await startSite({
    "/": await waitingReactPage(scriptTag(`${product}/widget.js?c=${webChannel}`, { "data-open": "" })),
  });
  await page.goto(site.url);
  await write(page, "Where is my parcel?");
  await expect(log(page).getByText("Where is my parcel?", { exact: true })).toBeVisible();
  await expect(composer(page)).toHaveValue("");
  await panel(page).getByRole("button", { name: "More" }).click();
  await page.keyboard.press("Escape");
  await expect(panel(page).getByRole("menu")).toHaveCount(0);
  await expect(panel(page)).toBeVisible();
  await panel(page).getByRole("button", { name: "Close chat" }).click();
  await expect(panel(page)).toBeHidden();
  await site.close();
});
