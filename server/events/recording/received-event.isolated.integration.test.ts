import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channels, messages, turns } from "@/db/schema/conversations";
import { eventDeliveries } from "@/db/schema/events";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { refuse, speak, startModelServer } from "@/db/testing/model-server";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { attach, postIncoming } from "@/server/channels/custom/testing/post-message";
import { updateChannel } from "@/server/channels/update-channel";
import type { WebBot } from "@/server/channels/web/testing/web-bot";
import { receiveMessage } from "@/server/conversations/receive-message";
import { png } from "@/server/files/testing/sample-files";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import { makeScriptedBot, Visitor } from "@/server/scenario/run/testing/scripted-bot";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { loadTurn } from "@/server/turn/context/load-turn";
import { endDurableTurn, openDurableTurn } from "@/server/turn/durable/durable-turn";
import { rescueTurns } from "@/server/turn/durable/rescue-turns";
import { conversationOf, writeIn } from "@/server/turn/testing/behaving-bot";
import { menu, recordedModelBot, recordedScriptedBot } from "../testing/recorded-bots";
import { makeEndpointForAll, namesIn, payloadsOf, unpublishedIn } from "../testing/recorded-events";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const receiver = await startWebhookReceiver();
const model = await startModelServer();
beforeEach(() => receiver.reset());

const WAIT = { timeout: 20_000 };

const modelBot = (behaviour = {}) => recordedModelBot(model.baseUrl, behaviour);

const receivedIn = ({ ctx }: WebBot) => payloadsOf(ctx.workspaceId, "message_received");

describe("message_received of a scripted bot", () => {
  it("says what the message matched, what was answered and where the conversation is", async () => {
    const bot = await recordedScriptedBot();
    const visitor = new Visitor(bot);
    await visitor.say("Hello");
    await visitor.say("PRICE");
    await visitor.say("blah");
    const conversation = await visitor.conversation();
    const [hello, price, blah] = await receivedIn(bot);
    expect(hello).toMatchObject({
      input: "Hello",
      intent: "Welcome",
      confidence: null,
      understood: true,
      state_name: "Welcome",
      answer: "What would you like?",
      rich_text: [{ quick_replies: [{ label: "Price" }, { label: "Hours" }] }],
      user_id: visitor.chatId,
      platform: "webchat",
      muted: false,
      need_help: false,
      skill_id: bot.botId,
      client_id: bot.ctx.workspaceId,
      master_bot: null,
      is_simulator: false,
      event_name: "NEW_INPUT",
      conversation_id: conversation.id,
      conversation_url: expect.stringMatching(`/inbox/${conversation.id}$`),
      channel_id: bot.channelId,
      nlu_model: { name: null, version: expect.stringMatching(/^ver_/) },
    });
    expect(price).toMatchObject({
      intent: "Price List",
      intent_slug: "price-list",
      intent_id: expect.stringMatching(/_price$/),
      confidence: 1,
      understood: true,
      understood_nlu: true,
      state_id: expect.stringMatching(/_price$/),
      answer: "It costs 30 €.\n\nAnything else?",
      has_webhook_integration: false,
      end_session: false,
      client_session_id: hello?.["client_session_id"],
      first_client_session_id: hello?.["client_session_id"],
    });
    expect(price?.["client_session_id"]).toMatch(/^[0-9a-f]{24}$/);
    expect(price?.["total_processing_time"]).toBeGreaterThan(0);
    expect(blah).toMatchObject({ intent: null, understood: false, understood_nlu: false, state_name: "Fallback" });
  });

  it("is sent with the messages of the answer, in their order", async () => {
    const bot = await recordedScriptedBot();
    await new Visitor(bot).say("price");
    expect(await namesIn(bot.ctx.workspaceId)).toEqual([
      "conversation_started",
      "message_received",
      "message_sent",
      "message_sent",
    ]);
    const [received] = await receivedIn(bot);
    expect(await payloadsOf(bot.ctx.workspaceId, "message_sent")).toMatchObject([
      { sender: "bot", text: "It costs 30 €.", in_reply_to: received?.["message_id"], files: [], platform: "webchat" },
      { sender: "bot", text: "Anything else?", in_reply_to: received?.["message_id"] },
    ]);
    expect(await payloadsOf(bot.ctx.workspaceId, "conversation_started")).toMatchObject([
      { conversation_id: received?.["conversation_id"], bot_id: bot.botId, is_simulator: false },
    ]);
  });

  it("is published and given to an endpoint without a further call", async () => {
    const bot = await recordedScriptedBot();
    const endpointId = await makeEndpointForAll(bot.ctx.workspaceId, { events: ["message_received"] });
    await new Visitor(bot).say("price");
    const delivered = () => db.$count(eventDeliveries, eq(eventDeliveries.endpointId, endpointId));
    await expect.poll(delivered, WAIT).toBe(1);
    await expect.poll(() => unpublishedIn(bot.ctx.workspaceId), WAIT).toBe(0);
  });

  it("says that a person is wanted, after the escalation of the scenario", async () => {
    const bot = await recordedScriptedBot();
    await new Visitor(bot).say("person");
    expect(await receivedIn(bot)).toMatchObject([{ muted: true, need_help: true, handover_category_name: "action" }]);
    expect(await payloadsOf(bot.ctx.workspaceId, "escalation_requested")).toMatchObject([
      {
        skill_id: bot.botId,
        plateform: "webchat",
        client_id: bot.ctx.workspaceId,
        cause: "action",
        reason: "Wants a person.",
      },
    ]);
  });

  it("names the language that the bot always answers in", async () => {
    const bot = await recordedScriptedBot({ replyLanguage: { kind: "fixed", language: "French" } });
    await new Visitor(bot).say("price");
    expect(await receivedIn(bot)).toMatchObject([{ lang: "fr-fr" }]);
  });

  it("is recorded for nobody before the workspace uses endpoints or the feed", async () => {
    const bot = await makeScriptedBot(menu());
    await new Visitor(bot).say("price");
    expect(await namesIn(bot.ctx.workspaceId)).toEqual([]);
  });
});

describe("message_received of a bot with a model", () => {
  it("has the answer, the model and no intent", async () => {
    const bot = await modelBot();
    model.answer((response) => speak(response, ["It comes ", "tomorrow."]));
    await new Visitor(bot).say("Where is my parcel?");
    expect(await receivedIn(bot)).toMatchObject([
      {
        input: "Where is my parcel?",
        answer: "It comes tomorrow.",
        intent: null,
        understood: true,
        understood_nlu: null,
        nlu_model: { name: "m-1" },
      },
    ]);
  });

  it("of a turn that fails has the fallback text and is followed by an escalation", async () => {
    const bot = await modelBot();
    model.answer((response) => refuse(response, 400, "no"));
    await new Visitor(bot).say("Where is my parcel?");
    const names = await namesIn(bot.ctx.workspaceId);
    expect(names.filter((name) => name !== "message_sent")).toEqual([
      "conversation_started",
      "message_received",
      "escalation_requested",
    ]);
    expect(await receivedIn(bot)).toMatchObject([
      {
        understood: false,
        muted: true,
        need_help: true,
        handover_category_name: "failure",
        answer: expect.any(String),
      },
    ]);
  });

  it("is recorded once for messages that are answered together, the earlier ones without an answer", async () => {
    const bot = await modelBot({ mergeSeconds: 1 });
    model.answer((response) => speak(response, ["Hello to both."]));
    await updateChannel(bot.ctx, { channelId: bot.customChannelId, custom: { webhookUrl: `${receiver.origin}/hook` } });
    await writeIn(bot, "One");
    await writeIn(bot, "Two");
    await expect.poll(async () => (await receivedIn(bot)).length, WAIT).toBe(2);
    await expect.poll(() => namesIn(bot.ctx.workspaceId), WAIT).toContain("message_sent");
    const answers = (await receivedIn(bot)).map(({ input, answer }) => [input, answer]);
    expect(Object.fromEntries(answers)).toEqual({ One: null, Two: "Hello to both." });
  });

  it("is recorded once when the event that starts the turn arrives many times", async () => {
    const bot = await modelBot();
    model.answer((response) => speak(response, ["Hello."]));
    const channel = { id: bot.customChannelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const message = { externalId: newId("event"), chatId: "c", sender: "customer", text: "Hi" } as const;
    const { events } = await receiveMessage(channel, message, "durable");
    await receiveMessage(channel, message, "durable");
    await dispatch([...events, ...events.map((event) => ({ ...event, id: newId("event") }))]);
    await expect.poll(async () => (await receivedIn(bot)).length, WAIT).toBe(1);
    const running = () =>
      db.$count(turns, and(eq(turns.workspaceId, bot.ctx.workspaceId), eq(turns.status, "running")));
    await expect.poll(running, WAIT).toBe(0);
    expect(await receivedIn(bot)).toMatchObject([{ answer: "Hello.", platform: "custom" }]);
    expect(await payloadsOf(bot.ctx.workspaceId, "conversation_started")).toHaveLength(1);
  });

  it("is recorded with the answer of the turn that replaces a crashed one", async () => {
    const bot = await modelBot();
    model.answer((response) => speak(response, ["Hello."]));
    const channel = { id: bot.channelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const message = { externalId: newId("event"), chatId: "c", sender: "customer", text: "Hi" } as const;
    const { turnId } = await receiveMessage(channel, message, "chat");
    await db
      .update(turns)
      .set({ leaseUntil: new Date(0) })
      .where(eq(turns.id, turnId ?? ""));
    const events = await rescueTurns();
    expect(await receivedIn(bot)).toEqual([]);
    await dispatch(events);
    await expect.poll(async () => (await receivedIn(bot)).length, WAIT).toBe(1);
    expect(await receivedIn(bot)).toMatchObject([{ answer: "Hello." }]);
  });

  it("of a turn that a newer message overtakes has no answer", async () => {
    const bot = await modelBot();
    const channel = { id: bot.customChannelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const message = { chatId: "c", sender: "customer" } as const;
    const first = await receiveMessage(channel, { ...message, externalId: "1", text: "One" }, "durable");
    const due = { ...channel, conversationId: first.conversationId, messageId: first.messageId };
    const turn = await loadTurn((await openDurableTurn(due, "run-1")) ?? "");
    await receiveMessage(channel, { ...message, externalId: "2", text: "Two" }, "durable");
    const result = { text: "Late.", silent: false, trace: [], inputTokens: 0, outputTokens: 0, failure: null };
    expect(await endDurableTurn(turn, result)).toEqual({ saved: false });
    expect(await endDurableTurn(turn, result)).toEqual({ saved: false });
    expect(await receivedIn(bot)).toMatchObject([{ input: "One", answer: null, understood: null, muted: false }]);
  });

  it("of a turn that was overtaken while its run crashed is recorded when the run continues", async () => {
    const bot = await modelBot();
    const channel = { id: bot.customChannelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const message = { chatId: "c", sender: "customer" } as const;
    const { conversationId, messageId } = await receiveMessage(
      channel,
      { ...message, externalId: "1", text: "One" },
      "durable",
    );
    const due = { workspaceId: bot.ctx.workspaceId, conversationId, messageId };
    const turnId = (await openDurableTurn(due, "run-1")) ?? "";
    await receiveMessage(channel, { ...message, externalId: "2", text: "Two" }, "durable");
    expect(await openDurableTurn(due, "run-2")).toBeNull();
    expect(await receivedIn(bot)).toEqual([]);
    expect(await openDurableTurn(due, "run-1")).toBeNull();
    expect(await openDurableTurn(due, "run-1")).toBeNull();
    expect(await db.select({ status: turns.status }).from(turns).where(eq(turns.id, turnId))).toEqual([
      { status: "dropped" },
    ]);
    expect(await receivedIn(bot)).toMatchObject([{ input: "One", answer: null, understood: null, muted: false }]);
  });

  it("of a message whose turn never began, because people took over, is recorded when its event arrives", async () => {
    const bot = await modelBot();
    const channel = { id: bot.customChannelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const message = { externalId: "1", chatId: "c", sender: "customer", text: "Hi" } as const;
    const { conversationId, messageId } = await receiveMessage(channel, message, "durable");
    await createTestCaller({ userId: bot.userId }).inbox.handOff({ conversationId });
    const due = { workspaceId: bot.ctx.workspaceId, conversationId, messageId };
    expect(await openDurableTurn(due, "run-1")).toBeNull();
    expect(await openDurableTurn(due, "run-2")).toBeNull();
    expect(await receivedIn(bot)).toMatchObject([{ input: "Hi", answer: null, muted: true, need_help: false }]);
  });

  it("is marked in the test chat, as all its other events are", async () => {
    const bot = await modelBot();
    model.answer((response) => speak(response, ["Hello."]));
    const ofDraft = and(eq(channels.botId, bot.botId), eq(channels.runsDraft, true));
    const [channel] = await db.select().from(channels).where(ofDraft);
    if (!channel) throw new Error("There is no test chat.");
    const message = { externalId: newId("event"), chatId: "test-1", sender: "customer", text: "Hello" } as const;
    await dispatch((await receiveMessage(channel, message, "durable")).events);
    await expect.poll(() => namesIn(bot.ctx.workspaceId), WAIT).toContain("message_sent");
    for (const name of ["conversation_started", "message_received", "message_sent"] as const) {
      const payloads: Record<string, unknown>[] = await payloadsOf(bot.ctx.workspaceId, name);
      expect(payloads).toMatchObject([{ is_simulator: true, conversation_url: null, platform: "test" }]);
    }
  });
});

describe("message_received while people have the conversation", () => {
  it("is recorded when the message is received, with its files", async () => {
    const bot = await modelBot({ interception: { stopPhrases: ["stop"] } });
    const channel = { id: bot.customChannelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const say = (text: string) =>
      receiveMessage(channel, { externalId: newId("event"), chatId: "chat-1", sender: "customer", text }, "durable");
    await say("stop");
    await say("Hello?");
    const { status, work } = await postIncoming(bot.token, {
      api_version: 1,
      message_id: "with-file",
      chat_id: "chat-1",
      attachments: [attach("photo.png", "image", png)],
      message_sender: "customer",
      source: "test",
    });
    expect(status).toBe(202);
    await work();
    expect(await receivedIn(bot)).toMatchObject([
      { input: "stop", muted: true, need_help: true, handover_category_name: "control_phrase", files: [] },
      { input: "Hello?", muted: true, answer: null, understood: null, total_processing_time: null },
      { input: "", input_type: "image", files: [{ name: "photo.png", mime_type: "image/png" }] },
    ]);
    expect(await payloadsOf(bot.ctx.workspaceId, "escalation_requested")).toMatchObject([
      { cause: "control_phrase", reason: "The customer wrote “stop”." },
    ]);
    const { id } = await conversationOf(bot);
    expect(await db.$count(messages, eq(messages.conversationId, id))).toBe(3);
  });
});
