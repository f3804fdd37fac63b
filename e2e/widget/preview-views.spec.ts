import { expect, type Page, test } from "@playwright/test";
import { draftOf } from "../../components/channels/web/draft/web-draft";
import { previewOf } from "../../components/channels/web/preview/preview-draft";
import { webAdapter } from "../../server/channels/web/adapter";
import { shownWebSettings } from "../../server/channels/web/settings";
import { bundle } from "../../widget/build/build-widget";
import type { PreviewMessage } from "../../widget/preview/preview-message";

/** The frame with the preview of the settings, without a server. */

const ORIGIN = "http://views.test";
const draft = draftOf(shownWebSettings.parse(webAdapter.startSettings("Shop")));
const options = { publicId: "shop", avatarFileId: null, language: "en", isOpen: true, isDark: false } as const;

async function openPreview(page: Page) {
  const { text } = await bundle(process.cwd(), "widget/preview/main.ts", {
    format: "esm",
    define: { PARLEY_PANEL: JSON.stringify("/widget/preview.js") },
  });
  const files: Record<string, [type: string, body: string]> = {
    "/": ["text/html", `<input aria-label="Setting"><iframe src="/frame" width="500" height="740"></iframe>`],
    "/frame": ["text/html", `<body><script type="module" src="/widget/preview.js"></script></body>`],
    "/widget/preview.js": ["text/javascript", text],
  };
  await page.route(`${ORIGIN}/**`, (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [];
    return contentType === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ contentType, body });
  });
  await page.goto(ORIGIN);
  // Its last statement but one, after which it listens.
  await page.frames()[1]?.waitForFunction(() => document.adoptedStyleSheets.length > 0);
}

const show = (page: Page, message: PreviewMessage) =>
  page.evaluate((message) => frames[0]?.postMessage(message, location.origin), message);

test("The preview immediately shows what is asked before the chat, and leaves the focus in the settings", async ({
  page,
}) => {
  await openPreview(page);
  const frame = page.frameLocator("iframe");
  const form = frame.getByRole("form", { name: "Before we start" });
  await page.getByLabel("Setting").focus();
  const asking = {
    ...draft,
    texts: { en: { consent: "We store this chat." } },
    preChat: [{ key: "plan", label: "Your plan", labels: {}, type: "text" as const, required: true, options: [] }],
  };
  await show(page, previewOf(asking, { ...options, stage: "start" }));
  await expect(form.getByText("We store this chat.")).toBeVisible();
  await expect(form.getByLabel("Your plan")).toBeVisible();
  await expect(page.getByLabel("Setting")).toBeFocused();
  await page.keyboard.type("typed");
  await expect(page.getByLabel("Setting")).toHaveValue("typed");

  await form.getByLabel("Your plan").fill("Pro");
  await form.getByRole("button", { name: "Agree and start" }).click();
  await expect(form).toHaveCount(0);
  await expect(frame.getByText("Can I send back my order?")).toBeVisible();

  await show(page, previewOf(draft, { ...options, stage: "start" }));
  await expect(frame.getByRole("textbox", { name: "Your message" })).toBeVisible();
  await expect(form).toHaveCount(0);
  await expect(frame.getByText("Can I send back my order?")).toHaveCount(0);
});
