import { expect, type Page, test } from "@playwright/test";
import { signUpCustomer } from "./support/customer-client";
import { signIn } from "./support/inbox-screen";
import { arrowTo, press, retype, select, tabTo, typeInto } from "./support/keyboard";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { postMessage } from "./support/post-message";
import { addText, chooseFound, closeInteraction, fillRow, openInteraction } from "./support/scenario-screen";

/** The membership menu of CONTRACTS §5 with both kinds of webhook, built by hand and without a mouse. */

let receiver: LocalServer;

test.beforeAll(async () => {
  receiver = await startLocalServer();
});
test.afterAll(() => receiver.close());

/** Adds a campaign webhook on its page. */
async function addWebhook(page: Page, botId: string, name: string, path: string): Promise<void> {
  await page.goto(`/bots/${botId}/scenario/webhooks/new`);
  await tabTo(page.getByRole("radio", { name: /^Fulfilment/ }));
  await arrowTo(page.getByRole("radio", { name: /^Campaign/ }));
  await typeInto(page.getByRole("textbox", { name: "Name" }), name);
  await typeInto(page.getByRole("textbox", { name: "Address" }), receiver.url + path);
  await press(page.getByRole("button", { name: "Add webhook" }));
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

async function addRow(page: Page, number: number, text: string): Promise<void> {
  await press(page.getByRole("button", { name: "Add row" }));
  await fillRow(page, number, text);
}

test("The membership menu is built with the keyboard, and its webhooks get the two requests of Messangi", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const url = baseURL ?? "";
  const customer = await signUpCustomer(url);
  const { id: botId } = await customer.trpc.bots.create.mutate({ name: "EliPackage", templateId: null });
  await signIn(page, customer);
  await page.setViewportSize({ width: 1280, height: 900 });

  await test.step("two campaign webhooks are added", async () => {
    await addWebhook(page, botId, "Choices", "/choice");
    await addWebhook(page, botId, "Names", "/name");
  });

  await test.step("a first interaction is added", async () => {
    await page.goto(`/bots/${botId}/scenario`);
    await press(page.getByRole("button", { name: "Add interaction" }));
    await retype(page.getByRole("textbox", { name: "Name" }), "Opening hours");
    await addText(page, "We are open from 9 to 5.");
    await closeInteraction(page, "Opening hours");
  });

  await test.step("Welcome gets the menu, a webhook at its first row, and a row that takes data", async () => {
    await press(page.getByRole("button", { name: /^Add Welcome/ }));
    await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
    await addText(page, "Choose a membership, or write your name.");
    await press(page.getByRole("button", { name: "Add a menu" }));
    await fillRow(page, 1, "One month");
    await tabTo(page.getByRole("switch", { name: "Call a webhook when it is chosen" }));
    await page.keyboard.press("Space");
    await press(page.getByRole("button", { name: "Webhook of row 1" }));
    await chooseFound(page, "Search webhooks", "choi", "Choices");
    await addRow(page, 2, "Six months");
    await addRow(page, 3, "One year");
    await press(page.getByRole("button", { name: "Add row" }));
    await select(page.getByRole("combobox", { name: "Redirect type of row 4" }), "Webhook");
    await expect(page.getByRole("textbox", { name: "Menu text of row 4" })).toBeDisabled();
    await expect(page.getByRole("button", { name: "Redirect to of row 4" })).toHaveCount(0);
    await press(page.getByRole("button", { name: "Webhook of row 4" }));
    await chooseFound(page, "Search webhooks", "nam", "Names");
    await closeInteraction(page, "Welcome");
  });

  await test.step("each membership answers", async () => {
    for (const name of ["One month", "Six months", "One year"]) {
      await openInteraction(page, name);
      await addText(page, `You chose ${name.toLowerCase()}.`);
      await closeInteraction(page, name);
    }
  });

  await test.step("the scenario is switched on and published", async () => {
    const toggle = page.getByRole("switch", { name: "The scenario answers first" });
    await tabTo(toggle);
    const saved = page.waitForResponse((response) => response.url().includes("scenario.updateSettings"));
    await page.keyboard.press("Space");
    await saved;
    await tabTo(page.getByRole("button", { name: "Publish", exact: true }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Published · version 1")).toBeVisible();
  });

  const { id: channelId } = await customer.trpc.channels.create.mutate({ botId, kind: "custom", name: "Messenger" });
  const { token } = await customer.trpc.channels.get.query({ channelId });
  const write = (text: string) =>
    postMessage(url, token ?? "", { chatId: "c-1", text, clientPhone: "+52 55 0000 0000" });
  const seen = `"campaignId":"${botId}","label":"Welcome Message"`;
  const date = String.raw`"date":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"`;

  await test.step("the webhook of a row gets the choice", async () => {
    await write("Hello");
    await write("1");
    const { method, headers, body } = await receiver.request((request) => request.url === "/choice");
    expect(method).toBe("POST");
    expect(headers["content-type"]).toContain("application/json");
    expect(body).toMatch(
      new RegExp(String.raw`^\{${seen},"option":"One month","keyword":1,"phoneNumber":"\+525500000000",${date}\}$`),
    );
  });

  await test.step("the webhook that a row redirects to gets what the customer writes", async () => {
    await write("menu");
    await write("John Doe");
    const { body } = await receiver.request((request) => request.url === "/name");
    expect(body).toMatch(
      new RegExp(String.raw`^\{${seen},"phoneNumber":"\+525500000000",${date},"response":"John Doe"\}$`),
    );
    expect(receiver.requests.map((request) => request.url)).toEqual(["/choice", "/name"]);
  });
});
