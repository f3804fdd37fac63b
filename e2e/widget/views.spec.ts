import { expect, test } from "@playwright/test";
import { sampleMessage } from "../../widget/view/testing/sample-messages";
import { sampleSession } from "../../widget/view/testing/sample-session";
import { expectAccessible } from "./support/expect-accessible";
import { openViews, setChat } from "./support/view-harness";

/** What is inside the panel, without a server: everything that a conversation can contain, in each theme and direction. */

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPwd3uKFTEMLQkAx2RegZKNdUsAAAAASUVORK5CYII=",
  "base64",
);
const MARKDOWN = [
  "# Returns\n\nYou have **30 days**, see [our page](https://shop.example/returns) or call [us](tel:+4930123).",
  "3. Pack `it`\n4. Send it\n   - with label\n   - without",
  "> A quote\n\n```js\nconst aVeryLongLineOfCode = 'that does not fit into the panel at all, so that it scrolls';\n```",
  "| Plan | Price | Storage | Support | Something |\n|---|--:|---|---|---|\n| Basic | 5 € | 10 GB | mail | anotherLongWordInACell |",
  "<img src=x onerror=alert(1)> ![ok](https://images.example/a.png) ![no](https://evil.example/a.png) [x](javascript:alert(1))",
].join("\n\n");
const BUTTONS = {
  buttons: [
    { label: "Track my order", type: "reply", value: "track", keyword: "1" },
    { label: "Our shop", type: "url", value: "https://shop.example/" },
    { label: "Call us", type: "phone", value: "+49 30 123" },
    { label: "Not an address", type: "url", value: "javascript:alert(1)" },
  ],
} as const;
const CARDS = {
  cards: ["Mug", "Lamp", "Chair"].map((title) => ({
    title,
    subtitle: "Made by hand",
    image_url: `https://images.example/${title}.png`,
    buttons: [{ label: `Take the ${title}`, type: "reply" as const, value: title }],
  })),
};

function everything() {
  return [
    sampleMessage("customer", "How do I return my order? It is at www.shop.example/orders/1."),
    sampleMessage("ai", MARKDOWN),
    sampleMessage("ai", "What next?", { interactive: { buttons: [...BUTTONS.buttons] } }),
    sampleMessage("customer", "1"),
    sampleMessage("employee", "*Hello*, <b>Anna</b> here.", { author: { name: "Anna Bauer", photo_url: null } }),
    sampleMessage("employee", "One moment: averyveryverylongwordthatneverendsandneverends".repeat(2), {
      author: { name: "Anna Bauer", photo_url: null },
    }),
    sampleMessage("customer", "🎉"),
    sampleMessage("ai", "Choose one.", { interactive: CARDS }),
    sampleMessage("ai", "Here are your files.", {
      files: [
        { name: "invoice.pdf", url: "/invoice.pdf", size_bytes: 120_000, mime_type: "application/pdf" },
        { name: "voice.ogg", url: "/voice.ogg", size_bytes: 1000, mime_type: "audio/ogg" },
        { name: "photo.png", url: "https://images.example/photo.png", size_bytes: 1000, mime_type: "image/png" },
      ],
    }),
    sampleMessage("customer", "I could not send this.", { state: "unsent" }),
  ];
}

test.beforeEach(async ({ page }) => {
  await page.route("https://images.example/**", (route) =>
    route.request().url().endsWith("Lamp.png")
      ? route.abort()
      : route.fulfill({ contentType: "image/png", body: PICTURE }),
  );
});

test("The panel shows everything that a conversation can contain, in each theme, direction and place", async ({
  page,
}, info) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("evil.example")) foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security|Trusted/.test(message.text())) foreign.push(message.text());
  });
  await openViews(page, "panel");
  const log = page.getByRole("log");
  await setChat(page, { messages: everything(), error: "The message could not be sent." });

  await test.step("texts are shown as they are meant, and nothing runs", async () => {
    await expect(log.getByRole("heading", { name: "Returns" })).toBeVisible();
    await expect(log.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
    await expect(log.getByText("*Hello*, <b>Anna</b> here.")).toBeVisible();
    await expect(log.getByRole("link", { name: "www.shop.example/orders/1" })).toHaveAttribute("rel", /noopener/);
    await expect(log.getByRole("img", { name: "ok" })).toBeAttached();
    await expect(log.getByRole("link", { name: "no", exact: true })).toHaveAttribute(
      "href",
      "https://evil.example/a.png",
    );
    await expect(log.locator("li").first()).toHaveAttribute("value", "3");
    await expect(log.getByRole("link", { name: "Not an address" })).toHaveCount(0);
    await expect(log.getByRole("group", { name: "Mug" }).getByRole("img")).toHaveCount(1);
    await expect(log.getByRole("group", { name: "Lamp" }).getByRole("img")).toHaveCount(0);
    expect(foreign).toEqual([]);
    const [own, bubble] = await log
      .getByText("I could not send this.")
      .evaluate((text) => [getComputedStyle(text).color, getComputedStyle(text.closest(".bubble") ?? text).color]);
    expect(own, "own texts are light on the brand's blue").toBe("rgb(255, 255, 255)");
    expect(own, "own texts have the colour that was computed for the bubble").toBe(bubble);
  });

  for (const [name, theme, direction, color] of [
    ["light", "light", "ltr", "#2563eb"],
    ["dark", "dark", "ltr", "#2563eb"],
    ["yellow", "light", "ltr", "#ffd400"],
    ["right to left", "light", "rtl", "#0f766e"],
    ["dark and black", "dark", "rtl", "#000000"],
  ] as const) {
    await test.step(`it is accessible: ${name}`, async () => {
      const appearance = { ...sampleSession.appearance, theme, color };
      await setChat(page, { session: { ...sampleSession, direction, appearance } });
      await expectAccessible(page, name, name === "light" ? null : undefined);
      await page.screenshot({ path: info.outputPath(`${name}.png`) });
    });
  }

  await test.step("it fits a phone, an enlarged page and other places", async () => {
    await setChat(page, { session: sampleSession });
    for (const [width, height] of [
      [375, 740],
      [320, 256],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expectAccessible(page, `${width} pixels`, ["target-size", "scrollable-region-focusable"]);
      await page.screenshot({ path: info.outputPath(`${width}.png`) });
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const place of ["element", "page"] as const) {
      await page.evaluate((place) => window.harness.show(place), place);
      await expectAccessible(page, place, ["target-size", "region"]);
      await page.screenshot({ path: info.outputPath(`${place}.png`) });
    }
  });
});

test("A visitor writes, chooses and follows a growing answer", async ({ page }) => {
  await openViews(page, "panel");
  const log = page.getByRole("log");
  const box = page.getByRole("textbox", { name: "Your message" });
  const sent = () => page.evaluate(() => window.harness.sent);

  await test.step("Enter sends, Shift+Enter and an input method do not, and a message waits for the chat", async () => {
    await expect(box).toBeFocused();
    await box.pressSequentially("Hello");
    await box.press("Shift+Enter");
    await box.pressSequentially("there");
    await box.evaluate((area) =>
      area.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }),
      ),
    );
    expect(await sent()).toEqual([]);
    await setChat(page, { isReady: false });
    await box.press("Enter");
    await expect(page.getByText("Will be sent in a moment")).toBeVisible();
    expect(await sent()).toEqual([]);
    await setChat(page, { isReady: true });
    await expect.poll(sent).toEqual([{ text: "Hello\nthere" }]);
    await expect(box).toHaveValue("");
    await box.fill("a".repeat(4001));
    await expect(page.getByText("Characters too many: 1")).toBeVisible();
    await page.getByRole("button", { name: "Send", exact: true }).click({ force: true });
    expect(await sent()).toHaveLength(1);
    await box.fill("");
  });

  await test.step("a choice is sent once, and the focus goes to the box", async () => {
    const offer = sampleMessage("ai", "Which?", {
      interactive: {
        quick_replies: [
          { label: "Red", value: "r" },
          { label: "Blue", value: "b" },
        ],
      },
    });
    await setChat(page, { messages: [offer] });
    await expect(page.getByText("Options: 2")).toBeAttached();
    await page.getByRole("group", { name: "Suggested answers" }).getByRole("button", { name: "Blue" }).dblclick();
    expect((await sent()).slice(1)).toEqual([{ text: "Blue", choice: { message_id: offer.id, value: "b" } }]);
    await expect(box).toBeFocused();
    await setChat(page, { messages: [offer, sampleMessage("customer", "Blue")] });
    await expect(page.getByRole("group", { name: "Suggested answers" })).toHaveCount(0);
  });

  await test.step("a growing answer stays out of the log until it is complete, and only its end is made again", async () => {
    const answer = sampleMessage("ai", "", { state: "streaming" });
    const grow = (text: string, state: "streaming" | "stored" = "streaming") =>
      setChat(page, { messages: [{ ...answer, state, text: [{ format: "markdown", text }] }] });
    await grow("First paragraph.\n\nThis is **bo");
    await expect(page.locator("strong", { hasText: "bo" })).toBeVisible();
    await expect(log.getByText("First paragraph.")).toHaveCount(0);
    const first = await page.getByText("First paragraph.").elementHandle();
    await grow("First paragraph.\n\nThis is **bold** and [a li");
    await expect(page.getByText("This is bold and a li")).toBeVisible();
    expect(await first?.evaluate((node) => node.isConnected)).toBe(true);
    await grow("First paragraph.\n\nThis is **bold**.", "stored");
    await expect(log.getByText("First paragraph.")).toBeVisible();
  });

  await test.step("the view follows only a reader who is at the end", async () => {
    const many = Array.from({ length: 30 }, (_, i) => sampleMessage("ai", `Message ${i}`));
    await setChat(page, { messages: many });
    await expect(log.getByText("Message 29")).toBeInViewport();
    const scroller = page.locator(".scroller");
    await scroller.evaluate((box) => box.scrollTo(0, 0));
    const jump = page.getByRole("button", { name: "New messages" });
    await expect(jump).toBeVisible();
    await setChat(page, { messages: [...many, sampleMessage("ai", "Message 30")] });
    await expect(log.getByText("New messages")).toBeAttached();
    expect(await scroller.evaluate((box) => box.scrollTop)).toBe(0);
    await jump.click();
    await expect(log.getByText("Message 30")).toBeInViewport();
    await expect(jump).toHaveCount(0);
  });

  await test.step("the panel says who answers, what is going on, and what went wrong", async () => {
    await setChat(page, { answering: { action: "Looking up the order" } });
    await expect(page.getByText("Looking up the order…")).toBeVisible();
    await setChat(page, { answering: null, answeredBy: { kind: "person", name: "Anna Bauer", photo_url: null } });
    await expect(page.getByText("Anna Bauer is answering")).toBeVisible();
    await expect(page.getByText("A colleague will read this")).toBeVisible();
    await setChat(page, { isOnline: false, error: "That did not work." });
    await expect(page.getByText("You are offline.")).toBeVisible();
    await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
    expect(await page.evaluate(() => window.harness.retries)).toBe(1);
  });

  await test.step("nothing is left behind", async () => {
    await page.evaluate(() => window.harness.hide());
    await expect(page.locator(".holder")).toHaveCount(0);
  });
});
