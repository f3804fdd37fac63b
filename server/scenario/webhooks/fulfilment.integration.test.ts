import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { callScenarioWebhook } from "./call-scenario-webhook";
import { requestLostWebhookCalls } from "./calls/request-lost-webhook-calls";
import { fulfilmentCall, makeFulfilment, makeScene, storedCall, type TestScene, TOKEN } from "./testing/make-webhook";
import { startScenarioReceiver } from "./testing/scenario-receiver";

const receiver = await startScenarioReceiver();
let scene: TestScene;
beforeEach(async () => {
  receiver.reset();
  scene = await makeScene({ chatId: "tg-42", clientName: "Ann", clientPhone: "+44 312 345 678" });
});

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe("The request of a fulfilment webhook", () => {
  it("is the whole document of schema v1, in its order", async () => {
    const webhookId = await makeFulfilment(scene, `${receiver.origin}/hook?shop=1`, { schema: "v1" });
    const call = fulfilmentCall(scene, webhookId, {
      threshold: 0.4,
      lifespan: 2,
      contexts: [{ id: "int_w", name: "Welcome" }],
    });
    await callScenarioWebhook(call);
    const [request] = receiver.calls;
    expect(request).toMatchObject({ method: "POST", url: `/hook?shop=1&token=${TOKEN}` });
    expect(request?.headers["content-type"]).toBe("application/json");
    const body = JSON.parse(request?.body ?? "");
    const { timestamp } = body;
    expect(timestamp).toMatch(ISO);
    const { conversationId, botId } = scene;
    const parameters = { number: "77" };
    // As texts, so that the order of the fields counts.
    expect(request?.body).toBe(
      JSON.stringify({
        conversationId,
        result: {
          source: "app",
          resolvedQuery: "Where is my order?",
          confidence: 0.4,
          score: 0.87,
          lifespan: 2,
          incomplete: false,
          storyId: botId,
          interaction: { id: "int_order", name: "Order status", action: "Order status" },
          parameters,
          sessionParameters: { number: "77", email: "ann@example.com" },
          contexts: [
            { id: "int_w", name: "Welcome", action: "Welcome", parameters: {} },
            { id: "int_order", name: "Order status", action: "Order status", parameters },
          ],
          fulfillment: [
            { type: "webhook", debug: false, webhookId, used: true },
            { type: "text", delay: 0, message: "Let me look." },
          ],
        },
        sessionId: conversationId,
        timestamp,
        status: { code: 200, type: "success" },
      }),
    );
  });

  it("is the whole document of schema v2, in its order", async () => {
    const webhookId = await makeFulfilment(scene, receiver.origin);
    const call = fulfilmentCall(scene, webhookId);
    await callScenarioWebhook(call);
    const { conversationId } = scene;
    expect(receiver.calls[0]?.url).toBe(`/?token=${TOKEN}`);
    expect(receiver.calls[0]?.body).toBe(
      JSON.stringify({
        chatId: conversationId,
        messageId: call.messageId,
        userId: conversationId,
        externalId: "tg-42",
        node: { id: "int_order", name: "Order status", type: "WEBHOOK", webhookId, webhookName: "Shop system" },
        userAttributes: {
          default_name: "Ann",
          default_email: "ann@example.com",
          default_phone: "+44 312 345 678",
        },
        attributes: { number: "77", email: "ann@example.com" },
      }),
    );
  });

  it("has the id of the call in its header", async () => {
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin)));
    expect(receiver.calls[0]?.headers["webhook-id"]).toBe(outcome.callId);
  });
});

describe("The answer of a fulfilment webhook", () => {
  it("adds its responses and sets its attributes", async () => {
    receiver.answer(200, {
      responses: [
        { type: "text", delay: 1000, message: "It left today, {{name}}." },
        { type: "goto", value: "int_end" },
      ],
      attributes: { name: "Ann", left: true },
    });
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin)));
    expect(outcome).toMatchObject({
      name: "Shop system",
      status: "sent",
      result: "Used: 2 responses and 2 attributes.",
      responses: [
        { type: "text", text: "It left today, {{name}}.", delayMs: 1000 },
        { type: "goto", target: "int_end" },
      ],
      attributes: { name: "Ann", left: true },
      closingText: "",
    });
    expect(outcome.durationMs).toBeGreaterThanOrEqual(0);
  });

  it.each([["{}"], [""], ["  \n"]])("may be empty: %j", async (body) => {
    receiver.answer(200, body);
    const webhookId = await makeFulfilment(scene, receiver.origin, { fallbackText: "Sorry." });
    expect(await callScenarioWebhook(fulfilmentCall(scene, webhookId))).toMatchObject({
      status: "sent",
      responses: [],
      closingText: "",
    });
  });

  it("may have exactly 100 kB and 99 responses", async () => {
    const responses = Array.from({ length: 99 }, () => ({ type: "text", message: "a" }));
    const answer = JSON.stringify({ responses });
    receiver.answer(200, answer + " ".repeat(100 * 1024 - answer.length));
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin)));
    expect(outcome.responses).toHaveLength(99);
  });
});

const tooMany = { responses: Array.from({ length: 100 }, () => ({ type: "text", message: "a" })) };

describe("A failed fulfilment", () => {
  it.each([
    ["is 101 kB long", 200, " ".repeat(101 * 1024), "Its answer is larger than 100 kB."],
    ["is one byte too long", 200, `{}${" ".repeat(100 * 1024 - 1)}`, "Its answer is larger than 100 kB."],
    ["is not JSON", 200, "<html>", "Its answer is not JSON."],
    ["is not an object", 200, "[1]", "not an object"],
    ["has 100 responses", 200, tooMany, "Its answer has 100 responses; at most 99 are allowed."],
    ["has the status 500", 500, { responses: [{ type: "text", message: "a" }] }, "It answered 500"],
    ["has the status 401", 401, "", "It answered 401: it refused the token"],
  ])("whose answer %s leads to the fallback text and is not made again", async (_, status, answer, why) => {
    receiver.answer(status, answer);
    const webhookId = await makeFulfilment(scene, receiver.origin, { fallbackText: "Sorry." });
    const call = fulfilmentCall(scene, webhookId);
    const outcome = await callScenarioWebhook(call);
    expect(outcome).toMatchObject({ status: "failed", responses: [], attributes: {}, closingText: "Sorry." });
    expect(outcome.result).toContain(why);
    expect(await callScenarioWebhook(call)).toEqual(outcome);
    expect(receiver.calls).toHaveLength(1);
    const { call: stored, attempts } = await storedCall(outcome.callId);
    expect(stored).toMatchObject({ status: "failed", checkAt: null, nextAttemptAt: null });
    expect(attempts).toMatchObject([{ number: 1, status, error: expect.stringContaining(why) }]);
  });

  it("that answers with a redirect does not follow it", async () => {
    receiver.answer(302, "", { location: `${receiver.origin}/elsewhere` });
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin)));
    expect(outcome.result).toContain("a redirect, which is not followed");
    expect(receiver.calls).toHaveLength(1);
  });

  it("that begins its answer in time but does not end it is late", async () => {
    receiver.respond = (_, response) => void response.writeHead(200).write('{"responses":');
    const webhookId = await makeFulfilment(scene, receiver.origin, { fallbackText: "Sorry." });
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, webhookId), 300);
    expect(outcome).toMatchObject({
      status: "failed",
      result: "There was no complete answer within 0.3 seconds.",
      closingText: "Sorry.",
    });
  });

  it("to a private address sends nothing", async () => {
    const webhookId = await makeFulfilment(scene, "http://169.254.169.254/latest", { fallbackText: "Sorry." });
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, webhookId));
    expect(outcome).toMatchObject({ status: "failed", closingText: "Sorry." });
    expect(outcome.result).toContain("169.254.169.254");
  });

  it("to an address that is not verified sends nothing", async () => {
    const webhookId = await makeFulfilment(scene, receiver.origin, { fallbackText: "Sorry." });
    await db.update(scenarioWebhooks).set({ verifiedAt: null }).where(eq(scenarioWebhooks.id, webhookId));
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, webhookId));
    expect(outcome).toMatchObject({ status: "failed", closingText: "Sorry." });
    expect(outcome.result).toContain("is not verified");
    expect(receiver.calls).toEqual([]);
  });

  it("of a deleted webhook is an outcome", async () => {
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, "whk_gone"));
    expect(outcome).toMatchObject({ status: "failed", result: "The webhook was deleted.", responses: [] });
  });

  it("does not keep the token in its log", async () => {
    receiver.respond = (request, response) => response.writeHead(500).end(`No such token in ${request.url}`);
    const outcome = await callScenarioWebhook(fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin)));
    expect((await storedCall(outcome.callId)).attempts[0]?.responseExcerpt).toBe("No such token in /?token=•••");
  });
});

describe("A repeated turn", () => {
  it("gets the stored answer without another request", async () => {
    receiver.answer(200, { responses: [{ type: "text", elements: ["a", "b", "c", "d", "e"] }] });
    const call = fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin));
    const outcome = await callScenarioWebhook(call);
    expect(await callScenarioWebhook(call)).toEqual(outcome);
    expect(receiver.calls).toHaveLength(1);
  });

  it("that runs at the same moment waits for the one request", async () => {
    receiver.respond = (_, response) => void setTimeout(() => response.end('{"attributes":{"a":1}}'), 200);
    const call = fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin));
    const [one, other] = await Promise.all([callScenarioWebhook(call), callScenarioWebhook(call)]);
    expect(one).toMatchObject({ status: "sent", attributes: { a: 1 } });
    expect(other).toEqual(one);
    expect(receiver.calls).toHaveLength(1);
  });

  it("repeats a request that a crash interrupted, under the same id, and one outcome is stored", async () => {
    const call = fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin));
    const held = Promise.withResolvers<void>();
    receiver.respond = (_, response) => void held.promise.then(() => response.end('{"attributes":{"from":"first"}}'));
    const crashed = callScenarioWebhook(call);
    await expect.poll(() => receiver.calls.length).toBe(1);
    // The process has stopped: its lease runs out before it can record the answer.
    await db.update(scenarioWebhookCalls).set({ leaseUntil: sql`now() - interval '1 second'` });
    receiver.answer(200, { attributes: { from: "second" } });
    const outcome = await callScenarioWebhook(call);
    expect(outcome).toMatchObject({ status: "sent", attributes: { from: "second" } });
    held.resolve();
    expect(await crashed).toEqual(outcome);
    expect(receiver.calls).toHaveLength(2);
    expect(receiver.calls[1]?.headers["webhook-id"]).toBe(receiver.calls[0]?.headers["webhook-id"]);
    expect(receiver.calls[1]?.body).toBe(receiver.calls[0]?.body);
    expect((await storedCall(outcome.callId)).attempts).toHaveLength(1);
  });

  it("finds a call failed if the sweep saw that nobody had continued it", async () => {
    const call = fulfilmentCall(scene, await makeFulfilment(scene, receiver.origin, { fallbackText: "Sorry." }));
    const { callId } = await callScenarioWebhook(call);
    await db
      .update(scenarioWebhookCalls)
      .set({ status: "sending", answer: null, leaseUntil: sql`now() - interval '5 minutes'`, checkAt: sql`now()` })
      .where(eq(scenarioWebhookCalls.id, callId));
    expect(await requestLostWebhookCalls()).toEqual([]);
    expect(await callScenarioWebhook(call)).toMatchObject({
      status: "failed",
      result: "Parley stopped during this call, so its result is not known.",
      closingText: "Sorry.",
    });
  });
});
