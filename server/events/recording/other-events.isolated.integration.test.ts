import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { silenceTimers } from "@/db/schema/scenario";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { callFunctions, speak, startModelServer } from "@/db/testing/model-server";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { publishBot } from "@/server/bots/publish-bot";
import { updateBot } from "@/server/bots/update-bot";
import { addPending, makeConversation, makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { attemptDelivery } from "@/server/channels/delivery/attempt-delivery";
import { nextBatch } from "@/server/channels/delivery/next-batch";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, publishAction, storedMessages, type WebBot } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { sayInConversation } from "@/server/conversations/send-message";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import { makeScriptedBot, Visitor } from "@/server/scenario/run/testing/scripted-bot";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { requestDueReminders } from "@/server/turn/silence/request-due-reminders";
import { writeIn } from "@/server/turn/testing/behaving-bot";
import { menu, recordedModelBot, recordedScriptedBot } from "../testing/recorded-bots";
import { namesIn, payloadsOf, recordEvents, unpublishedIn } from "../testing/recorded-events";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const receiver = await startWebhookReceiver();
const model = await startModelServer();
beforeEach(() => receiver.reset());

const WAIT = { timeout: 20_000 };

const modelBot = (behaviour = {}) => recordedModelBot(model.baseUrl, behaviour);

const receivedIn = ({ ctx }: WebBot) => payloadsOf(ctx.workspaceId, "message_received");

describe("escalation_requested", () => {
  it("is recorded once for each hand-off: by a member, an employee in the channel, and in the inbox", async () => {
    const bot = await recordedScriptedBot();
    const { inbox } = createTestCaller({ userId: bot.userId });
    const visitors = [new Visitor(bot), new Visitor(bot)];
    for (const visitor of visitors) await visitor.say("price");
    const [first, second] = await Promise.all(visitors.map((visitor) => visitor.conversation()));
    const conversationId = first?.id ?? "";
    await Promise.all(Array.from({ length: 4 }, () => inbox.handOff({ conversationId })));
    const written = {
      conversationId: second?.id ?? "",
      text: "I am here.",
      fileIds: [],
      clientMessageId: newId("event"),
    };
    await inbox.write(written);
    await inbox.write(written);
    await writeIn(bot, "Hello", { from: "employee" });
    await writeIn(bot, "Hello again", { from: "employee" });
    expect(await payloadsOf(bot.ctx.workspaceId, "escalation_requested")).toMatchObject([
      { cause: "manual", conversation_id: conversationId, message_id: first?.lastCustomerMessageId },
      { cause: "employee", conversation_id: second?.id, reason: "An employee wrote in the inbox." },
      { cause: "employee", plateform: "custom", reason: "An employee wrote in the channel.", message_id: null },
    ]);
    const sent = await payloadsOf(bot.ctx.workspaceId, "message_sent");
    expect(sent.filter(({ sender }) => sender === "employee")).toMatchObject([
      { text: "I am here.", author_id: bot.userId, in_reply_to: null, platform: "webchat" },
      { text: "Hello", author_id: null, platform: "custom" },
      { text: "Hello again", author_id: null },
    ]);
  });

  it("is recorded when the model calls a person, whose message is then received as muted", async () => {
    const bot = await modelBot();
    await updateBot(bot.ctx, { botId: bot.botId, standardFunctions: { callPerson: { description: "" } } });
    await publishBot(bot.ctx, bot.botId);
    model.answer((response, n) =>
      n === 1
        ? callFunctions(response, ["call_person", { reason: "Wants a refund." }])
        : speak(response, ["A colleague will write to you."]),
    );
    await new Visitor(bot).say("I want a human!");
    expect(await payloadsOf(bot.ctx.workspaceId, "escalation_requested")).toMatchObject([
      { cause: "action", reason: "Wants a refund." },
    ]);
    expect(await receivedIn(bot)).toMatchObject([
      { muted: true, need_help: true, handover_category_name: "action", answer: "A colleague will write to you." },
    ]);
  });
});

describe("A hand-off by a rule", () => {
  it("is recorded after the message that exceeded the limit", async () => {
    const bot = await recordedScriptedBot({ antiSpam: { maxMessages: 1 } });
    const visitor = new Visitor(bot);
    await visitor.say("price");
    await visitor.say("price");
    const names = await namesIn(bot.ctx.workspaceId);
    expect(names.filter((name) => name !== "message_sent")).toEqual([
      "conversation_started",
      "message_received",
      "message_received",
      "escalation_requested",
    ]);
    expect((await receivedIn(bot)).at(1)).toMatchObject({
      intent: null,
      understood: false,
      muted: true,
      need_help: true,
      handover_category_name: "limit",
    });
    expect(await payloadsOf(bot.ctx.workspaceId, "escalation_requested")).toMatchObject([{ cause: "limit" }]);
  });
});

describe("message_sent and message_undelivered on a channel that messages are pushed to", () => {
  async function deliver(status: number, retry: boolean) {
    const channel = await makeCustomChannel({ url: `${receiver.origin}/hook`, retry });
    await recordEvents(channel.workspaceId);
    const due = await makeConversation(channel);
    await addPending(channel, due.conversationId, ["One", "Two"]);
    expect(await namesIn(channel.workspaceId)).toEqual([]);
    receiver.respond = (_, response) => response.writeHead(status).end();
    const batch = await nextBatch(due, "run");
    if (!batch) throw new Error("Nothing is due.");
    const outcomes = await Promise.all([1, 1, 1].map((number) => attemptDelivery(batch.deliveryId, number, "run")));
    return { workspaceId: channel.workspaceId, batch, outcomes };
  }

  it("are recorded when the channel has accepted the messages, once", async () => {
    const { workspaceId } = await deliver(200, true);
    expect(await payloadsOf(workspaceId, "message_sent")).toMatchObject([
      { text: "One", sender: "bot", platform: "custom" },
      { text: "Two", in_reply_to: null },
    ]);
    expect(await payloadsOf(workspaceId, "message_undelivered")).toEqual([]);
  });

  it("are recorded when the last attempt has failed, with the reason", async () => {
    const { workspaceId } = await deliver(500, false);
    expect(await payloadsOf(workspaceId, "message_sent")).toEqual([]);
    expect(await payloadsOf(workspaceId, "message_undelivered")).toMatchObject([
      { text: "One", attempts: 1, error: expect.stringContaining("500") },
      { text: "Two" },
    ]);
  });

  it("are not recorded while further attempts follow", async () => {
    const { workspaceId } = await deliver(500, true);
    expect(await namesIn(workspaceId)).toEqual([]);
  });
});

describe("message_sent of a step of an action", () => {
  it("is recorded once, when the customer's page can fetch the message", async () => {
    const bot = await recordedScriptedBot();
    const visitor = new Visitor(bot);
    await visitor.say("price");
    const { id: conversationId } = await visitor.conversation();
    const { workspaceId } = bot.ctx;
    const message = {
      workspaceId,
      conversationId,
      text: "One moment.",
      stepCallId: `${newId("actionRun")}-1`,
      turnId: null,
    };
    await sayInConversation(message);
    await sayInConversation(message);
    const sent = await payloadsOf(workspaceId, "message_sent");
    expect(sent.filter(({ text }) => text === "One moment.")).toHaveLength(1);
  });
});

describe("conversation_closed", () => {
  it("is recorded once for each closing, with the member and the tags", async () => {
    const bot = await recordedScriptedBot();
    const visitor = new Visitor(bot);
    await visitor.say("price");
    const { id: conversationId } = await visitor.conversation();
    await db
      .update(conversations)
      .set({ tags: ["parcel"] })
      .where(eq(conversations.id, conversationId));
    const { inbox } = createTestCaller({ userId: bot.userId });
    await Promise.all([inbox.close({ conversationId }), inbox.close({ conversationId })]);
    await inbox.reopen({ conversationId });
    await inbox.close({ conversationId });
    const closed = { conversation_id: conversationId, closed_by: "member", member_id: bot.userId, tags: ["parcel"] };
    expect(await payloadsOf(bot.ctx.workspaceId, "conversation_closed")).toMatchObject([closed, closed]);
  });
});

describe("A rule for a silent customer", () => {
  it("records that the bot closed the conversation, but no second message_received", async () => {
    const silence = [{ id: newId("interaction"), afterMinutes: 5, effect: { type: "close" as const } }];
    const interactions = menu().map((one) => (one.role === "welcome" ? { ...one, silence } : one));
    const bot = await makeScriptedBot(interactions);
    await recordEvents(bot.ctx.workspaceId);
    const visitor = new Visitor(bot);
    await visitor.say("Hello");
    const { id: conversationId } = await visitor.conversation();
    const past = new Date(Date.now() - 60_000);
    const timer = eq(silenceTimers.conversationId, conversationId);
    await db.update(silenceTimers).set({ dueAt: past, checkAt: past }).where(timer);
    await dispatch(await requestDueReminders());
    await expect.poll(() => namesIn(bot.ctx.workspaceId), WAIT).toContain("conversation_closed");
    expect(await payloadsOf(bot.ctx.workspaceId, "conversation_closed")).toMatchObject([
      { closed_by: "bot", member_id: null, conversation_id: conversationId },
    ]);
    expect(await receivedIn(bot)).toHaveLength(1);
  });
});

describe("action_succeeded and action_failed", () => {
  it("say what the bot called, with what and what came of it", async () => {
    const bot = await makeWebBot({ baseUrl: model.baseUrl });
    const target = await startTargetServer();
    target.on("/lost", (_request, response) => void response.destroy());
    target.on("/parcel", { body: '{"arrives":"tomorrow"}' });
    await publishAction(bot, "find_parcel", [webhookStep(`${target.url}/parcel`)]);
    await publishAction(bot, "lose_parcel", [webhookStep(`${target.url}/lost`)]);
    await recordEvents(bot.ctx.workspaceId);
    model.answer((response, n) =>
      n === 1
        ? callFunctions(response, ["find_parcel", {}], ["lose_parcel", {}])
        : speak(response, ["It comes tomorrow."]),
    );
    const token = signVisitorToken(bot.publicId, newId("event"));
    const { response, done } = await postMessage(bot.publicId, { id: "m1", text: "Where is it?" }, { token });
    await readAnswer(response);
    await done;
    expect(await payloadsOf(bot.ctx.workspaceId, "action_succeeded")).toMatchObject([
      {
        function_name: "find_parcel",
        arguments: {},
        bot_id: bot.botId,
        is_simulator: false,
        result: expect.any(String),
      },
    ]);
    expect(await payloadsOf(bot.ctx.workspaceId, "action_failed")).toMatchObject([
      { function_name: "lose_parcel", error: expect.stringContaining("Step") },
    ]);
    expect(await storedMessages(bot)).toHaveLength(2);
  });
});

describe("bot_published", () => {
  it("is recorded for each version, and not if publishing is refused", async () => {
    const bot = await recordedScriptedBot();
    const { bots } = createTestCaller({ userId: bot.userId });
    await bots.publish({ botId: bot.botId });
    await expect(bots.publish({ botId: "bot_gone" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await payloadsOf(bot.ctx.workspaceId, "bot_published")).toMatchObject([
      { bot_id: bot.botId, version_id: expect.stringMatching(/^ver_/), published_by: bot.userId },
    ]);
    await expect.poll(() => unpublishedIn(bot.ctx.workspaceId), WAIT).toBe(0);
  });
});
