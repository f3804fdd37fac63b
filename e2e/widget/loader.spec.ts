import { expect, type Page, test } from "@playwright/test";
import { signUpCustomer } from "../support/customer-client";
import { makeOrderBot } from "../support/make-bot";
import { complaintsOf } from "../support/complaints";
import { pageWithWidget, scriptTag, type Site, startSite } from "./support/site";
import { launcher, openWidget, panel } from "./support/widget";

/** The script tag on a customer's site: what it does to the page, and what the page's scripts can do with it. */

let product: string;
let channel: string;
let second: string;
let site: Site;

test.beforeAll(async ({ baseURL }) => {
  product = baseURL ?? "";
  const customer = await signUpCustomer(product);
  const bot = await makeOrderBot(customer, (definition) => definition);
  channel = bot.webChannel;
  const { botId } = bot;
  const { id } = await customer.trpc.channels.create.mutate({ botId, kind: "web", name: "Sales" });
  second = (await customer.trpc.channels.get.query({ channelId: id })).publicId;
  site = await startSite({});
});

test.afterAll(() => site.close());

/** Shows a page of the site with the widget. */
async function visit(page: Page, options: Parameters<typeof pageWithWidget>[2] = {}): Promise<void> {
  site.pages["/"] = pageWithWidget(product, channel, options);
  await page.goto(site.url);
  await expect(launcher(page)).toBeVisible();
}

for (const policy of ["strict", "nonce"] as const) {
  test(`Under a ${policy} policy with Trusted Types, the widget opens without a violation`, async ({ page }) => {
    const complaints = await complaintsOf(page);
    await visit(page, { policy });
    await openWidget(page);
    await expect(panel(page)).toHaveCSS("position", "absolute");
    expect(complaints()).toEqual([]);
  });
}

test("Before the visitor opens the widget, it requests and stores nothing, and covers only its launcher", async ({
  page,
  context,
}) => {
  const requests: string[] = [];
  page.on("request", (request) => request.url().startsWith(product) && requests.push(new URL(request.url()).pathname));
  await visit(page, { before: `<button style="position:fixed;right:10px;bottom:100px">Buy</button>` });
  await page.getByRole("button", { name: "Buy" }).click();
  await page.waitForLoadState("networkidle");
  expect(requests).toEqual(["/widget.js"]);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  const host = await page.locator("parley-chat").boundingBox();
  expect(host).toEqual(await launcher(page).boundingBox());
  await expect(launcher(page)).toHaveAttribute("aria-expanded", "false");
});

test("The panel is opened and closed by keys and by scripts, and gives the focus back", async ({ page }) => {
  await visit(page, { before: `<script>window.seen = [];</script>` });
  await page.evaluate(() => {
    for (const name of ["open", "close", "destroy"] as const) Parley.on(name, () => window.seen.push(name));
    Parley.on("ready", ({ channel }) => window.seen.push(channel));
    document.addEventListener("keydown", ({ key }) => window.seen.push(`key ${key}`));
  });
  await launcher(page).focus();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toBeVisible();
  await expect(launcher(page)).toHaveAttribute("aria-expanded", "true");
  await panel(page).evaluate((box) => box.append(Object.assign(document.createElement("input"), { id: "typing" })));
  await page.locator("#typing").fill("");
  await page.locator("#typing").press("k");
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(launcher(page)).toBeFocused();
  await page.evaluate(() => Parley.toggle());
  await expect(panel(page)).toBeVisible();
  await page.evaluate(() => Parley.destroy());
  await expect(page.locator("parley-chat")).toHaveCount(0);
  // The page has seen the key that opened the panel, but none of those typed in it.
  await expect
    .poll(() => page.evaluate(() => window.seen))
    .toEqual([channel, "key Enter", "open", "close", "open", "close", "destroy"]);
});

test("Calls made before the script has loaded are made up for, and wrong options are named in one warning", async ({
  page,
}) => {
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await visit(page, {
    before: `<script>${STUB} window.seen = []; Parley.on("open", (e) => seen.push(e.channel)); Parley.open();</script>`,
    attributes: { "data-theme": "pink", "data-position": "left", "data-storage": "cookie", "data-color": "#ffee00" },
  });
  await expect(panel(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.seen)).toEqual([channel]);
  expect(warnings).toEqual([`Parley ignores theme="pink", storage="cookie"`]);
  await expect(launcher(page)).toHaveCSS("color", "rgb(0, 0, 0)");
  expect((await launcher(page).boundingBox())?.x).toBe(20);
});

test("The chat page's region is named by the channel's title, also while its session is loaded", async ({ page }) => {
  const held = Promise.withResolvers<void>();
  await page.route(`**/api/chat/${channel}/session`, async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto(`${product}/chat/${channel}`);
  const region = page.getByRole("region", { name: "Shop", exact: true });
  await expect(region).toBeVisible();
  await expect(region.getByRole("textbox")).toHaveCount(0);
  held.resolve();
  await expect(region.getByRole("textbox", { name: "Your message" })).toBeVisible();
});

test("A second tag of the channel does nothing; another channel and an inline chat stand beside it", async ({
  page,
}) => {
  const other = scriptTag(`${product}/widget.js?c=${second}`, { "data-position": "left" });
  const same = scriptTag(`${product}/widget.js?c=${channel}`);
  await visit(page, { before: same + other, after: `<div id="here" style="height:400px;width:300px"></div>${same}` });
  await expect(page.locator("parley-chat")).toHaveCount(2);
  const buttons = page.getByRole("button", { name: "Open chat" });
  await buttons.first().click();
  await expect(panel(page)).toHaveCount(1);
  // Opening one closes the other.
  await buttons.click();
  await expect(buttons).toHaveCount(1);
  await expect(panel(page)).toHaveCount(1);
  await page.evaluate((channel) => {
    const here = document.querySelector("#here");
    if (here) window.inline = [Parley.mount(here, { channel }), Parley.mount(here, { channel })];
  }, second);
  await expect(page.locator("#here parley-chat")).toHaveCount(1);
  const region = page.locator("#here").getByRole("region").first();
  await expect(region).toHaveCSS("height", "400px");
  await page.evaluate(() => window.inline?.[1]?.destroy());
  await expect(page.locator("parley-chat")).toHaveCount(2);
});

test("A single-page site may replace its body, destroy the chat before it is ready, and start it again", async ({
  page,
}) => {
  const complaints = await complaintsOf(page);
  await visit(page);
  await openWidget(page);
  await page.evaluate(() => {
    history.pushState(null, "", "/next");
    document.body = Object.assign(document.createElement("body"), { textContent: "Next page" });
  });
  await expect(panel(page)).toBeVisible();
  await page.evaluate(() => document.body.replaceChildren("Third page"));
  await expect(panel(page)).toBeVisible();
  const tag = `${product}/widget.js?c=${channel}`;
  await page.evaluate(async (src) => {
    Parley.destroy();
    const load = () =>
      new Promise((resolve) => {
        const script = Object.assign(document.createElement("script"), { src });
        script.addEventListener("load", resolve);
        document.head.append(script);
      });
    await load();
    Parley.open();
    Parley.destroy();
    await load();
  }, tag);
  await expect(page.locator("parley-chat")).toHaveCount(1);
  await openWidget(page);
  expect(complaints()).toEqual([]);
});

test("The widget works in a frame, in a script of the head, with blocked storage and changed prototypes", async ({
  page,
}) => {
  const complaints = await complaintsOf(page);
  const hostile = `<script>
    for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, { get() { throw new DOMException("Blocked", "SecurityError"); } });
    Array.prototype.toJSON = () => "broken";
    Object.prototype.extra = () => {};
    Element.prototype.remove = function () { return this.parentNode.removeChild(this); };
  </script>`;
  const tag = `<script src="${product}/widget.js?c=${channel}"></script>`;
  site.pages["/framed"] = { html: `<!doctype html><head>${hostile}${tag}</head><body>Framed</body>` };
  site.pages["/frame"] = { html: `<!doctype html><iframe src="/framed" width="900" height="700"></iframe>` };
  await page.goto(`${site.url}/frame`);
  const frame = page.frameLocator("iframe");
  await openWidget(frame);
  expect(complaints()).toEqual([]);
});

test("If the panel's code cannot be loaded, the launcher can be tried again", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.route("**/widget/panel*", (route) => route.abort());
  await visit(page, { before: `<script>window.seen = [];</script>` });
  await page.evaluate(() => Parley.on("error", ({ message }) => window.seen.push(message)));
  await launcher(page).click();
  await expect
    .poll(() => page.evaluate(() => window.seen))
    .toEqual([expect.stringMatching(/^Parley could not load the chat: /)]);
  await expect(launcher(page)).toHaveAttribute("aria-expanded", "false");
  await page.unroute("**/widget/panel*");
  await openWidget(page);
  expect(errors).toEqual([]);
});

test("On a phone the panel covers the page and locks its scrolling only while it is open", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await visit(page, { before: `<div style="height:3000px">Long</div>` });
  const overflow = () => page.evaluate(() => getComputedStyle(document.documentElement).overflowY);
  await openWidget(page);
  // It moves while it opens.
  await expect.poll(() => panel(page).boundingBox()).toEqual({ x: 0, y: 0, width: 375, height: 700 });
  await expect(panel(page)).toHaveAttribute("aria-modal", "true");
  expect(await overflow()).toBe("hidden");
  const menu = panel(page).getByRole("menu");
  await panel(page).getByRole("button", { name: "More" }).click();
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(launcher(page)).toBeFocused();
  expect(await overflow()).toBe("visible");
  await page.evaluate(() => Parley.open());
  await expect.poll(overflow).toBe("hidden");
  await page.setViewportSize({ width: 1200, height: 700 });
  await expect(panel(page)).not.toHaveAttribute("aria-modal");
  expect(await overflow()).toBe("visible");
  await page.setViewportSize({ width: 375, height: 700 });
  await expect.poll(overflow).toBe("hidden");
  await page.evaluate(() => Parley.destroy());
  expect(await overflow()).toBe("visible");
});

test("Fifty chats that are mounted, opened and destroyed leave nothing behind", async ({ page }) => {
  await visit(page);
  const devtools = await page.context().newCDPSession(page);
  const round = (times: number) =>
    page.evaluate(
      async ([times, channel]) => {
        for (let n = 0; n < times; n += 1) {
          const home = document.body.appendChild(document.createElement("div"));
          const chat = Parley.mount(home, { channel });
          while (!home.querySelector("parley-chat")?.shadowRoot?.querySelector(".box *")) {
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          chat.destroy();
          home.remove();
        }
      },
      [times, second] as const,
    );
  const measure = async () => {
    // The first collection lets go of what the second one removes.
    for (const _ of [1, 2]) await devtools.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    return { nodes, jsEventListeners, usedSize };
  };
  await round(5);
  const before = await measure();
  await round(50);
  // Requests that were under way keep what they need until they end.
  await expect
    .poll(async () => (await measure()).jsEventListeners - before.jsEventListeners, { timeout: 30_000 })
    .toBeLessThan(10);
  const after = await measure();
  expect(after.nodes - before.nodes).toBeLessThan(50);
  expect(after.usedSize - before.usedSize).toBeLessThan(500_000);
});

const STUB = `window.Parley ??= Object.fromEntries(
  "open close toggle sendMessage setUser setAttributes setConsent logout on mount destroy".split(" ").map((name) => [
    name,
    (...args) => void (Parley.queue ??= []).push([name, args]),
  ]),
);`;

declare global {
  interface Window {
    seen: string[];
    inline?: { destroy(): void }[];
  }
  var Parley: import("../../widget/loader/script-api").Parley;
}
