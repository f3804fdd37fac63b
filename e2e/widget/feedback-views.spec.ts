import { expect, test } from "@playwright/test";
import { sampleMessage } from "../../widget/view/testing/sample-messages";
import { expectAccessible } from "./support/expect-accessible";
import { openViews, setChat } from "./support/view-harness";

/** The forms for ratings and comments, without a server. */

test("A visitor who sends a rating without a star learns what is missing, and the form can be sent with one", async ({
  page,
}) => {
  await openViews(page, "panel");
  await setChat(page, { messages: [sampleMessage("customer", "Hello"), sampleMessage("ai", "Hi!")] });
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Rate this conversation" }).click();
  const form = page.getByRole("form", { name: "How was this conversation?" });
  const fault = form.getByRole("alert").filter({ hasText: "Please fill in this field." });
  await expect(form.getByRole("textbox")).toHaveCount(0);
  await form.getByRole("button", { name: "Send rating" }).click();
  await expect(fault).toBeVisible();
  await expect(form.getByRole("radio", { name: "1 of 5" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(form.getByRole("radio", { name: "2 of 5" })).toBeChecked();
  await expect(fault).toHaveCount(0);
  await expect(form.getByRole("textbox")).toBeVisible();
  await expectAccessible(page, "the rating", null);
  await form.getByRole("button", { name: "Send rating" }).click();
  await expect(page.getByText("Thank you for your feedback.").first()).toBeVisible();
});

test("The question what was wrong names its answer, and ends with the next one unless a comment was begun", async ({
  page,
}, info) => {
  await openViews(page, "panel");
  const first = sampleMessage("ai", "We **never** ship to islands. ".repeat(9));
  const talk = [sampleMessage("customer", "Do you ship to islands?"), first];
  await setChat(page, { messages: talk });
  const form = page.getByRole("form", { name: "Thank you for your feedback." });
  const bad = page.getByRole("button", { name: "This answer was not helpful" }).first();
  await bad.click();
  const comment = form.getByLabel("What was wrong? (optional)");
  await expect(comment).toBeFocused();
  await expect(form.getByText("We never ship to islands.")).toBeVisible();
  await expectAccessible(page, "the question", null);
  await page.screenshot({ path: info.outputPath("question.png") });

  talk.push(sampleMessage("customer", "Really?"));
  await setChat(page, { messages: talk });
  await expect(comment).toBeFocused();
  await setChat(page, { messages: [...talk, sampleMessage("ai", "", { state: "streaming" })] });
  await expect(form).toHaveCount(0);

  talk.push(sampleMessage("ai", "Yes."));
  await setChat(page, { messages: talk });
  await bad.click();
  await comment.fill("You do");
  talk.push(sampleMessage("ai", "Anything else?"));
  await setChat(page, { messages: talk });
  await expect(comment).toHaveValue("You do");
  await expect(form.getByText("We never ship to islands.")).toBeVisible();
});
