import { expect, type Page, test } from "@playwright/test";
import { signUpCustomer } from "../support/customer-client";
import { signIn } from "../support/inbox-screen";
import { launcher, log, openWidget } from "./support/widget";
import { type Site, startSite } from "./support/site";

/** An owner makes the widget theirs, puts it on a website, and sees that it is there. */

let site: Site;
test.beforeAll(async () => {
  site = await startSite({});
});
test.afterAll(() => site.close());

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const color = (page: Page | ReturnType<Page["frameLocator"]>) =>
  launcher(page).evaluate((button) => getComputedStyle(button).backgroundColor);

test("An owner changes the widget, sees it in the preview and on a website, and the checklist ticks", async ({
  page,
  baseURL,
}) => {
  const customer = await signUpCustomer(baseURL ?? "");
  const { id: botId } = await customer.trpc.bots.create.mutate({ name: "Shop", templateId: "order-status" });
  const { id: channelId } = await customer.trpc.channels.create.mutate({ botId, kind: "web", name: "Website" });
  const { publicId } = await customer.trpc.channels.get.query({ channelId });
  await signIn(page, customer);
  await page.goto(`/bots/${botId}/channels/${channelId}`);
  const seen = page.getByRole("listitem").filter({ hasText: "The widget is on your website" });
  await expect(seen).toContainText("to do");

  const preview = page.frameLocator('iframe[title="Preview of the widget"]');
  await page.getByRole("link", { name: "Look" }).click();
  await page.getByRole("textbox", { name: "Colour", exact: true }).fill("#b00020");
  await expect(page.getByText("White text has a contrast of")).toBeVisible();
  await expect.poll(() => color(preview)).toBe("rgb(176, 0, 32)");
  await expect(log(preview)).toContainText("Anna Novak");
  await page.getByRole("textbox", { name: "Colour", exact: true }).fill("#b0002");
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  await page.getByRole("textbox", { name: "Colour", exact: true }).fill("#b00020");

  await page.getByRole("link", { name: "Texts" }).click();
  await page.getByRole("textbox", { name: "Greeting" }).fill("Welcome to the shop!");
  await expect(log(preview)).toContainText("Welcome to the shop!");
  await page.getByRole("link", { name: "Look" }).click();
  await expect(page.getByRole("textbox", { name: "Colour", exact: true })).toHaveValue("#b00020");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Unsaved changes in")).toBeHidden();

  await page.getByRole("link", { name: "Install" }).click();
  await page.getByRole("button", { name: "Copy HTML" }).click();
  const snippet = await page.evaluate(() => navigator.clipboard.readText());
  expect(snippet).toContain(publicId);
  site.pages["/prices"] = { html: `<!doctype html><html><body><h1>Prices</h1>${snippet}</body></html>` };

  const visitor = await page.context().newPage();
  await visitor.goto(`${site.url}/prices`);
  expect(await color(visitor)).toBe("rgb(176, 0, 32)");
  await openWidget(visitor);
  await expect(log(visitor)).toContainText("Welcome to the shop!");
  await page.bringToFront();
  await expect(seen).toContainText("done");
  await expect(seen.getByRole("link")).toHaveAttribute("href", `${site.url}/prices`);

  await test.step("beside the test chat, the preview is large enough to be read", async () => {
    const testChat = page.getByRole("button", { name: "Test chat", exact: true });
    const widthOf = async () => (await page.getByTitle("Preview of the widget").boundingBox())?.width ?? 0;
    for (const width of [1280, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`/bots/${botId}/channels/${channelId}?part=look`);
      for (const isExpanded of ["true", "false"]) {
        if ((await testChat.getAttribute("aria-expanded")) !== isExpanded) await testChat.click();
        await expect(testChat).toHaveAttribute("aria-expanded", isExpanded);
        await expect.poll(widthOf, `${width} pixels, test chat: ${isExpanded}`).toBeGreaterThan(340);
      }
    }
  });

  await test.step("on a phone, a number can be read to its end", async () => {
    await page.setViewportSize({ width: 375, height: 812 });
    await page.goto(`/bots/${botId}/channels/${channelId}?part=look`);
    const layer = page.getByRole("textbox", { name: "Layer (z-index)" });
    await expect(layer).toHaveValue("2147483000");
    expect(await layer.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  });

  await test.step("on a phone, the link to the current part is visible in the bar of the parts", async () => {
    await page.setViewportSize({ width: 375, height: 812 });
    const part = (name: string) => page.getByRole("link", { name, exact: true });
    for (const [id, name] of [
      ["ratings", "Ratings"],
      ["proactive", "Proactive"],
    ] as const) {
      await page.goto(`/bots/${botId}/channels/${channelId}?part=${id}`);
      await expect(part(name)).toBeInViewport({ ratio: 1 });
    }
    await part("Access & identity").click();
    await expect(part("Access & identity")).toHaveAttribute("aria-current", "page");
    await expect(part("Access & identity")).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  });
});
