import { expect, type Page, test } from "@playwright/test";
import { makePdf } from "../server/knowledge/reading/testing/make-pdf.ts";
import { checkScreen } from "./support/check-screen";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { messages, rows, signIn } from "./support/inbox-screen";
import { type MadeBot, makeOrderBot } from "./support/make-bot";
import { takePictures } from "./support/pictures";
import { ask } from "./support/screens";

/** A company puts a PDF into the knowledge base, sees what customers ask in vain, and answers it. */

let customer: Customer;
let bot: MadeBot;

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
  bot = await makeOrderBot(customer, (definition) => definition);
});

const log = (page: Page) => page.getByRole("log").first();

test("A PDF answers a customer with its source, and an unanswered question gets its answer", async ({
  page,
  browser,
}, info) => {
  await signIn(page, customer);
  const visitor = await browser.newPage();

  await test.step("a PDF is added and read", async () => {
    const lines = ["Kettle manual", "The kettle has a warranty of five years.", "Descale the kettle every two months."];
    await page.goto("/knowledge?new=files");
    await page.getByLabel(/Choose files/).setInputFiles({
      name: "Kettle manual.pdf",
      mimeType: "application/pdf",
      buffer: makePdf([lines.map((text, i) => ({ text, size: i === 0 ? 20 : 11 }))]),
    });
    const row = page.getByRole("listitem").filter({ hasText: "Kettle manual" });
    await expect(row).toContainText("Ready", { timeout: 30_000 });
  });

  await test.step("a customer's question is answered from it", async () => {
    await visitor.goto(`/chat/${bot.webChannel}`);
    await ask(visitor, "How long is the warranty of the kettle?");
    await expect(log(visitor)).toContainText("The kettle has a warranty of five years.");
    await expect(log(visitor)).toContainText("Kettle manual");
  });

  await test.step("the inbox shows the source of the answer", async () => {
    await page.goto("/inbox");
    await rows(page).first().click();
    const sources = messages(page).getByRole("list", { name: "Sources" });
    await expect(sources.getByRole("link")).toHaveText(/Kettle manual/);
    await takePictures(page, info, "inbox-sources");
    await sources.getByRole("link").click();
    const part = page.getByRole("region", { name: "The part that was found" });
    await expect(part).toContainText("The kettle has a warranty of five years.");
    await part.getByRole("button", { name: "Edit part 1" }).click();
    await part.getByRole("textbox").fill("The kettle has a warranty of five years. Keep the receipt.");
    await part.getByRole("button", { name: "Save" }).click();
    await expect(part).toContainText("Keep the receipt.");
    await expect(page.getByRole("list", { name: /^Parts of/ })).toContainText("Keep the receipt.");
    await checkScreen(page, "a source with the part that was found");
    await takePictures(page, info, "found-part");
  });

  await test.step("a question without an answer is listed, and gets one", async () => {
    await ask(visitor, "Do you repair old toasters in Bergen?");
    await expect(log(visitor)).toContainText("I'm sorry");
    await page.goto("/knowledge/unanswered");
    const gap = page.getByRole("listitem").filter({ hasText: "Do you repair old toasters in Bergen?" });
    await expect(gap).toContainText("Asked once");
    await checkScreen(page, "unanswered questions");
    await gap.getByRole("button", { name: "Answer" }).click();
    const dialog = page.getByRole("dialog", { name: "Answer the question" });
    await expect(dialog.getByLabel("Question", { exact: true })).toBeFocused();
    await dialog.getByLabel("Answer", { exact: true }).fill("Yes, every Friday at the harbour.");
    await takePictures(page, info, "answer-gap");
    await dialog.getByRole("button", { name: "Save answer" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("No unanswered questions")).toBeVisible();
  });

  await test.step("the same question is now answered as written", async () => {
    await expect
      .poll(async () => {
        const tried = await customer.trpc.knowledgeAnswers.tryQuestion.mutate({
          botId: bot.botId,
          question: "do you repair old toasters in bergen",
        });
        return tried.search?.outcome;
      })
      .toBe("direct");
    await ask(visitor, "do you repair old toasters in bergen");
    await expect(log(visitor)).toContainText("Yes, every Friday at the harbour.");
  });

  await test.step("the test box shows what is found and said", async () => {
    await page.goto("/knowledge/test");
    await page.getByLabel("Question").fill("How long is the warranty of the kettle?");
    await page.getByRole("button", { name: "Ask" }).click();
    await expect(page.getByRole("status")).toContainText("The kettle has a warranty of five years.");
    await expect(page.getByRole("status")).toContainText("Words: place 1");
    await checkScreen(page, "test box");
    await takePictures(page, info, "test-box");
  });
});
