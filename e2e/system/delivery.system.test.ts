import { afterAll, beforeAll, expect, it } from "vitest";
import { type Customer, signUpCustomer } from "../support/customer-client.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import { type MadeBot, makeOrderBot } from "../support/make-bot.ts";
import { postMessage } from "../support/post-message.ts";
import { type Product, startProduct } from "../support/start-product.ts";
import { until } from "../support/until.ts";

/** A messenger's webhook is down for a while: the answers of a conversation arrive later, in order, once. */

interface Hook {
  new_messages: { id: string; text: string }[];
}

let product: Product;
let messenger: LocalServer;
let customer: Customer;
let bot: MadeBot;
let down = true;
let open = 0;
let mostOpen = 0;
const delivered: Hook["new_messages"] = [];

beforeAll(async () => {
  messenger = await startLocalServer(async ({ body }) => {
    mostOpen = Math.max(mostOpen, ++open);
    await new Promise((resolve) => setTimeout(resolve, 200));
    open -= 1;
    if (down) return { status: 503 };
    delivered.push(...(JSON.parse(body) as Hook).new_messages);
    return { status: 204 };
  });
  product = await startProduct({ env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" } });
  customer = await signUpCustomer(product.url);
  bot = await makeOrderBot(customer, (definition) => definition, { webhookUrl: `${messenger.url}/hook` });
});

afterAll(async () => {
  await product.stop();
  await messenger.close();
});

it("A delivery is retried while the webhook is down and keeps a conversation's order", async () => {
  const questions = ["Where is my order A-1042?", "Where is my order B-2001?", "Where is my order C-3005?"];
  for (const [index, text] of questions.entries()) {
    const { status } = await postMessage(product.url, bot.token, { chatId: "c-1", text });
    expect(status).toBe(202);
    await until(async () => (await answers()) === index + 1, 30_000);
  }
  expect(delivered).toEqual([]);
  down = false;
  await until(() => delivered.length >= 3, 90_000);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(delivered.map(({ text }) => /[ABC]-\d{4}/.exec(text)?.[0])).toEqual(["A-1042", "B-2001", "C-3005"]);
  expect(new Set(delivered.map(({ id }) => id)).size).toBe(3);
  expect(mostOpen).toBe(1);
});

async function answers(): Promise<number> {
  const [conversation] = await customer.trpc.conversations.list.query({ channelId: bot.customChannel });
  if (!conversation) return 0;
  const { messages } = await customer.trpc.conversations.get.query({ conversationId: conversation.id });
  return messages.filter(({ sender }) => sender === "ai").length;
}
