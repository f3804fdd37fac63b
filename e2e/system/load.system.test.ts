import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Customer, signUpCustomer } from "../support/customer-client.ts";
import { startEchoModel } from "../support/echo-model.ts";
import { type LocalServer, startLocalServer } from "../support/local-server.ts";
import { addModel, type MadeBot, makeOrderBot } from "../support/make-bot.ts";
import { postMessage } from "../support/post-message.ts";
import { type Product, startProduct } from "../support/start-product.ts";
import { until } from "../support/until.ts";

/**
 * Many concurrent conversations with a receiver that fails 30 % of the deliveries and is slow for 10 %. The full test
 * is `PARLEY_LOAD_CONVERSATIONS=1000 npm run test:system -- e2e/system/load`; every test run does a part of it.
 */
const CONVERSATIONS = Number(process.env["PARLEY_LOAD_CONVERSATIONS"] ?? 50);
const MESSAGES = 5;
const CONCURRENCY = 32;
const SLOW_MS = 1500;
/** Short, so that repeated failures are given up within the test. */
const RETRIES = "1,1,2,2,3";
const ATTEMPTS = 6;

interface Delivery {
  webhookId: string;
  chatId: string;
  ids: string[];
  texts: string[];
  /** The statuses of its attempts. */
  statuses: number[];
}

let product: Product;
let messenger: LocalServer;
let model: LocalServer;
let customer: Customer;
let bot: MadeBot;
const deliveries = new Map<string, Delivery>();
/** Requests in progress by chat, and the highest number for one chat. */
const open = new Map<string, number>();
let mostOpen = 0;

beforeAll(async () => {
  messenger = await startLocalServer(async ({ body, headers }) => {
    const { chat_id: chatId, new_messages } = JSON.parse(body) as {
      chat_id: string;
      new_messages: { id: string; text: string }[];
    };
    const webhookId = headers["webhook-id"] ?? "";
    open.set(chatId, (open.get(chatId) ?? 0) + 1);
    mostOpen = Math.max(mostOpen, open.get(chatId) ?? 0);
    const delivery = deliveries.get(webhookId) ?? {
      webhookId,
      chatId,
      ids: new_messages.map(({ id }) => id),
      texts: new_messages.map(({ text }) => text),
      statuses: [],
    };
    deliveries.set(webhookId, delivery);
    // A retry must contain the same messages as the first attempt.
    if (delivery.ids.join() !== new_messages.map(({ id }) => id).join()) return { status: 500, body: "other messages" };
    const luck = luckOf(webhookId, delivery.statuses.length);
    if (luck >= 90) await sleep(SLOW_MS);
    const status = luck < 30 ? 500 : 204;
    delivery.statuses.push(status);
    open.set(chatId, (open.get(chatId) ?? 0) - 1);
    return { status };
  });
  model = await startEchoModel();
  product = await startProduct({
    env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1", PARLEY_DELIVERY_RETRIES: RETRIES },
  });
  customer = await signUpCustomer(product.url);
  bot = await makeOrderBot(customer, (definition) => definition, {
    webhookUrl: `${messenger.url}/hook`,
    model: await addModel(customer, `${model.url}/v1`, "echo"),
  });
});

afterAll(async () => {
  await product?.stop();
  await messenger?.close();
  await model?.close();
});

it(
  `The product keeps ${CONVERSATIONS} conversations in order, loses nothing and sends nothing twice`,
  { timeout: 20 * 60_000 },
  async () => {
    let next = 0;
    const worker = async () => {
      for (let n = next++; n < CONVERSATIONS; n = next++) await converse(`chat-${n}`);
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    await until(() => [...deliveries.values()].every(isOver), 120_000);
    const all = [...deliveries.values()];
    for (const { statuses } of all) expect(statuses.filter((status) => status === 204).length).toBeLessThanOrEqual(1);
    expect(mostOpen).toBe(1);
    for (let n = 0; n < CONVERSATIONS; n += 1) {
      const received = all.filter(({ chatId }) => chatId === `chat-${n}`).flatMap(({ texts }) => texts);
      expect(received).toEqual(Array.from({ length: MESSAGES }, (_, k) => `You said: chat-${n} says ${k + 1}`));
    }
    const ids = all.flatMap(({ ids }) => ids);
    expect([ids.length, new Set(ids).size]).toEqual([CONVERSATIONS * MESSAGES, CONVERSATIONS * MESSAGES]);
    const failed = all.filter(({ statuses }) => statuses.length > 1).length;
    const undelivered = all.filter(({ statuses }) => !statuses.includes(204)).length;
    console.log(`${ids.length} messages, ${failed} deliveries tried again, ${undelivered} undelivered`);
  },
);

/** Sends one message after another, each after the answer to the previous one had a delivery attempt. */
async function converse(chatId: string): Promise<void> {
  for (let k = 1; k <= MESSAGES; k += 1) {
    const { status } = await postMessage(product.url, bot.token, { chatId, text: `${chatId} says ${k}` });
    expect(status).toBe(202);
    const mine = () => [...deliveries.values()].filter((d) => d.chatId === chatId).flatMap(({ texts }) => texts).length;
    await until(() => mine() >= k, 300_000);
  }
}

function isOver({ statuses }: Delivery): boolean {
  return statuses.includes(204) || statuses.length >= ATTEMPTS;
}

/** 0 to 99, constant for an attempt: below 30 it fails, from 90 on it is slow. */
function luckOf(webhookId: string, attempt: number): number {
  return createHash("sha256").update(`${webhookId} ${attempt}`).digest().readUInt32BE() % 100;
}
