import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Customer, signUpCustomer } from "../support/customer-client.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import { type MadeBot, makeOrderBot } from "../support/make-bot.ts";
import { postMessage } from "../support/post-message.ts";
import { type Product, startProduct } from "../support/start-product.ts";
import { until } from "../support/until.ts";

/** The product is killed while it records and sends events: each message is reported, under one id, with a signature. */

interface Received {
  id: string;
  body: string;
  isSigned: boolean;
}

const MESSAGES = 40;

let product: Product;
let endpoint: LocalServer;
let failing: LocalServer;
let customer: Customer;
let bot: MadeBot;
let secret = "";
const received: Received[] = [];

beforeAll(async () => {
  endpoint = await startLocalServer(async ({ headers, body }) => {
    received.push({ id: String(headers["webhook-id"]), body, isSigned: isSigned(headers, body) });
    return { status: 204 };
  });
  failing = await startLocalServer(async () => ({ status: 500 }));
  product = await startProduct({ env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" } });
  customer = await signUpCustomer(product.url);
  bot = await makeOrderBot(customer, (definition) => definition);
  const all = { botIds: null, channelIds: null, tags: null, headers: [], concurrency: 10, ratePerSecond: null };
  const events: "message_received"[] = ["message_received"];
  const created = await customer.trpc.eventEndpoints.create.mutate({
    ...all,
    name: "CRM",
    url: `${endpoint.url}/hook?key=SECRET_KEY`,
    events,
  });
  secret = created.secret;
  await customer.trpc.eventEndpoints.create.mutate({ ...all, name: "Broken", url: `${failing.url}/hook`, events });
});

afterAll(async () => {
  await product.stop();
  await Promise.all([endpoint.close(), failing.close()]);
});

function isSigned(headers: Record<string, string | string[] | undefined>, body: string): boolean {
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
  try {
    new Webhook(secret).verify(body, signed);
    return true;
  } catch {
    return false;
  }
}

it("Each message is reported to a healthy endpoint, although the product is killed three times", async () => {
  const texts = Array.from({ length: MESSAGES }, (_, i) => `Where is my order A-${1000 + i}?`);
  for (const [i, text] of texts.entries()) {
    const { status } = await postMessage(product.url, bot.token, { chatId: `c-${i}`, text });
    expect(status).toBe(202);
    if (i % 10 === 9 && i < MESSAGES - 1) {
      await product.kill9();
      await product.restart();
    }
  }
  const inputs = () => new Set(received.map(({ body }) => String(JSON.parse(body).payload.input)));
  await until(() => inputs().size === MESSAGES, 150_000);
  expect([...inputs()].toSorted()).toEqual(texts.toSorted());
  const ids = new Map(received.map(({ id, body }) => [id, JSON.parse(body).payload.input]));
  expect(ids.size).toBe(MESSAGES);
  expect(received.every((one) => one.isSigned)).toBe(true);
}, 240_000);
