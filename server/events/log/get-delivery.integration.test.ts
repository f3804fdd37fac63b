import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { messages } from "@/db/schema/conversations";
import { eventAttempts } from "@/db/schema/events";
import { makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { makeDeliveries } from "./testing/make-deliveries";

let api: ReturnType<typeof createTestCaller>["deliveries"];
let make: ReturnType<typeof makeDeliveries>;
let workspaceId: string;
let userId: string;
let botId: string;

beforeEach(async () => {
  ({ workspaceId, userId } = await makeWorkspace());
  const caller = createTestCaller({ userId });
  api = caller.deliveries;
  ({ id: botId } = await caller.bots.create({ name: "Shop", templateId: null }));
  make = makeDeliveries(workspaceId, botId);
});

async function addAttempt(deliveryId: string, values: Partial<typeof eventAttempts.$inferInsert>) {
  const url = "https://crm.example.com/hook?key=…";
  const requestHeaders = { "webhook-id": "evt_1", "x-api-key": "••••••" };
  const attempt = { id: newId("eventAttempt"), workspaceId, deliveryId, endpointId: "end_1", url, requestHeaders };
  await db.insert(eventAttempts).values({ ...attempt, number: 1, durationMs: 0, ...values });
}

describe("The details of a delivery", () => {
  it("have an event's exact body, its attempts, and its bot and conversation", async () => {
    const { conversationId } = await make.conversation("Ada Lovelace");
    const endpointId = await make.endpoint();
    const due = new Date(Date.now() + 300_000);
    const { id, eventId } = await make.event(
      endpointId,
      { status: "delivering", attempts: 2, nextAttemptAt: due, responseStatus: 500, error: "It answered 500." },
      { conversationId, botId, position: 7, payload: { b: "é", a: 1 } },
    );
    const answered = { status: 500, error: "It answered 500.", responseExcerpt: "Oops", durationMs: 20 };
    await addAttempt(id, { number: 2, ...answered });
    await addAttempt(id, { number: 1, error: "No response.", durationMs: 15_000 });
    const details = await api.get({ kind: "event", id });
    expect(details).toMatchObject({
      head: { id, conversation: { id: conversationId, clientName: "Ada Lovelace" }, attempts: 2 },
      webhookId: eventId,
      bot: { id: botId, name: "Shop" },
      body: '{"event":"message_received","payload":{"b":"é","a":1,"sequence":7}}',
      outlook: { type: "due", at: due.toISOString() },
      attempts: [
        { number: 1, status: null, error: "No response.", durationMs: 15_000 },
        { number: 2, ...answered, requestHeaders: { "webhook-id": "evt_1", "x-api-key": "••••••" } },
      ],
    });
    expect(JSON.stringify(details)).not.toMatch(/sealed/);
  });

  it("tell an attempt in progress from one that ended", async () => {
    const leaseUntil = new Date(Date.now() + 20_000);
    const { id } = await make.event(await make.endpoint(), { status: "delivering", leaseUntil });
    await addAttempt(id, {});
    const { outlook, attempts } = await api.get({ kind: "event", id });
    expect(outlook).toEqual({ type: "sending" });
    expect(attempts).toMatchObject([{ status: null, error: null, durationMs: null }]);
  });

  it("say why no attempt is due", async () => {
    const outlookOf = async (
      endpoint: Parameters<typeof make.endpoint>[0],
      status: "delivering" | "delivered" | "undelivered" = "delivering",
    ) => {
      const { id } = await make.event(await make.endpoint(endpoint), { status });
      return (await api.get({ kind: "event", id })).outlook;
    };
    const probeAt = new Date(Date.now() + 60_000);
    expect(await outlookOf({})).toEqual({ type: "due", at: null });
    expect(await outlookOf({ probeAt })).toEqual({ type: "circuit_open", probeAt: probeAt.toISOString() });
    const off = { enabled: false, disabledReason: "gone" as const, probeAt };
    expect(await outlookOf(off)).toEqual({ type: "endpoint_off", reason: "gone" });
    expect(await outlookOf(off, "undelivered")).toEqual({ type: "given_up" });
    expect(await outlookOf(off, "delivered")).toEqual({ type: "ended" });
  });

  it("have the texts of messages and the attempts at their channel", async () => {
    const about = await make.conversation();
    const id = await make.message(about, { status: "undelivered" }, { status: 404, error: "It answered 404." });
    const message = { workspaceId, ...about, sender: "ai" as const, delivery: "undelivered" as const, deliveryId: id };
    await db.insert(messages).values([
      { id: newId("message"), ...message, text: "First" },
      { id: newId("message"), ...message, text: "Second" },
    ]);
    expect(await api.get({ kind: "message", id })).toMatchObject({
      head: { label: "First", target: { type: "channel", id: about.channelId, botId } },
      webhookId: id,
      body: null,
      texts: ["First", "Second"],
      attempts: [{ number: 1, status: 404, error: "It answered 404." }],
      outlook: { type: "given_up" },
    });
  });

  it("have the body of a notification, and of an e-mail its text without the member's address", async () => {
    const [toWebhook, toMember] = [await make.notification("webhook"), await make.notification(userId)];
    const details = await api.get({ kind: "notification", id: toWebhook });
    expect(JSON.parse(details.body ?? "")).toMatchObject({
      event: "notification",
      payload: { id: details.webhookId, kind: "undelivered", title: "Not delivered", body: "No answer." },
    });
    const mail = await api.get({ kind: "notification", id: toMember });
    expect(mail).toMatchObject({ webhookId: null, body: null, texts: ["Not delivered", "No answer."], attempts: null });
    expect(JSON.stringify(mail)).not.toContain("@example.com");
  });

  it("have the body of a scenario's request, and its address without its secret", async () => {
    const id = await make.scenarioCall(null, { status: "failed", replayOf: "whc_first" }, 500);
    const details = await api.get({ kind: "scenario", id });
    expect(details).toMatchObject({
      webhookId: "whc_first",
      body: '{"row":"a"}',
      attempts: [{ status: 500, durationMs: 5 }],
    });
    expect(JSON.stringify(details)).not.toContain("top-secret");
  });

  it("do not exist for other workspaces and under another kind", async () => {
    const { id } = await make.event(await make.endpoint());
    const about = await make.conversation();
    const others = [
      { kind: "message" as const, id: await make.message(about) },
      { kind: "notification" as const, id: await make.notification("webhook") },
      { kind: "scenario" as const, id: await make.scenarioCall(null) },
    ];
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).deliveries;
    const gone = "This delivery does not exist in your workspace, or no longer does.";
    for (const one of [{ kind: "event" as const, id }, ...others]) {
      await expect(stranger.get(one)).rejects.toThrow(gone);
      expect((await api.get(one)).head.id).toBe(one.id);
    }
    await expect(api.get({ kind: "message", id })).rejects.toThrow(gone);
  });
});
