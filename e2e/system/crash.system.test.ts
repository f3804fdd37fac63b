import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendChatMessage } from "../support/chat-client.ts";
import { signUpCustomer, type Customer } from "../support/customer-client.ts";
import { startLocalServer, type LocalServer } from "../support/local-server.ts";
import { startProduct, type Product } from "../support/start-product.ts";
import { until } from "../support/until.ts";

/**
 * kill -9 of the whole product at the worst moments: after the restart every customer is answered once, and no
 * finished step runs again.
 */

let product: Product;
let customer: Customer;
let systems: LocalServer;
let publicId: string;
let token: string;

/** What each path of the customer's systems was asked, and what to do at its next request. */
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
      // The product is gone; nobody hears this answer.
      return { status: 503 };
    }
    return { status: 200, headers: { "content-type": "application/json" }, body: '{"status":"shipped","key":"k-1"}' };
  });
  product = await startProduct({ env: { PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" } });
  customer = await signUpCustomer(product.url);
  await makeBot();
}, 180_000);

afterAll(async () => {
  await product.stop();
  await systems.close();
});

/** A two-step action (the second uses the first's answer), on a custom channel and on a chat page. */
async function makeBot(): Promise<void> {
  const { trpc } = customer;
  const { id: botId } = await trpc.bots.create.mutate({ name: "Shop", templateId: "order-status" });
  const [action] = await trpc.actions.list.query({ botId });
  if (!action) throw new Error("no action");
  const { definition } = await trpc.actions.get.query({ actionId: action.id });
  const [step] = definition.steps;
  if (!step) throw new Error("no step");
  const steps = [
    { ...step, name: "first", url: `${systems.url}/first` },
    { ...step, name: "second", url: `${systems.url}/second?key={{steps.first.body.key}}` },
  ];
  await trpc.actions.update.mutate({ actionId: action.id, definition: { ...definition, steps } });
  await trpc.bots.publish.mutate({ botId });
  const custom = await trpc.channels.create.mutate({ botId, kind: "custom", name: "Messenger" });
  await trpc.channels.update.mutate({ channelId: custom.id, custom: { webhookUrl: `${systems.url}/hook` } });
  token = (await trpc.channels.get.query({ channelId: custom.id })).token ?? "";
  const web = await trpc.channels.create.mutate({ botId, kind: "web", name: "Chat page" });
  publicId = (await trpc.channels.get.query({ channelId: web.id })).publicId;
}

async function post(chatId: string): Promise<void> {
  const response = await fetch(`${product.url}/api/webhook/custom/message`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      api_version: 1,
      message_id: randomUUID(),
      chat_id: chatId,
      text: "Where is my order A-1042?",
      message_sender: "customer",
      source: "crash test",
    }),
  });
  expect(response.status).toBe(202);
}

/** Kills the product when `path` is next asked, starts it again, and resolves once it is ready. */
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

function hooked(chatId: string) {
  return (asked.get("/hook") ?? [])
    .map(({ headers, body }) => Object.assign({ id: headers["webhook-id"] }, JSON.parse(body) as Hook))
    .filter((hook) => hook.chat_id === chatId);
}

interface Hook {
  chat_id: string;
  new_messages: { id: string; text: string }[];
}

describe("kill -9 of the whole product", () => {
  it("between two steps of an action: the finished step is not repeated, the customer is answered once", async () => {
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

  it("between reply and delivery: the same delivery is tried again, the reply exists once", async () => {
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

  it("during a streaming turn: the watchdog answers, once", async () => {
    asked.clear();
    const restarted = killAt("/second");
    const chat = `${product.url}/api/chat/${publicId}`;
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

/** Long enough for a second answer to show itself, were there one. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 4000));
}
