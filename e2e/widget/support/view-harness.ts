import type { Page } from "@playwright/test";
import type { ChatPlace } from "../../../widget/panel-contract";
import type { Harness } from "../../../widget/view/testing/harness";
import { bundle } from "../../../widget/build/build-widget";

const ORIGIN = "http://views.test";
/** A strict policy: no style sheets, no HTML from texts. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://images.example; " +
  "media-src 'self'; require-trusted-types-for 'script'";
const PAGE = `<!doctype html><html lang="en"><title>Views</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/page.css"><main><h1>A page</h1></main><script type="module" src="/harness.js"></script></html>`;
const PAGE_STYLE = `body{margin:0;background:#d9dde2}
.panel.holder{position:fixed;right:24px;bottom:24px;width:400px;height:680px;max-width:100vw;max-height:100vh}
.page.holder{position:fixed;inset:0} .element.holder{width:600px;height:500px}
@media(max-width:480px){.panel.holder{inset:0;width:auto;height:auto}}`;

let code: Promise<string> | undefined;

/** Opens a page with the views of the chat, whose signals a test sets. */
export async function openViews(page: Page, place: ChatPlace): Promise<void> {
  code ??= bundle(process.cwd(), "widget/view/testing/harness.ts", { format: "esm" }).then(({ text }) => text);
  const script = await code;
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const answer = (contentType: string, body: string) =>
      route.fulfill({ contentType, body, headers: { "content-security-policy": POLICY } });
    if (pathname === "/harness.js") return answer("text/javascript", script);
    if (pathname === "/page.css") return answer("text/css", PAGE_STYLE);
    return pathname === "/" ? answer("text/html", PAGE) : route.fulfill({ status: 404 });
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => "harness" in window);
  await page.evaluate((place) => window.harness.show(place), place);
}

/** Sets signals of the chat. */
export async function setChat(
  page: Page,
  values: { [K in keyof Harness]?: Harness[K] extends { value: infer V } ? V : never },
) {
  await page.evaluate((values) => {
    for (const [name, value] of Object.entries(values)) {
      Object.assign(window.harness[name as keyof Harness], { value });
    }
  }, values);
}
