import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/bots/[botId]/test-chat/route";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { type ModelServer, refuse, speak, startModelServer } from "@/db/testing/model-server";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { updateBot } from "@/server/bots/update-bot";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { collectLater } from "@/server/testing/collect-later";
import { answerTestMessage } from "./answer-test-message";
import { readAnswer, readError, toMessage } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, storedMessages, turnsOf, type WebBot } from "@/server/channels/web/testing/web-bot";

const model: ModelServer = await startModelServer();
let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot();
});

describe("The test chat", () => {
  it("runs the draft instead of the published version, and returns the turn's id", async () => {
    await updateBot(bot.ctx, { botId: bot.botId, name: "Draft", instruction: "Be {bot_name}." });
    const { response, done } = await send({ id: "m1", text: "Who are you?" });
    const { types, text, end } = await readAnswer(response);
    await done;
    expect(response.headers.get("x-vercel-ai-ui-message-stream")).toBe("v1");
    expect([types.at(0), types.at(-1), end?.outcome]).toEqual(["start", "finish", "saved"]);
    const turn = await createTestCaller({ userId: bot.userId }).conversations.turn({ turnId: end?.turnId ?? "" });
    expect(turn).toMatchObject({
      status: "completed",
      trace: [{ position: 0, kind: "model", model: "offline", text, error: null }],
      durationMs: expect.any(Number),
    });
    expect(await turnsOf(bot)).toMatchObject([{ botVersionId: null }]);
    expect(await storedMessages(bot)).toMatchObject([
      { text: "Who are you?" },
      { sender: "ai", text, delivery: "none" },
    ]);
  });

  it("uses a newly chosen model immediately", async () => {
    const { models } = createTestCaller({ userId: bot.userId });
    const provider = {
      kind: "openai_compatible" as const,
      name: "Acme AI",
      apiKey: "sk-0123456789ab",
      models: ["m-2"],
    };
    const { id: providerId } = await models.providers.create({ ...provider, baseUrl: model.baseUrl });
    await updateBot(bot.ctx, { botId: bot.botId, model: { providerId, modelId: "m-2" } });
    model.answer((response) => speak(response, ["I am m-2."]));
    const { response } = await send({ id: "m1", text: "Hi" });
    expect((await readAnswer(response)).text).toBe("I am m-2.");
  });

  it("starts a new conversation for each chat id, and answers a repeated message once", async () => {
    for (const [chatId, id] of [
      ["a", "m1"],
      ["a", "m2"],
      ["b", "m1"],
      ["b", "m1"],
    ] as const) {
      const { response } = await send({ id, text: "Hello" }, { chatId });
      await readAnswer(response);
    }
    expect(await turnsOf(bot)).toHaveLength(3);
    expect(
      await db.select().from(conversations).where(eq(conversations.workspaceId, bot.ctx.workspaceId)),
    ).toHaveLength(2);
  });

  it("says why an answer failed, and reads the session again with its turns", async () => {
    const { models, conversations: read } = createTestCaller({ userId: bot.userId });
    const { id: providerId } = await models.providers.create({
      kind: "openai_compatible",
      name: "Acme AI",
      apiKey: "sk-0123456789ab",
      models: ["m-2"],
      baseUrl: model.baseUrl,
    });
    const chatId = "a";
    await readAnswer((await send({ id: "m1", text: "Hello" }, { chatId })).response);
    await updateBot(bot.ctx, { botId: bot.botId, model: { providerId, modelId: "m-2" } });
    model.answer((response) => refuse(response, 401, "No such key."));
    const { end } = await readAnswer((await send({ id: "m2", text: "Hi" }, { chatId })).response);
    expect(end).toMatchObject({ outcome: "saved", failure: expect.stringContaining("No such key.") });

    const chat = await read.testChat({ botId: bot.botId, chatId });
    expect(chat).toMatchObject({
      messages: [
        { external_id: "m1", sender: "customer", text: "Hello" },
        { sender: "ai" },
        { external_id: "m2", sender: "customer", text: "Hi" },
        { sender: "ai", text: end?.text },
      ],
      turns: [
        { askedId: "m1", failure: null },
        { askedId: "m2", turnId: end?.turnId, failure: expect.stringContaining("No such key.") },
      ],
      isAnswering: false,
      handedOver: false,
    });
    const nothing = { messages: [], turns: [] };
    expect(await read.testChat({ botId: bot.botId, chatId: "other" })).toMatchObject(nothing);
    const theirs = createTestCaller({ userId: (await makeWorkspace()).userId }).conversations;
    expect(await theirs.testChat({ botId: bot.botId, chatId })).toMatchObject(nothing);
  });

  it("requires a sign-in", async () => {
    const { response } = await send({ id: "m1", text: "Hi" }, { cookie: "" });
    expect(await readError(response)).toEqual({ status: 401, code: "unauthorized", message: "Sign in first." });
    const forged = await send({ id: "m1", text: "Hi" }, { cookie: "next-auth.session-token=forged" });
    expect(forged.response.status).toBe(401);
    expect(await storedMessages(bot)).toEqual([]);
  });

  it.each([
    ["editor", 200],
    ["operator", 403],
    ["viewer", 403],
  ] as const)("answers a request from a member with the role %s with %i", async (role, status) => {
    const { userId } = await makeMember(bot.ctx.workspaceId, role);
    const { response } = await send({ id: "m1", text: "Hi" }, { cookie: await sessionCookie(userId) });
    expect(response.status).toBe(status);
    if (status === 200) await readAnswer(response);
    expect(await storedMessages(bot)).toHaveLength(status === 200 ? 2 : 0);
  });

  it("refuses another workspace's bot", async () => {
    const other: TestWorkspace = await makeWorkspace();
    const { response } = await send({ id: "m1", text: "Hi" }, { cookie: await sessionCookie(other.userId) });
    expect(await readError(response)).toMatchObject({ status: 404 });
    const turn = await firstTurn();
    const { conversations: theirs } = createTestCaller({ userId: other.userId });
    await expect(theirs.turn({ turnId: turn })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.each([
    ["no JSON", "{"],
    ["no chat", JSON.stringify({ message: toMessage({ id: "m1", text: "Hi" }) })],
    ["a chat with a colon", JSON.stringify({ chatId: "a:b", message: toMessage({ id: "m1", text: "Hi" }) })],
    ["no message", JSON.stringify({ chatId: "a" })],
    ["an empty message", JSON.stringify({ chatId: "a", message: toMessage({ id: "m1", text: " " }) })],
  ])("answers %s with 422", async (_, body) => {
    const { response } = await send({ id: "m1", text: "Hi" }, { body });
    expect(await readError(response)).toMatchObject({ status: 422, code: "invalid" });
  });

  it("refuses requests through the route, too", async () => {
    const request = new Request("http://localhost:3000/api/bots/x/test-chat", { method: "POST", body: "{}" });
    expect((await POST(request, { params: Promise.resolve({ botId: "x" }) })).status).toBe(401);
  });
});

interface SendOptions {
  chatId?: string;
  /** Defaults to the bot owner's. */
  cookie?: string;
  body?: string;
}

/** Sends a message as the editor does, through the function that the route calls. */
async function send(message: { id: string; text: string }, { chatId = "chat-1", cookie, body }: SendOptions = {}) {
  const { later, work } = collectLater();
  const request = new Request(`http://localhost:3000/api/bots/${bot.botId}/test-chat`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: cookie ?? (await sessionCookie(bot.userId)) },
    body: body ?? JSON.stringify({ chatId, message: toMessage(message) }),
  });
  const response = await answerTestMessage(request, bot.botId, later);
  return { response, done: work() };
}

async function firstTurn(): Promise<string> {
  const { response } = await send({ id: "m1", text: "Hi" });
  const { end } = await readAnswer(response);
  return end?.turnId ?? "";
}
