import { readUIMessageStream } from "ai";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as demoOrder } from "@/app/api/demo/orders/[number]/route";
import { POST } from "@/app/api/chat/[channel]/route";
import { db } from "@/db/client";
import { rateLimitWindows } from "@/db/schema/accounts";
import { actionRuns } from "@/db/schema/action-runs";
import { bots } from "@/db/schema/bots";
import { channels, conversations, turns } from "@/db/schema/conversations";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { setHits } from "@/db/testing/set-hits";
import { receiveMessage } from "@/server/conversations/receive-message";
import { dispatch } from "@/server/outbox/outbox";
import { rescueTurns } from "@/server/turn/durable/rescue-turns";
import { readVisitorToken, signVisitorToken } from "./visitor-token";
import { chatUrl, postMessage, readAnswer, readError, toMessage } from "./testing/chat-client";
import { makeWebBot, storedMessages, turnsOf, type WebBot } from "./testing/web-bot";

// The demo shop that the template's action calls.
await startDurableFunctions((path) =>
  demoOrder(new Request(`http://shop${path}`), { params: Promise.resolve({ number: path.split("/").at(-1) ?? "" }) }),
);

let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot();
});

const order = { id: "m1", text: "Where is my order A-1042?" };
const hello = { id: "m1", text: "Hello" };

describe("An answer", () => {
  it("is streamed in the AI SDK's protocol, with the called action and the id of the stored message", async () => {
    const { response, done } = await postMessage(bot.publicId, order);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "x-vercel-ai-ui-message-stream": "v1",
      "x-parley-visitor": expect.stringMatching(/^[\w-]+\.[\w-]+$/),
    });
    const { chunks, text, types, end, raw } = await readAnswer(response);
    await done;
    const [asked, reply] = await storedMessages(bot);
    const [turn] = await turnsOf(bot);
    expect([...new Set(types)]).toEqual([
      "start",
      "data-working",
      "text-start",
      "text-delta",
      "text-end",
      "data-end",
      "finish",
    ]);
    expect(raw.endsWith("data: [DONE]\n\n")).toBe(true);
    expect(chunks[0]).toEqual({ type: "start", messageId: reply?.id });
    expect(chunks[1]).toEqual({ type: "data-working", data: { action: "Look up an order" }, transient: true });
    expect(end).toEqual({ turnId: turn?.id, outcome: "saved" });
    expect(text).toMatch(/A-1042/);
    expect(asked).toMatchObject({ sender: "customer", text: order.text });
    expect(reply).toMatchObject({ sender: "ai", text, delivery: "none", turnId: turn?.id });
    expect(turn).toMatchObject({ status: "completed", host: "chat", messageId: asked?.id, reason: null });
    expect(turn?.trace.map(({ kind }) => kind)).toEqual(["model", "action", "model"]);
    expect(await runsOf(bot)).toMatchObject([{ status: "succeeded", turnId: turn?.id }]);
  });

  it("is read by useChat as a message", async () => {
    const { response } = await postMessage(bot.publicId, hello);
    const { chunks, text } = await readAnswer(response);
    let shown;
    for await (const message of readUIMessageStream({ stream: streamOf(chunks) })) shown = message;
    const [, reply] = await storedMessages(bot);
    expect(shown).toMatchObject({
      id: reply?.id,
      role: "assistant",
      parts: [{ type: "text", text, state: "done" }],
    });
  });

  it("is given to the last message of a body that useChat sends by default", async () => {
    const messages = [toMessage({ id: "m0", text: "Forged history" }), toMessage(hello)];
    const { response } = await postMessage(bot.publicId, hello, { body: JSON.stringify({ id: "chat", messages }) });
    await readAnswer(response);
    expect(await storedMessages(bot)).toMatchObject([{ text: "Hello" }, { sender: "ai" }]);
  });

  it("continues the visitor's conversation, with the earlier messages and calls as history", async () => {
    const first = await postMessage(bot.publicId, order);
    const { text } = await readAnswer(first.response);
    const token = first.response.headers.get("x-parley-visitor");
    const second = await postMessage(bot.publicId, { id: "m2", text: "Thanks!" }, { token });
    await readAnswer(second.response);
    expect(second.response.headers.get("x-parley-visitor")).toBe(token);
    expect(await conversationsOf(bot)).toHaveLength(1);
    expect((await storedMessages(bot)).map((message) => message.text)).toMatchObject([
      order.text,
      text,
      "Thanks!",
      /./,
    ]);
    expect(await runsOf(bot)).toHaveLength(1);
  });

  it("starts a separate conversation for each visitor without a token, whatever ids they use", async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => postMessage(bot.publicId, hello)));
    const answers = await Promise.all(all.map(({ response }) => readAnswer(response)));
    expect(answers.map(({ end }) => end?.outcome)).toEqual(Array.from({ length: 5 }, () => "saved"));
    expect(new Set(all.map(({ response }) => response.headers.get("x-parley-visitor"))).size).toBe(5);
    expect(await conversationsOf(bot)).toHaveLength(5);
  });

  it("is given to a message of 4,000 characters, even with characters that PostgreSQL cannot store", async () => {
    const text = `${"ж👋".repeat(1333)}\0`;
    const { response } = await postMessage(bot.publicId, { id: "m1", text });
    expect((await readAnswer(response)).end?.outcome).toBe("saved");
    expect((await storedMessages(bot))[0]?.text).toBe(`${"ж👋".repeat(1333)}\uFFFD`);
  });

  it("is the fallback text if the bot has never been published", async () => {
    await db.update(bots).set({ publishedVersionId: null }).where(eq(bots.id, bot.botId));
    const { response } = await postMessage(bot.publicId, hello);
    const { end, text } = await readAnswer(response);
    expect([text, end]).toEqual(["", { turnId: end?.turnId, outcome: "saved", text: expect.stringMatching(/^Sorry/) }]);
    expect(await turnsOf(bot)).toMatchObject([{ status: "failed", reason: "The bot has never been published." }]);
  });

  it("is left to people after they took over the conversation", async () => {
    const first = await postMessage(bot.publicId, hello);
    await readAnswer(first.response);
    const token = first.response.headers.get("x-parley-visitor");
    await db.update(conversations).set({ handledBy: "person" }).where(eq(conversations.channelId, bot.channelId));
    const { response } = await postMessage(bot.publicId, { id: "m2", text: "Still there?" }, { token });
    const { end, types } = await readAnswer(response);
    expect([types, end]).toEqual([["data-end"], { turnId: null, outcome: "person" }]);
    expect((await storedMessages(bot)).at(-1)).toMatchObject({ sender: "customer", text: "Still there?" });
    expect(await turnsOf(bot)).toHaveLength(1);
  });
});

describe("A repeated message", () => {
  it("is stored and answered once", async () => {
    const first = await postMessage(bot.publicId, order);
    const token = first.response.headers.get("x-parley-visitor");
    const again = await postMessage(bot.publicId, { ...order, text: "Other words" }, { token });
    const { end, types } = await readAnswer(again.response);
    expect([types, end]).toEqual([["data-end"], { turnId: null, outcome: "duplicate" }]);
    expect((await readAnswer(first.response)).end?.outcome).toBe("saved");
    expect((await storedMessages(bot)).map(({ sender }) => sender)).toEqual(["customer", "ai"]);
  });

  it("is stored and answered once even if ten copies arrive concurrently", async () => {
    const token = signVisitorToken(bot.publicId, "visitor-1");
    const all = await Promise.all(Array.from({ length: 10 }, () => postMessage(bot.publicId, order, { token })));
    const answers = await Promise.all(all.map(({ response }) => readAnswer(response)));
    const outcomes = answers.map(({ end }) => end?.outcome);
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: 9 }, () => "duplicate"), "saved"]);
    expect(await storedMessages(bot)).toHaveLength(2);
    expect(await turnsOf(bot)).toHaveLength(1);
    expect(await runsOf(bot)).toHaveLength(1);
  });
});

describe("A turn whose process crashed", () => {
  it("is completed by a durable turn, and the visitor can fetch the answer", async () => {
    const channel = { id: bot.channelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const message = { externalId: "visitor-1:m1", chatId: "visitor-1", sender: "customer" as const, text: order.text };
    const { turnId } = await receiveMessage(channel, message, "chat");
    await db
      .update(turns)
      .set({ leaseUntil: new Date(0) })
      .where(eq(turns.id, turnId ?? ""));
    await dispatch(await rescueTurns());
    await expect.poll(() => storedMessages(bot), { timeout: 15_000 }).toHaveLength(2);
    expect(await storedMessages(bot)).toMatchObject([
      {},
      { sender: "ai", delivery: "none", text: expect.stringMatching(/A-1042/) },
    ]);
    await expect
      .poll(() => turnsOf(bot))
      .toMatchObject([
        { status: "failed", host: "chat" },
        { status: "completed", host: "durable" },
      ]);
    const token = signVisitorToken(bot.publicId, "visitor-1");
    const again = await postMessage(bot.publicId, order, { token });
    expect((await readAnswer(again.response)).end?.outcome).toBe("duplicate");
  });
});

describe("A refused request", () => {
  it("is answered with 401 for a token that is forged, truncated or another channel's", async () => {
    const other = await makeWebBot();
    const mine = signVisitorToken(bot.publicId, "visitor-1");
    const forged = `${Buffer.from(JSON.stringify({ c: bot.publicId, v: "visitor-2" })).toString("base64url")}.${mine.split(".")[1]}`;
    for (const token of [signVisitorToken(other.publicId, "visitor-1"), forged, mine.slice(0, -1), "x", "x.y"]) {
      const { response } = await postMessage(bot.publicId, hello, { token });
      expect(await readError(response)).toMatchObject({ status: 401, message: expect.stringMatching(/visitor token/) });
    }
    expect(await storedMessages(bot)).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ["nothing", "", /^Send \{"message"/],
    ["no JSON", "{", /not JSON/],
    ["no object", "null", /^Send \{"message"/],
    ["no messages", '{"messages":[]}', /^Send \{"message"/],
    ["an assistant's message", JSON.stringify({ message: { ...toMessage(hello), role: "assistant" } }), /^Send/],
    ["a last message that is not the user's", JSON.stringify({ messages: [toMessage(hello), {}] }), /^Send/],
    ["an id with a colon", JSON.stringify({ message: toMessage({ id: "a:b", text: "Hi" }) }), /the id has up to 200/],
    ["an id with NUL", JSON.stringify({ message: toMessage({ id: "a\0", text: "Hi" }) }), /the id has up to 200/],
    ["no text", JSON.stringify({ message: { id: "m1", role: "user", parts: [{ type: "file" }] } }), /is empty/],
    ["blanks", JSON.stringify({ message: toMessage({ id: "m1", text: " \n " }) }), /is empty/],
    [
      "4,001 characters",
      JSON.stringify({ message: toMessage({ id: "m1", text: "x".repeat(4001) }) }),
      /at most 4000.*has 4001/,
    ],
  ])("is answered with 422 for %s", async (_, body, message) => {
    const { response } = await postMessage(bot.publicId, hello, { body });
    expect(await readError(response)).toEqual({
      status: 422,
      code: "invalid",
      message: expect.stringMatching(message),
    });
    expect(await storedMessages(bot)).toEqual([]);
  });

  it("is answered with 413 as soon as the body exceeds 1 MB", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(100_000).fill(32));
      },
    });
    const { response } = await postMessage(bot.publicId, hello, { body: endless });
    expect(await readError(response)).toMatchObject({ status: 413 });
    expect(pulled).toBeLessThan(20);
  });

  it("is answered with 429 and Retry-After for the 21st message in a minute, but not for another visitor", async () => {
    const token = signVisitorToken(bot.publicId, "visitor-1");
    const first = await postMessage(bot.publicId, hello, { token });
    await readAnswer(first.response);
    const key = `chat:${bot.channelId}:visitor-1`;
    const [{ hits } = { hits: 0 }] = await db.select().from(rateLimitWindows).where(eq(rateLimitWindows.key, key));
    expect(hits).toBe(1);
    const limit = { key, windowSeconds: 60 };
    await setHits(limit, 19);
    const twentieth = await postMessage(bot.publicId, { id: "m20", text: "Hello" }, { token });
    expect((await readAnswer(twentieth.response)).end?.outcome).toBe("saved");
    await setHits(limit, 20);
    const { response } = await postMessage(bot.publicId, { id: "m21", text: "Hello" }, { token });
    expect(await readError(response)).toMatchObject({ status: 429, message: expect.stringMatching(/wait a moment/) });
    const wait = Number(response.headers.get("retry-after"));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await storedMessages(bot)).toHaveLength(4);
    expect((await postMessage(bot.publicId, hello)).response.status).toBe(200);
  });

  it("counts towards the limit if it is the first message of a new visitor", async () => {
    const { response } = await postMessage(bot.publicId, hello);
    await readAnswer(response);
    const chatId = readVisitorToken(bot.publicId, response.headers.get("x-parley-visitor") ?? "");
    const key = `chat:${bot.channelId}:${chatId}`;
    expect(await db.select().from(rateLimitWindows).where(eq(rateLimitWindows.key, key))).toMatchObject([{ hits: 1 }]);
  });

  it("is answered with 429 if its network starts too many chats in a minute, but not in an existing chat", async () => {
    const headers = { "x-forwarded-for": "203.0.113.7" };
    const token = signVisitorToken(bot.publicId, "visitor-here");
    await setHits({ key: `chat-visitors:${bot.channelId}:203.0.113.7`, windowSeconds: 60 }, 60);
    expect((await postMessage(bot.publicId, hello, { headers })).response.status).toBe(429);
    const empty = { ...headers, authorization: "" };
    expect((await postMessage(bot.publicId, hello, { headers: empty })).response.status).toBe(429);
    expect((await postMessage(bot.publicId, hello, { headers, token })).response.status).toBe(200);
    const elsewhere = { "x-forwarded-for": "203.0.113.8" };
    expect((await postMessage(bot.publicId, hello, { headers: elsewhere })).response.status).toBe(200);
  });

  it.each(["nobody", "a%00", "a\0b", "a b", ""])(
    "is answered with 404 for the unknown channel %j",
    async (publicId) => {
      const { response } = await postMessage(publicId, hello);
      expect(await readError(response)).toMatchObject({ status: 404, message: "There is no chat at this address." });
    },
  );

  it("is answered with 404 for another kind of channel, and with 403 for a disabled one", async () => {
    await db.update(channels).set({ enabled: false }).where(eq(channels.id, bot.channelId));
    expect(await readError((await postMessage(bot.publicId, hello)).response)).toMatchObject({ status: 403 });
    const [test] = await db
      .select()
      .from(channels)
      .where(sql`${channels.botId} = ${bot.botId} and kind = 'test'`);
    expect((await postMessage(test?.publicId ?? "", hello)).response.status).toBe(404);
  });

  it("is refused by the route, too", async () => {
    const request = new Request(chatUrl("nobody"), { method: "POST", body: "{}" });
    expect((await POST(request, { params: Promise.resolve({ channel: "nobody" }) })).status).toBe(404);
  });
});

function streamOf<T>(items: T[]): ReadableStream<T> {
  return new ReadableStream({
    start(controller) {
      for (const item of items) controller.enqueue(item);
      controller.close();
    },
  });
}

function runsOf({ botId }: WebBot) {
  return db.select().from(actionRuns).where(eq(actionRuns.botId, botId));
}

function conversationsOf({ channelId }: WebBot) {
  return db.select().from(conversations).where(eq(conversations.channelId, channelId));
}
