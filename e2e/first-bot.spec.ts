import { expect, type Page, test } from "@playwright/test";
import { type LocalServer, startLocalServer } from "./support/local-server";
import { takePictures } from "./support/pictures";
import { addChannel, ask, openChatPage, publish, signUp } from "./support/screens";

/**
 * A new customer signs up, uses a template, points its action at their own system, publishes, and gets answers in three
 * places: the test chat, the chat page, and the custom channel's API.
 */

const QUESTION = "Where is my order A-1042?";
let shop: LocalServer;

test.beforeAll(async () => {
  shop = await startLocalServer(({ url }) => {
    // No spaces, as in compact JSON.
    if (!url.startsWith("/orders/")) return { status: 200, body: JSON.stringify({ received: "x".repeat(150) }) };
    const body = JSON.stringify({
      order: decodeURIComponent(url.slice("/orders/".length)),
      status: "on a drone to you",
    });
    return { status: 200, headers: { "content-type": "application/json" }, body };
  });
});

test.afterAll(() => shop.close());

test("A new customer gets from sign-up to a bot that calls a webhook and answers in three places", async ({
  page,
  request,
  baseURL,
}, info) => {
  await signUp(page);
  await createOrderStatusBot(page);
  await pointActionAt(page, `${shop.url}/orders/{{args.order_number}}`);

  await test.step("the test chat calls the system and answers with its result", async () => {
    await page.getByRole("link", { name: "Build" }).click();
    await ask(page, QUESTION);
    await expect(page.getByRole("log")).toContainText("on a drone to you");
    expect(shop.requests.map((r) => r.url)).toContain("/orders/A-1042");
  });

  await test.step("the trace shows the call with its request and response", async () => {
    await page.getByRole("button", { name: "Trace" }).click();
    await expect(page.getByText("get_order_status").last()).toBeVisible();
    await page.getByRole("button", { name: "Requests and responses" }).click();
    await expect(page.getByRole("log")).toContainText("/orders/A-1042");
  });

  await publish(page, 1);

  await test.step("the chat page answers and resumes after a reload", async () => {
    await addChannel(page, "Website");
    const chat = await openChatPage(page, baseURL);
    await ask(chat, QUESTION);
    await expect(chat.getByRole("log")).toContainText("on a drone to you");
    await chat.reload();
    await expect(chat.getByRole("log")).toContainText(QUESTION);
    await expect(chat.getByRole("log")).toContainText("on a drone to you");
    await chat.context().close();
  });

  await test.step("the custom channel accepts a message and posts the answer to the webhook with the secret", async () => {
    await addChannel(page, "Custom channel");
    await page.getByLabel("Webhook URL").fill(`${shop.url}/messenger`);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Set", exact: true }).click();
    await page.getByLabel("Webhook secret").fill("a-secret-of-ours");
    await page.getByRole("button", { name: "Save" }).last().click();
    await expect(page.getByText("•••••••• set")).toBeVisible();
    const token = await page.getByLabel("Token", { exact: true }).inputValue();
    const accepted = await request.post("/api/webhook/custom/message", {
      headers: { authorization: `Bearer ${token}` },
      data: {
        api_version: 1,
        message_id: "m-1",
        chat_id: "c-1",
        text: QUESTION,
        message_sender: "customer",
        source: "John Doe",
      },
    });
    expect(accepted.status()).toBe(202);
    const delivered = await shop.request((r) => r.url === "/messenger" && r.body.includes("new_messages"));
    expect(delivered.headers["authorization"]).toBe("Bearer a-secret-of-ours");
    expect(JSON.parse(delivered.body)).toMatchObject({
      event_type: "new_messages",
      chat_id: "c-1",
      new_messages: [{ type: "text", message_sender: "ai", text: expect.stringContaining("on a drone to you") }],
    });
  });

  await test.step("a test request whose answer is one long word does not make the channel's page wider than a phone", async () => {
    await page.getByRole("button", { name: "Send a test request" }).click();
    await expect(page.getByText(/It answered: status 200/)).toBeVisible();
    await takePictures(page, info, "custom-channel");
  });

  await test.step("the secret must be entered again only where another server is used", async () => {
    await page.getByLabel("Webhook URL").fill("https://other.example.com/messenger");
    await expect(page.getByLabel("Webhook secret for the new server")).toBeVisible();
    await expect(page.getByText("•••••••• set")).toBeHidden();
    await page.getByLabel("Webhook URL").fill(`${shop.url}/messenger`);
    await expect(page.getByText("•••••••• set")).toBeVisible();
  });

  await test.step("the conversation shows that the answer was delivered", async () => {
    await page.getByRole("link", { name: /John Doe/ }).click();
    await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  });

  await test.step("a missing bot is answered with a 404 page", async () => {
    const answer = await page.goto("/bots/bot_unknown");
    expect(answer?.status()).toBe(404);
    await expect(page).toHaveTitle("Not found · Parley");
  });
});

async function createOrderStatusBot(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New bot" }).click();
  await page.getByRole("radio", { name: /Order status/ }).click();
  await page.getByRole("button", { name: "Create bot" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Order status" })).toBeVisible();
  await expect(page).toHaveTitle("Build · Order status · Parley");
}

async function pointActionAt(page: Page, url: string): Promise<void> {
  await page.getByRole("link", { name: /Look up an order/ }).click();
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("All changes saved")).toBeVisible();
}
