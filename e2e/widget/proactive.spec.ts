import { expect, test } from "@playwright/test";
import { signUpCustomer } from "../support/customer-client";
import { makeOrderBot } from "../support/make-bot";
import { pageWithWidget, type Site, startSite } from "./support/site";
import { launcher, panel } from "./support/widget";

let product: string;
let channel: string;
let site: Site;

test.beforeAll(async ({ baseURL }) => {
  product = baseURL ?? "";
  const customer = await signUpCustomer(product);
  const { botId, webChannel } = await makeOrderBot(customer, (definition) => definition);
  channel = webChannel;
  const rule = { id: "help", text: "Can we help?", texts: {}, afterSeconds: 5, page: "/pricing*" };
  const all = await customer.trpc.channels.list.query({ botId });
  const channelId = all.find(({ kind }) => kind === "web")?.id ?? "";
  await customer.trpc.channels.update.mutate({ channelId, web: { widget: { proactive: [rule] } } });
  site = await startSite({});
});

test.afterAll(() => site.close());

test("A proactive message appears once per visitor, on its pages, and takes neither focus nor space", async ({
  page,
}) => {
  await page.clock.install();
  site.pages["/"] = pageWithWidget(product, channel, { before: `<input aria-label="Search">` });
  await page.goto(site.url);
  await expect(launcher(page)).toBeVisible();
  const teaser = page.getByRole("status");
  await page.getByLabel("Search").focus();
  await page.clock.fastForward(20_000);
  await expect(teaser).toBeEmpty();
  await page.evaluate(() => history.pushState(null, "", "/pricing/teams"));
  await page.clock.runFor(7000);
  await expect(teaser).toHaveText("Can we help?");
  await expect(page.getByLabel("Search")).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  // Nothing is stored before the visitor reacts.
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await teaser.getByRole("button", { name: "Dismiss" }).click();
  await expect(teaser).toBeEmpty();
  site.pages["/pricing/"] = pageWithWidget(product, channel);
  await page.goto(`${site.url}/pricing/`);
  await expect(launcher(page)).toBeVisible();
  await page.clock.runFor(20_000);
  await expect(teaser).toBeEmpty();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.clock.runFor(7000);
  await teaser.getByRole("button", { name: "Can we help?" }).click();
  await expect(panel(page)).toBeVisible();
});
