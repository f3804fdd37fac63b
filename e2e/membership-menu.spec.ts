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
  await customer.trpc.channels.update.mutate({ channelId, custom: { webhookUrl: `${receiver.url}/messenger` } });
  /** Sends a message and waits for a part of the answer. */
  async function exchange(text: string, answer: string): Promise<void> {
    const before = receiver.requests.length;
    await postMessage(url, token ?? "", { chatId: "c-1", text, clientPhone: "+52 55 0000 0000" });
    await receiver.request(
      (request) => receiver.requests.indexOf(request) >= before && request.body.includes(answer),
      20_000,
    );
  }
  const seen = `"campaignId":"${botId}","label":"Welcome Message"`;
  const date = String.raw`"date":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"`;

  await test.step("the webhook of a row gets the choice, and gets it again after a failure", async () => {
    let failures = 1;
    receiver.answerWith(({ url: path }) => ({ status: path === "/choice" && failures-- > 0 ? 503 : 200 }));
    await exchange("Hello", "Choose a membership");
    await exchange("1", "You chose one month.");
    const calls = () => receiver.requests.filter((request) => request.url === "/choice");
    await expect.poll(() => calls().length, { timeout: 20_000 }).toBe(2);
    const [first, second] = calls();
    expect(first?.method).toBe("POST");
    expect(first?.headers["content-type"]).toContain("application/json");
    expect(first?.body).toMatch(
      new RegExp(String.raw`^\{${seen},"option":"One month","keyword":1,"phoneNumber":"\+525500000000",${date}\}$`),
    );
    expect(second?.body).toBe(first?.body);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(4000);
  });

  await test.step("the webhook that a row redirects to gets what the customer writes", async () => {
    await exchange("menu", "Choose a membership");
    await postMessage(url, token ?? "", { chatId: "c-1", text: "John Doe" });
    const { body } = await receiver.request((request) => request.url === "/name");
    expect(body).toMatch(
      new RegExp(String.raw`^\{${seen},"phoneNumber":"\+525500000000",${date},"response":"John Doe"\}$`),
    );
  });

  await test.step("the log of the webhook shows both attempts", async () => {
    const webhooks = await customer.trpc.scenarioWebhooks.list.query({ botId });
    const { id } = webhooks.find(({ name }) => name === "Choices") ?? { id: "" };
    const { calls } = await customer.trpc.scenarioWebhooks.calls.query({ webhookId: id });
    expect(calls).toMatchObject([{ status: "sent", attempts: 2 }]);
  });
});
