import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { outbox } from "@/db/schema/outbox";
import { scenarioWebhookCalls } from "@/db/schema/scenario";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { captureLog } from "@/server/log/testing/capture-log";
import { callScenarioWebhook } from "./call-scenario-webhook";
import { requestLostWebhookCalls } from "./calls/request-lost-webhook-calls";
import { campaignCall, makeCampaign, makeScene, storedCall, type TestScene } from "./testing/make-webhook";
import { startScenarioReceiver } from "./testing/scenario-receiver";

const receiver = await startScenarioReceiver();
const events = await startEventEndpoint();
let scene: TestScene;
beforeEach(async () => {
  receiver.reset();
  events.sent.length = 0;
  scene = await makeScene({ clientPhone: "+52 55 0000 0000" });
});

const data = { kind: "data" as const, response: "John Doe" };

describe("The request of a campaign webhook", () => {
  it("for a chosen option has the fields of Messangi in their order", async () => {
    await callScenarioWebhook(campaignCall(scene, await makeCampaign(scene, `${receiver.origin}/menu`)));
    const [request] = receiver.calls;
    expect(request).toMatchObject({ method: "POST", url: "/menu" });
    const { date } = JSON.parse(request?.body ?? "");
    expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(request?.body).toBe(
      `{"campaignId":"${scene.botId}","label":"Welcome Message","option":"One month","keyword":1,"phoneNumber":"+525500000000","date":"${date}"}`,
    );
  });

  it("for given data has the fields of Messangi in their order", async () => {
    await callScenarioWebhook(campaignCall(scene, await makeCampaign(scene, receiver.origin), data));
    const body = receiver.calls[0]?.body ?? "";
    const { date } = JSON.parse(body);
    expect(body).toBe(
      `{"campaignId":"${scene.botId}","label":"Welcome Message","phoneNumber":"+525500000000","date":"${date}","response":"John Doe"}`,
    );
  });

  it("names another interaction, and has no phone number for a customer without one", async () => {
    const stranger = await makeScene({ chatId: "123456789" });
    const call = campaignCall(stranger, await makeCampaign(stranger, receiver.origin));
    await callScenarioWebhook({ ...call, interaction: { id: "int_plans", name: "Plans" } });
    expect(JSON.parse(receiver.calls[0]?.body ?? "")).toMatchObject({ label: "Plans", phoneNumber: "" });
  });

  it("has the extra parameters after the named fields, and the custom headers", async () => {
    const webhookId = await makeCampaign(scene, receiver.origin, {
      extraBody: '{"7": "seven", "source": {"shop": [1, null]}}',
      headers: { "X-Shop": "blue", Authorization: "Bearer s3cret-value" },
    });
    await callScenarioWebhook(campaignCall(scene, webhookId));
    const [request] = receiver.calls;
    expect(request?.body.endsWith('Z","7":"seven","source":{"shop":[1,null]}}')).toBe(true);
    expect(request?.headers).toMatchObject({ "x-shop": "blue", authorization: "Bearer s3cret-value" });
  });
});

describe("The answer of a campaign webhook", () => {
  it("is used like that of a fulfilment, instead of the thanks", async () => {
    receiver.answer(200, { responses: [{ type: "text", message: "Welcome, John." }], parameters: { member: "yes" } });
    const webhookId = await makeCampaign(scene, receiver.origin, { thanksText: "Thanks." });
    expect(await callScenarioWebhook(campaignCall(scene, webhookId, data))).toMatchObject({
      status: "sent",
      responses: [{ type: "text", text: "Welcome, John.", delayMs: 0 }],
      attributes: { member: "yes" },
      closingText: "",
    });
  });

  it("need not be JSON: then the customer is thanked for data, and not for a choice", async () => {
    receiver.answer(200, "OK");
    const webhookId = await makeCampaign(scene, receiver.origin, { thanksText: "Thanks." });
    const outcome = await callScenarioWebhook(campaignCall(scene, webhookId, data));
    expect(outcome).toMatchObject({ status: "sent", responses: [], closingText: "Thanks." });
    expect(outcome.result).toContain("Its answer is not JSON.");
    expect((await callScenarioWebhook(campaignCall(scene, webhookId))).closingText).toBe("");
    expect(events.sent).toEqual([]);
  });
});

describe("A failed call of a campaign webhook", () => {
  it("requests its retry in the same transaction, and leaves the customer thanked", async () => {
    receiver.answer(503, "", { "retry-after": "40" });
    events.isUp = false;
    const webhookId = await makeCampaign(scene, receiver.origin, { thanksText: "Thanks." });
    const call = campaignCall(scene, webhookId, data);
    const outcome = await callScenarioWebhook(call);
    events.isUp = true;
    expect(outcome).toMatchObject({ status: "failed", closingText: "Thanks." });
    expect(outcome.result).toMatch(/^It answered 503.* It is tried again later\.$/);
    const stored = await db.select().from(outbox).where(eq(outbox.name, "scenario/webhook-call.failed"));
    expect(stored.map((event) => event.data)).toEqual([{ workspaceId: scene.workspaceId, callId: outcome.callId }]);
    const { call: row } = await storedCall(outcome.callId);
    expect(row).toMatchObject({ status: "sending", attempts: 1, leaseUntil: null });
    const wait = Number(row?.nextAttemptAt) - Date.now();
    expect(wait).toBeGreaterThan(30_000);
    expect(Number(row?.checkAt) - Number(row?.nextAttemptAt)).toBe(300_000);
    // A repeated turn does not call it early.
    expect(await callScenarioWebhook(call)).toEqual(outcome);
    expect(receiver.calls).toHaveLength(1);
  });

  it("is written to the log once, without secrets and the customer's words", async () => {
    receiver.answer(500);
    const log = captureLog();
    const url = `${receiver.origin}/menu?key=k-12345`;
    const webhookId = await makeCampaign(scene, url, { headers: { Authorization: "Bearer s3cret-value" } });
    await callScenarioWebhook(campaignCall(scene, webhookId, data));
    log.stop();
    const lines = log.lines().filter((line) => line["event"] === "delivery.attempted");
    expect(lines).toMatchObject([{ webhookId, botId: scene.botId, attempt: 1, status: 500, outcome: "retry" }]);
    expect(log.text()).not.toMatch(/k-12345|s3cret|John/);
  });

  it("is requested again by the sweep if its event was lost, and given up after a day", async () => {
    receiver.answer(500);
    const { callId } = await callScenarioWebhook(campaignCall(scene, await makeCampaign(scene, receiver.origin)));
    const of = eq(scenarioWebhookCalls.id, callId);
    expect(await requestLostWebhookCalls()).toEqual([]);
    await db
      .update(scenarioWebhookCalls)
      .set({ checkAt: sql`now() - interval '1 second'` })
      .where(of);
    expect(await requestLostWebhookCalls()).toMatchObject([
      { name: "scenario/webhook-call.failed", data: { callId, workspaceId: scene.workspaceId } },
    ]);
    expect(await requestLostWebhookCalls()).toEqual([]);
    const longAgo = sql`now() - interval '25 hours'`;
    await db
      .update(scenarioWebhookCalls)
      .set({ checkAt: longAgo, createdAt: longAgo, nextAttemptAt: longAgo })
      .where(of);
    expect(await requestLostWebhookCalls()).toEqual([]);
    expect((await storedCall(callId)).call).toMatchObject({ status: "failed", checkAt: null });
  });
});
