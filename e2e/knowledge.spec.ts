import { expect, type Page, test } from "@playwright/test";
import { type Customer, signUpCustomer } from "./support/customer-client";
import { expectAccessible, signIn } from "./support/inbox-screen";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { takePictures } from "./support/pictures";

/** An editor fills the knowledge base, corrects what was read, and learns why a page could not be read again. */

let customer: Customer;
let site: LocalServer;

test.beforeAll(async ({ baseURL }) => {
  customer = await signUpCustomer(baseURL ?? "");
  site = await startLocalServer(() => ({
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<title>Returns</title><main><h1>Returns</h1><p>You can return shoes within 30 days.</p></main>",
  }));
});

test.afterAll(() => site.close());

test("Dropped files are read, corrected, and complemented by a direct question and a page that fails later", async ({
  page,
}, info) => {
  await signIn(page, customer);
  await page.goto("/bots");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Knowledge" }).click();

  await test.step("each dropped file becomes a source, or says why it cannot", async () => {
    await expect(page.getByText("No sources yet")).toBeVisible();
    await drop(page, [
      { name: "guide.md", type: "text/markdown", text: "# Guide\n\n## Delivery\n\nDelivery takes two days.\n" },
      { name: "notes.txt", type: "text/plain", text: "Our shop is closed on Sundays.\n" },
      { name: "photo.png", type: "image/png", text: "PNG" },
    ]);
    await expect(page.getByRole("list", { name: "Uploads" })).toContainText("photo.png");
    await expect(page.getByRole("list", { name: "Uploads" })).toContainText("It has no text that could be read.");
    for (const name of ["guide.md", "notes.txt"]) await expect(line(page, name)).toContainText("Ready");
    await expect(line(page, "guide.md")).toContainText("1 part");
    await takePictures(page, info, "sources");
    await page.getByRole("button", { name: "Dismiss photo.png" }).click();
  });

  await test.step("what was read is shown part by part, and can be corrected", async () => {
    await page.getByRole("link", { name: "guide.md" }).click();
    const parts = page.getByRole("list", { name: "Parts of Guide" });
    await expect(parts.getByText("Delivery takes two days.")).toBeVisible();
    await expect(parts.getByText("Guide › Delivery")).toBeVisible();
    await parts.getByRole("button", { name: "Edit part 1" }).click();
    await parts.getByLabel("Text of part 1").fill("Delivery takes one day.");
    await takePictures(page, info, "source");
    await parts.getByRole("button", { name: "Save part" }).click();
    await expect(parts.getByText("Delivery takes one day.")).toBeVisible();
    await expect(parts.getByText("Edited")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a direct question is added with its variants", async () => {
    await page.getByRole("link", { name: "Knowledge" }).last().click();
    await page.getByRole("link", { name: "Direct questions" }).click();
    await page.getByRole("button", { name: "New question" }).click();
    const dialog = page.getByRole("dialog", { name: "Direct question" });
    await dialog.getByLabel("Question", { exact: true }).fill("When are you open?");
    await dialog.getByRole("button", { name: "Add question" }).click();
    await expect(dialog.getByText("Write the answer.").last()).toBeVisible();
    await dialog.getByLabel("Other ways to ask it").fill("Opening hours\nAre you open on Sunday?");
    await dialog.getByLabel("Answer").fill("From Monday to Friday, nine to five.");
    await takePictures(page, info, "question");
    await dialog.getByRole("button", { name: "Add question" }).click();
    const questions = page.getByRole("list", { name: "Direct questions" });
    await expect(questions.getByRole("listitem")).toContainText(["2 variants"]);
    await expect(questions).toContainText("From Monday to Friday, nine to five.");
  });

  await test.step("a refresh that fails says why, and the text from before stays", async () => {
    const { id } = await customer.trpc.knowledge.create.mutate({
      settings: { kind: "page", url: `${site.url}/returns` },
    });
    await page.goto(`/knowledge/${id}`);
    await expect(page.getByText("You can return shoes within 30 days.")).toBeVisible();
    site.answerWith(() => ({ status: 503 }));
    await page.getByRole("button", { name: "Read again" }).click();
    await expect(page.getByText("The last refresh failed")).toBeVisible();
    await expect(page.getByRole("note")).toContainText("503");
    await expect(page.getByText("You can return shoes within 30 days.")).toBeVisible();
    await takePictures(page, info, "failed refresh");
  });
});

interface DroppedFile {
  name: string;
  type: string;
  text: string;
}

/** Drops files onto the page, as if they came from the desktop. */
async function drop(page: Page, files: DroppedFile[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, type, text } of dropped) transfer.items.add(new File([text], name, { type }));
    return transfer;
  }, files);
  await page.getByRole("heading", { level: 1, name: "Knowledge" }).dispatchEvent("drop", { dataTransfer });
}

/** A source in the list. */
function line(page: Page, name: string) {
  return page.getByRole("list", { name: "Sources" }).getByRole("listitem").filter({ hasText: name });
}
