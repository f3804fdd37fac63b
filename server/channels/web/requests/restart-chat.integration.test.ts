import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { GET as getMessages } from "@/app/api/chat/[channel]/messages/route";
import { POST as postSession } from "@/app/api/chat/[channel]/session/route";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { feedback } from "@/db/schema/feedback";
import { silenceTimers } from "@/db/schema/scenario";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { speak, startModelServer } from "@/db/testing/model-server";
import { sayInConversation } from "@/server/conversations/send-message";
import { recordedModelBot } from "@/server/events/testing/recorded-bots";
import { namesIn, recordEvents } from "@/server/events/testing/recorded-events";
import { newId } from "@/server/ids";
import { row, says } from "@/server/scenario/run/testing/talk";
import { makeScriptedBot } from "@/server/scenario/run/testing/scripted-bot";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { changeFeatures } from "../testing/change-features";
import { bearer, chatUrl, postMessage, readAnswer, toMessage } from "../testing/chat-client";
import { postAs } from "../testing/visitor-client";
import { storedMessages, turnsOf, type WebBot } from "../testing/web-bot";
import { signVisitorToken } from "../visitor-token";
import { answerFeedback } from "./answer-feedback";
import { answerRestart } from "./restart-chat";

await startEventEndpoint();
const model = await startModelServer();

const page = z.object({
  messages: z.array(z.object({ id: z.string(), sender: z.string(), text: z.string() })),
  cursor: z.number().nullable(),
  rating: z.number().nullish(),
});

let bot: WebBot;
let token: string;

async function scripted() {
  const prefix = newId("interaction");
  const id = (name: string) => `${prefix}_${name}`;
  bot = await makeScriptedBot([
    {
      id: id("w"),
      role: "welcome",
      name: "Welcome",
      responses: [says("Hello!")],
      menu: { rows: [row("r1", "Price", id("p"))] },
    },
    { id: id("p"), name: "Price", triggers: ["price"], responses: [says("30 €.")] },
    { id: id("f"), role: "fallback", name: "Fallback", responses: [says("Sorry.")] },
  ]);
  token = signVisitorToken(bot.publicId, "visitor-1");
}

beforeEach(scripted);

describe("A visitor who starts again", () => {
  it("sees only later messages in every request, in the same conversation, which employees see whole", async () => {
    await say("price");
    await say("hours");
    const shown = await restart();
    expect(shown.messages.map(({ text }) => text)).toEqual(["Hello!"]);
    expect((await session()).messages).toEqual(shown.messages);
    expect((await later()).messages).toEqual([]);
    expect((await later(0)).messages).toEqual([]);
    await say("price");
    expect((await later()).messages.map(({ text }) => text)).toEqual(["Hello!", "price", "30 €."]);
    const found = await conversation();
    const { inbox } = createTestCaller({ userId: bot.userId });
    const { entries } = await inbox.thread({ conversationId: found.id, limit: 50 });
    expect(
      entries.map((entry) => (entry.type === "message" ? entry.text : entry.type === "event" ? entry.kind : "")),
    ).toEqual(["Hello!", "price", "30 €.", "hours", "Sorry.", "restarted", "Hello!", "price", "30 €."]);
    await inbox.write({ conversationId: found.id, text: "I am here.", fileIds: [], clientMessageId: newId("event") });
    expect((await later()).messages.at(-1)).toMatchObject({ sender: "employee", text: "I am here." });
  });

  it("gets Welcome again each time, and answers it with the first message, even if two arrive concurrently", async () => {
    await recordEvents(bot.ctx.workspaceId);
    for (const round of [1, 2, 3]) {
      await Promise.all([say("1"), say("1")]);
      expect((await later()).messages.filter(({ text }) => text === "Hello!")).toHaveLength(1);
      expect(
        (await later()).messages.some(({ text }) => text === "30 €."),
        `round ${round}`,
      ).toBe(true);
      await restart();
    }
    expect((await namesIn(bot.ctx.workspaceId)).filter((name) => name === "conversation_started")).toHaveLength(1);
  });

  it("has a new context: no variables but the answers before the chat and those of the site, no scenario state, no reminder, nothing to answer", async () => {
    await say("price");
    const before = await conversation();
    await db
      .update(conversations)
      .set({ variables: { order: "A-1", plan: "Pro", site_cart: 20 }, toldClosed: "always (UTC)" })
      .where(eq(conversations.id, before.id));
    await changeFeatures(bot, {}, { preChat: [{ key: "plan", label: "Plan" }] });
    await Promise.all([restart(), restart(), restart()]);
    const after = await conversation();
    expect(after).toMatchObject({
      id: before.id,
      variables: { plan: "Pro", site_cart: 20 },
      scenarioState: null,
      lastCustomerMessageId: null,
      answerCheckAt: null,
      toldClosed: null,
      handledBy: "bot",
      botId: bot.botId,
    });
    expect(after.visitorFromSeq).toBeGreaterThan(0);
    expect(await db.select().from(silenceTimers).where(eq(silenceTimers.conversationId, before.id))).toEqual([]);
    const { inbox } = createTestCaller({ userId: bot.userId });
    const { entries } = await inbox.thread({ conversationId: before.id, limit: 50 });
    expect(entries.filter((entry) => entry.type === "event")).toMatchObject([{ kind: "restarted", actor: "customer" }]);
  });

  it("does not get the answer of a turn that ran meanwhile, nor what its actions send", async () => {
    bot = await recordedModelBot(model.baseUrl);
    token = signVisitorToken(bot.publicId, "visitor-1");
    const { promise: isAsked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: mayAnswer, resolve: letAnswer } = Promise.withResolvers<void>();
    model.answer(async (response, n) => {
      if (n > 1) return speak(response, ["New talk."]);
      ask();
      await mayAnswer;
      return speak(response, ["Old answer."]);
    });
    const { response, done } = await postMessage(bot.publicId, { id: "old", text: "Old question" }, { token });
    await isAsked;
    const [turn] = await turnsOf(bot);
    await restart();
    const { id: conversationId } = await conversation();
    const scope = { workspaceId: bot.ctx.workspaceId, conversationId, turnId: turn?.id ?? "" };
    await expect(sayInConversation({ ...scope, text: "Old step", stepCallId: "run-1" })).rejects.toThrow(
      "started again",
    );
    letAnswer();
    expect((await readAnswer(response)).end?.outcome).toBe("overtaken");
    await done;
    await say("New question");
    expect((await later()).messages.map(({ text }) => text)).toEqual(["New question", "New talk."]);
    expect((await storedMessages(bot)).map(({ text }) => text)).not.toContain("Old answer.");
    expect(JSON.stringify(model.requests.at(-1))).not.toContain("Old question");
  });

  it("stays with the people who have the conversation, and is not welcomed by the bot", async () => {
    await say("price");
    const { inbox } = createTestCaller({ userId: bot.userId });
    const { id: conversationId } = await conversation();
    await inbox.handOff({ conversationId });
    expect((await restart()).messages).toEqual([]);
    expect(await conversation()).toMatchObject({ handledBy: "person" });
    await say("Hello?");
    expect((await later()).messages.map(({ text }) => text)).toEqual(["Hello?"]);
  });

  it("has not rated the new conversation, and can give the same rating again", async () => {
    await say("price");
    const rate = (body: object) => postAs(answerFeedback, bot.publicId, { token, body: JSON.stringify(body) });
    await rate({ score: 5, comment: "Quick!" });
    expect((await session()).rating).toBe(5);
    await restart();
    expect((await session()).rating).toBeNull();
    await say("hours");
    await rate({ score: 5 });
    expect((await session()).rating).toBe(5);
    const { id: conversationId } = await conversation();
    expect(await db.select().from(feedback).where(eq(feedback.conversationId, conversationId))).toMatchObject([
      { score: 5, comment: null },
    ]);
  });

  it("changes nothing before the first message, and is refused where the channel does not offer it", async () => {
    expect((await restart()).messages).toMatchObject([{ text: "Hello!" }]);
    expect(await storedMessages(bot)).toEqual([]);
    await changeFeatures(bot, { restart: false });
    expect((await postAs(answerRestart, bot.publicId, { token })).status).toBe(403);
    expect((await postAs(answerRestart, bot.publicId)).status).toBe(401);
  });
});

async function restart() {
  const response = await postAs(answerRestart, bot.publicId, { token, body: "{}" });
  expect(response.status).toBe(200);
  return page.parse(await response.json());
}

async function say(text: string): Promise<void> {
  const body = JSON.stringify({ message: toMessage({ id: newId("event"), text }), welcomed: true });
  const { response, done } = await postMessage(bot.publicId, { id: "", text: "" }, { token, body });
  await readAnswer(response);
  await done;
}

async function session() {
  const request = new Request(chatUrl(bot.publicId, "/session"), { method: "POST", headers: bearer(token) });
  const response = await postSession(request, { params: Promise.resolve({ channel: bot.publicId }) });
  return page.parse(await response.json());
}

async function later(after?: number) {
  const query = after === undefined ? "" : `?after=${after}`;
  const request = new Request(chatUrl(bot.publicId, `/messages${query}`), { headers: bearer(token) });
  return page.parse(await (await getMessages(request, { params: Promise.resolve({ channel: bot.publicId }) })).json());
}

async function conversation() {
  const [found] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.channelId, bot.channelId), eq(conversations.externalChatId, "visitor-1")));
  if (!found) throw new Error("There is no conversation.");
  return found;
}
