import { expect, test } from "@playwright/test";
import { openViews } from "./support/view-harness";

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
