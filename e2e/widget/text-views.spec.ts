import { expect, test } from "@playwright/test";
import type { ShownMessage } from "../../widget/client/chat-client";
import { sampleMessage } from "../../widget/view/testing/sample-messages";
import { sampleSession } from "../../widget/view/testing/sample-session";
import { openViews, setChat } from "./support/view-harness";

/** How texts are shown that are hard to show, without a server. */

test("The box for messages shows every line of a text, wherever its lines break", async ({ page }) => {
  await openViews(page, "panel");
  const box = page.getByRole("textbox", { name: "Your message" });
  // How much of the text is outside of the box, which does not scroll itself.
  const cutOff = () => box.evaluate((area) => area.scrollHeight - area.clientHeight);
  const words =
    "Could you please tell me when my order will arrive at home, and what about delivery to the islands?".split(" ");
  for (const width of [320, 375, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    for (let count = 1; count <= words.length; count++) {
      await box.fill(words.slice(0, count).join(" "));
      expect.soft(await cutOff(), `${width} pixels, ${count} words`).toBe(0);
    }
    for (const text of [
      "w".repeat(90),
      "a line\nand another\n",
      "i ".repeat(60),
      "你好，".repeat(30),
      "شكرا جزيلا لك ".repeat(9),
    ]) {
      await box.fill(text);
      expect.soft(await cutOff(), `${width} pixels: ${text}`).toBe(0);
    }
  }
});

test("Texts that people wrote in another direction than the page's keep their own", async ({ page }) => {
  await openViews(page, "panel");
  const author = { name: "Anna (support)", photo_url: null };
  const cards = [
    { title: "Which mug?", subtitle: "By hand!", buttons: [{ label: "This?", type: "reply", value: "t" }] },
  ];
  const contact = [{ key: "size", label: "Your size?", type: "text" as const, options: [], required: true }];
  await setChat(page, {
    session: { ...sampleSession, direction: "rtl", language: "ar", greeting: "Hello!" },
    messages: [
      sampleMessage("employee", "What size?", { author }),
      sampleMessage("ai", "Is it this one?", { interactive: { cards } as NonNullable<ShownMessage["interactive"]> }),
    ],
    error: "That did not work.",
  });
  await page.evaluate(() => window.harness.tease("Can we help with your size?", "ar"));
  await page.getByRole("textbox", { name: "Your message" }).fill("Hi");
  await setChat(page, { missing: { consent: false, contact } });
  await page.getByRole("textbox", { name: "Your message" }).press("Enter");
  await expect(page.getByText("Your size?", { exact: true })).toBeVisible();
  for (const text of [
    "Hello!",
    "What size?",
    "Anna (support)",
    "Is it this one?",
    "Which mug?",
    "By hand!",
    "This?",
    "That did not work.",
    "Your size?",
    "Can we help with your size?",
  ]) {
    // How far the last character stands to the right of the first one.
    const distances = await page.getByText(text, { exact: true }).evaluateAll((all) =>
      all.map((element) => {
        const range = document.createRange();
        const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
        if (!node) return Number.NaN;
        const leftOf = (at: number) => {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().left;
        };
        return leftOf((node.nodeValue ?? "").length - 1) - leftOf(0);
      }),
    );
    expect.soft(Math.max(...distances), text).toBeGreaterThan(0);
  }
});
