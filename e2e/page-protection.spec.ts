import { expect, type Page, test } from "@playwright/test";
import { complaintsOf } from "./support/complaints";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { ask } from "./support/screens";

/** Tests the security headers of every answer, and that the product's own pages work with them. */

let url: string;
let customer: Customer;
let bot: MadeBot;
let channelId: string;
/** Pages of other sites, each with the frame in its address: `/?frame=<address>`. */
let shop: LocalServer;
let stranger: LocalServer;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ baseURL }) => {
  url = baseURL ?? "";
  customer = await signUpCustomer(url);
  bot = await makeOrderBot(customer, (definition) => definition);
  const channels = await customer.trpc.channels.list.query({ botId: bot.botId });
  channelId = channels.find(({ kind }) => kind === "web")?.id ?? "";
  [shop, stranger] = await Promise.all([startFramingSite(), startFramingSite()]);
});

test.afterAll(() => Promise.all([shop.close(), stranger.close()]));

test("The preview of the widget and the chat page work with the policies of their pages", async ({ page }) => {
  const complaints = await complaintsOf(page);
  await signIn(page, customer);
  await test.step("a preview of the chat is shown beside its settings, and can be tried", async () => {
    await visit(page, `/bots/${bot.botId}/channels/${channelId}?part=look`);
    const preview = page.frameLocator('iframe[title="Preview of the widget"]');
    await preview.getByRole("textbox", { name: "Your message" }).fill("Hello");
    // By keyboard, because the preview is drawn smaller than it is, which moves Playwright's clicks.
    await preview.getByRole("textbox", { name: "Your message" }).press("Enter");
    await expect(preview.getByRole("log")).toContainText("Hello");
  });

  await test.step("the chat page answers", async () => {
    await visit(page, `/chat/${bot.webChannel}`);
    await ask(page, "Where is my order A-1042?");
    await expect(page.getByRole("log")).toContainText("A-1042");
  });

  expect(complaints()).toEqual([]);
});

test("The theme is set before the page is drawn, by a script with the page's nonce", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  const scripts = await page.locator("script:not([src])").evaluateAll((all) => all.map((one) => one.nonce));
  expect(scripts.length).toBeGreaterThan(1);
  expect(new Set(scripts).size).toBe(1);
});

test("The chat page can be framed by the sites that its channel lists, and other pages by no site", async ({
  page,
}) => {
  const isFramed = async (site: LocalServer, path: string) => {
    const answered = page.waitForResponse((response) => response.url() === `${url}${path}`);
    await page.goto(`${site.url}/?frame=${encodeURIComponent(url + path)}`);
    await answered;
    await expect.poll(() => page.frames()[1]?.url()).not.toBe("about:blank");
    return page.frames()[1]?.url() === `${url}${path}`;
  };
  const chat = `/chat/${bot.webChannel}`;
  expect(await isFramed(stranger, chat)).toBe(true);
  await customer.trpc.channels.update.mutate({ channelId, web: { allowedOrigins: [shop.url] } });
  await expect.poll(() => isFramed(stranger, chat)).toBe(false);
  expect(await isFramed(shop, chat)).toBe(true);
  expect(await isFramed(shop, "/sign-in")).toBe(false);
  await customer.trpc.channels.update.mutate({ channelId, web: { allowedOrigins: [] } });
});

const PAGE = /^default-src 'self'; script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'; .*frame-ancestors 'self'$/;
const API = /^default-src 'none'; .*frame-ancestors 'none'$/;

for (const [path, policy, method] of [
  ["/", PAGE],
  ["/sign-in", PAGE],
  ["/nothing-here", PAGE],
  ["/api/health", API],
  ["/api/auth/csrf", API],
  ["/api/trpc/accounts.me", API],
  ["/api/nothing-here", API],
  // Answered by the server in front of Next.js.
  ["/api/chat/nobody", API, "POST"],
  ["/api/webhook/custom/message", API, "POST"],
  ["/api/inngest", API, "POST"],
] as const) {
  test(`${method ?? "GET"} ${path} is answered with the security headers`, async () => {
    const { headers } = await fetch(`${url}${path}`, { method, ...(method && { body: "{}" }) });
    expect(headers.get("content-security-policy")).toMatch(policy);
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
    // The tests reach the product by plain http.
    expect(headers.has("strict-transport-security")).toBe(false);
  });
}

test("A file has its own policy, and browsers do not guess the types of scripts", async ({ page }) => {
  const forged = await fetch(`${url}/api/files/file_1/a.html?expires=1&signature=x`);
  expect(forged.headers.get("referrer-policy")).toBe("no-referrer");
  await page.goto("/");
  const script = await page.locator("script[src]").first().getAttribute("src");
  const { headers } = await fetch(new URL(script ?? "", url));
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const answer = await fetch(`${url}/api/trpc/accounts.me`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

test("Behind an https proxy, answers tell browsers to use only https", async () => {
  const { headers } = await fetch(`${url}/api/health`, { headers: { "x-forwarded-proto": "https" } });
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
});

test("A workspace that the user does not belong to is answered with an explanation", async ({ page }) => {
  await signIn(page, customer);
  const headers = { "x-parley-workspace": "ws_of_somebody_else" };
  await page.setExtraHTTPHeaders(headers);
  for (const path of [
    "/bots",
    "/",
    "/inbox",
    "/sign-in",
    `/bots/${bot.botId}`,
    `/bots/${bot.botId}/actions`,
    "/tables/tbl_1",
  ]) {
    const response = await page.goto(path);
    expect([path, response?.status()]).toEqual([path, 403]);
    await expect(page.getByRole("heading", { name: "You do not belong to this workspace" })).toBeVisible();
    await expect(page).toHaveTitle("No access · Parley");
  }
  const api = await page.request.get(`${url}/api/trpc/bots.list`, { headers });
  expect(api.status()).toBe(403);
});

for (const path of [
  "/bots/%E0%A4%A",
  "/chat/%E0%A4%A",
  "/api/chat/%E0%A4%A",
  "/api/files/x/%E0%A4%A",
  "/api/demo/orders/%E0%A4%A",
  "/api/trpc/%E0%A4%A",
]) {
  test(`${path}, which is not a valid address, is answered with 400`, async () => {
    for (const method of ["GET", "POST"]) expect((await fetch(url + path, { method })).status).toBe(400);
  });
}

test("Bodies of unknown length are cut off at the limit by the running product", async () => {
  for (const path of ["/api/auth/session", "/api/trpc/accounts.signUp", "/api/demo/appointments", "/api/inngest"]) {
    const body = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 24; n++) controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
        controller.close();
      },
    });
    const init = { method: "POST", headers: { "content-type": "application/json" }, body, duplex: "half" };
    const response = await fetch(url + path, init);
    expect([path, response.status]).toEqual([path, 413]);
  }
});

/** Opens a page, and waits for hydration and the first requests of its scripts. */
async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.headers()["content-security-policy"]).toContain("'nonce-");
  await page.waitForFunction(() => window.parleyEarly === undefined);
  // A page with an open event stream never becomes idle.
  await page.waitForLoadState("networkidle", { timeout: 1000 }).catch(() => {});
}

function startFramingSite(): Promise<LocalServer> {
  return startLocalServer(({ url: asked }) => {
    const address = new URL(asked, "http://site").searchParams.get("frame");
    return { status: 200, headers: { "content-type": "text/html" }, body: `<iframe src="${address}"></iframe>` };
  });
}
