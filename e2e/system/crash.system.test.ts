import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendChatMessage } from "../support/chat-client.ts";
import { signUpCustomer, type Customer } from "../support/customer-client.ts";
import { startLocalServer, type LocalServer } from "../support/local-server.ts";
import { type MadeBot, makeMenuBot, makeOrderBot } from "../support/make-bot.ts";
import { postMessage } from "../support/post-message.ts";
import { startProduct, type Product } from "../support/start-product.ts";
import { until } from "../support/until.ts";

/**
 * kill -9 of the whole product at the worst moments: after the restart every customer gets one answer, and no finished
 * step runs again.
 */

let product: Product;
let systems: LocalServer;
let bot: MadeBot;
let menuBot: MadeBot;

/** The requests to each path of the customer's systems, and what to do at the next one. */
const asked = new Map<string, { headers: Record<string, string>; body: string }[]>();
let onNext: { path: string; act: () => Promise<void> } | undefined;

beforeAll(async () => {
  systems = await startLocalServer(async (request) => {
    const path = new URL(request.url, "http://local").pathname;
    asked.set(path, [...(asked.get(path) ?? []), { headers: request.headers, body: request.body }]);
    if (onNext?.path === path) {
      const { act } = onNext;
      onNext = undefined;
      await act();
      // The product is gone; this answer is not received.
      return { status: 503 };
    }
    return { status: 200, headers: { "content-type": "application/json" }, body: '{"status":"shipped","key":"k-1"}' };
  });
  product = await startProduct({ env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" } });
  const customer = await signUpCustomer(product.url);
  bot = await makeTwoStepBot(customer);
  menuBot = await makeMenuBot(customer, `${systems.url}/campaign`, { webhookUrl: `${systems.url}/hook` });
  await waitForMore(customer, menuBot.botId);
}, 180_000);

afterAll(async () => {
  await product.stop();
  await systems.close();
});

/** Makes a bot with a two-step action (the second uses the first's answer), on a custom channel and on a chat page. */
function makeTwoStepBot(customer: Customer): Promise<MadeBot> {
  return makeOrderBot(
    customer,
    (definition) => {
      const [step] = definition.steps;
      if (!step) throw new Error("The template's action has no step.");
      const second = `${systems.url}/second?key={{steps.first.body.key}}`;
      const steps = [
        { ...step, name: "first", url: `${systems.url}/first` },
        { ...step, name: "second", url: second },
      ];
      return { ...definition, steps };
    },
    { webhookUrl: `${systems.url}/hook` },
  );
}

/** Lets a bot wait for more messages, so that there is time between a message and its turn. */
async function waitForMore({ trpc }: Customer, botId: string): Promise<void> {
  const { behaviour } = await trpc.bots.get.query({ botId });
  await trpc.bots.update.mutate({ botId, behaviour: { ...behaviour, mergeSeconds: 2 } });
  await trpc.bots.publish.mutate({ botId });
}

async function post(chatId: string, text = "Where is my order A-1042?", { token } = bot): Promise<void> {
  const response = await postMessage(product.url, token, { chatId, text });
  expect(response.status).toBe(202);
}

/** Kills the product at the next request to `path`, starts it again, and resolves when it is ready. */
function killAt(path: string): Promise<void> {
  const restarted = Promise.withResolvers<void>();
  onNext = {
    path,
    act: async () => {
      await product.kill9();
      product.restart().then(restarted.resolve, restarted.reject);
    },
  };
  return restarted.promise;
}

function campaignCalls(): unknown[] {
  return (asked.get("/campaign") ?? []).map(({ body }) => JSON.parse(body) as unknown);
}

function hooked(chatId: string) {
  return (asked.get("/hook") ?? [])
    .map(({ headers, body }) => Object.assign({ id: headers["webhook-id"] }, JSON.parse(body) as Hook))
    .filter((hook) => hook.chat_id === chatId);
}

interface Hook {
  chat_id: string;
  new_messages: { id: string; text: string }[];
}

describe("Kill -9 of the whole product", () => {
  it("between two steps of an action repeats no finished step, and the customer is answered once", async () => {
    asked.clear();
    const restarted = killAt("/second");
    await post("between-steps");
    await restarted;
    await until(() => hooked("between-steps").length > 0, 60_000);
    await settle();
    expect(asked.get("/first")).toHaveLength(1);
    expect(asked.get("/second")).toHaveLength(2);
    expect(hooked("between-steps")).toHaveLength(1);
    expect(hooked("between-steps")[0]?.new_messages).toHaveLength(1);
  });

  it("between reply and delivery retries the same delivery and stores no second reply", async () => {
    asked.clear();
    const restarted = killAt("/hook");
    await post("before-delivery");
    await restarted;
    await until(() => hooked("before-delivery").length > 1, 60_000);
    await settle();
    const deliveries = hooked("before-delivery");
    expect(new Set(deliveries.map((delivery) => delivery.id)).size).toBe(1);
    expect(new Set(deliveries.flatMap((d) => d.new_messages.map((m) => m.id))).size).toBe(1);
    expect(deliveries).toHaveLength(2);
    expect(asked.get("/first")).toHaveLength(1);
  });

  it("between a menu choice and its webhook calls the webhook once, and the customer is answered once", async () => {
    asked.clear();
    await post("menu-before", "Hello", menuBot);
    await until(() => hooked("menu-before").length === 1, 30_000);
    await post("menu-before", "1", menuBot);
    await product.kill9();
    await product.restart();
    await until(() => hooked("menu-before").length > 1, 60_000);
    await settle();
    expect(campaignCalls()).toMatchObject([{ option: "One month", keyword: 1 }]);
    expect(hooked("menu-before").flatMap((hook) => hook.new_messages)).toHaveLength(2);
  });

  it("during the webhook of a menu choice repeats it with the same id, and the customer is answered once", async () => {
    asked.clear();
    await post("menu-during", "Hello", menuBot);
    await until(() => hooked("menu-during").length === 1, 30_000);
    const restarted = killAt("/campaign");
    await post("menu-during", "2", menuBot);
    await restarted;
    await until(() => hooked("menu-during").length > 1, 90_000);
    await settle();
    const calls = asked.get("/campaign") ?? [];
    expect(calls).toHaveLength(2);
    expect(new Set(calls.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(hooked("menu-during").flatMap((hook) => hook.new_messages)).toHaveLength(2);
  });

  it("during a streaming turn leads to one answer after the restart", async () => {
    asked.clear();
    const restarted = killAt("/second");
    const chat = `${product.url}/api/chat/${bot.webChannel}`;
    const session = await fetch(`${chat}/session`, { method: "POST" });
    const { token: visitor } = (await session.json()) as { token: string };
    await sendChatMessage(chat, { id: "m-1", text: "Where is my order A-1042?", visitor }).catch(() => undefined);
    await restarted;
    await until(async () => (await replies(chat, visitor)).length > 0, 90_000);
    await settle();
    expect(await replies(chat, visitor)).toHaveLength(1);
    expect(asked.get("/first")).toHaveLength(1);
  });
});

async function replies(chat: string, visitor: string): Promise<string[]> {
  const response = await fetch(`${chat}/messages`, { headers: { authorization: `Bearer ${visitor}` } });
  const { messages } = (await response.json()) as { messages: { sender: string; text: string }[] };
  return messages.filter((message) => message.sender === "ai").map((message) => message.text);
}

/** Waits long enough for a wrong second answer to arrive. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 4000));
}
