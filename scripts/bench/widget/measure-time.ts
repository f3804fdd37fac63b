import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { signUpCustomer } from "../../../e2e/support/customer-client.ts";
import { startLocalServer } from "../../../e2e/support/local-server.ts";
import { makeOrderBot } from "../../../e2e/support/make-bot.ts";
import { startProduct } from "../../../e2e/support/start-product.ts";
import { findChromium } from "../../test/find-chromium.ts";
import { summarise } from "../statistics.ts";

const ROUNDS = 15;

interface TimeFigures {
  step: string;
  /** Milliseconds of tasks on the main thread. */
  "p50 ms": number;
  "p95 ms": number;
  rounds: number;
}

/** Loads and opens the widget in a real browser, on a page of another origin than the product's. */
export async function measureTime(): Promise<TimeFigures[]> {
  const product = await startProduct();
  const customer = await signUpCustomer(product.url);
  const { webChannel } = await makeOrderBot(customer, (definition) => definition);
  const tag = `<script src="${product.url}/widget.js?c=${webChannel}" data-channel="${webChannel}" async></script>`;
  const page = (body: string) => ({
    status: 200,
    headers: { "content-type": "text/html" },
    body: `<!doctype html><title>Shop</title><p>Hello${body}`,
  });
  const site = await startLocalServer(({ url }) => page(url === "/with" ? tag : ""));
  const { executablePath, env } = findChromium(process.env["PARLEY_CHROMIUM"]);
  const browser = await chromium.launch({
    executablePath,
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
    env: { ...process.env, ...env } as Record<string, string>,
  });
  try {
    const without: number[] = [];
    const load: number[] = [];
    const open: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      without.push((await visit(browser, `${site.url}/without`)).load);
      const visited = await visit(browser, `${site.url}/with`, openWidget);
      load.push(visited.load);
      open.push(visited.acted);
    }
    const bare = summarise(without).p50;
    return [
      figures("page without the widget", without),
      figures("load of the widget", beyond(load, bare)),
      figures("open: panel, session and first paint", open),
    ];
  } finally {
    await browser.close();
    await site.close();
    await product.stop();
  }
}

/** Opens a page in a fresh profile. @returns The main thread's milliseconds until it is idle, and of the act after. */
async function visit(browser: Browser, url: string, act?: (page: Page) => Promise<void>) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  await page.goto(url, { waitUntil: "networkidle" });
  const load = await taskMilliseconds(cdp);
  await act?.(page);
  const acted = (await taskMilliseconds(cdp)) - load;
  await context.close();
  return { load, acted };
}

async function openWidget(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Open chat" }).click();
  await page.getByRole("textbox").waitFor();
  await page.waitForLoadState("networkidle");
}

async function taskMilliseconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
}

function beyond(values: number[], bare: number): number[] {
  return values.map((value) => Math.max(0, value - bare));
}

function figures(step: string, values: number[]): TimeFigures {
  const { p50, p95, count } = summarise(values);
  return { step, "p50 ms": p50, "p95 ms": p95, rounds: count };
}
