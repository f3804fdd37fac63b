import { createHmac } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { EventSourceParserStream } from "eventsource-parser/stream";
import postgres from "postgres";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { GET as getEvents } from "@/app/api/chat/[channel]/events/route";
import { GET as getMessages, OPTIONS } from "@/app/api/chat/[channel]/messages/route";
import { POST as postRestart } from "@/app/api/chat/[channel]/restart/route";
import { POST as postSession } from "@/app/api/chat/[channel]/session/route";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { MESSAGE_PAGE } from "@/server/conversations/list-messages";
import { env } from "@/server/env";
import { newId } from "@/server/ids";
import { STREAMS_PER_VISITOR } from "./late-messages";
import { bearer, chatUrl, postMessage, readAnswer, readError } from "./testing/chat-client";
import { makeWebBot, storedMessages, setWeb, type WebBot } from "./testing/web-bot";
import { signVisitorToken } from "./visitor-token";

// A separate connection, to write as another process would.
const elsewhere = postgres(env().DATABASE_URL, { max: 1 });
afterAll(() => elsewhere.end());

let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot();
});

describe("A session", () => {
  it("starts with a new visitor without messages", async () => {
    const session = await openSession();
    expect(session).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+$/),
      title: "Shop",
      greeting: "Hello! I am Shop. How can I help you?",
      messages: [],
      cursor: null,
      earlier: null,
    });
    expect(await listMessages(session.token)).toEqual({ messages: [], cursor: null, earlier: null });
    const { response } = await postMessage(bot.publicId, { id: "m1", text: "Hello" }, { token: session.token });
    expect(response.headers.get("x-parley-visitor")).toBe(session.token);
  });

  it("returns the messages so far, and the visitor's own under their browser's ids", async () => {
    const { token, text } = await chat();
    const session = await openSession({}, bearer(token));
    const [asked, reply] = await storedMessages(bot);
    expect(session).toMatchObject({
      token,
      cursor: reply?.seq,
      messages: [
        {
          id: asked?.id,
          external_id: "m1",
          sender: "customer",
          text: "Hello",
          created_at: asked?.createdAt.toISOString(),
        },
        { id: reply?.id, external_id: null, sender: "ai", text },
      ],
    });
  });

  it.each([
    "null",
    "[]",
    '{"user_id":1,"user_hash":"x"}',
    '{"user_id":"u"}',
    '{"user_hash":"x"}',
    '{"user_id":"a\\u0000","user_hash":""}',
  ])("is refused with 422 for %s", async (body) => {
    expect(await readError(await session(body))).toMatchObject({
      status: 422,
      message: expect.stringMatching(/user_id/),
    });
  });
});

describe("A logged-in user", () => {
  const secret = "a secret of the shop";
  const hash = (userId: string, key = secret) => createHmac("sha256", key).update(userId).digest("hex");

  it("has one conversation on all devices if the site vouches for them", async () => {
    await setWeb(bot, { identitySecret: secret });
    const user = { user_id: "ada:1", user_hash: hash("ada:1") };
    const phone = await openSession(user);
    const { response } = await postMessage(bot.publicId, { id: "m1", text: "Hello" }, { token: phone.token });
    await readAnswer(response);
    const laptop = await openSession(user);
    expect(laptop.messages).toMatchObject([{ external_id: "m1", text: "Hello" }, { sender: "ai" }]);
    const other = await openSession({ user_id: "bob", user_hash: hash("bob") });
    expect(other.messages).toEqual([]);
  });

  it.each<[string, () => string]>([
    ["of another user", () => hash("bob")],
    ["under another secret", () => hash("ada", "wrong")],
    ["that is truncated", () => hash("ada").slice(0, -2)],
    ["that is followed by something else", () => `${hash("ada")}!x`],
    ["that is empty", () => ""],
    ["that is not hex", () => "z".repeat(64)],
  ])("is refused with a hash %s", async (_, userHash) => {
    await setWeb(bot, { identitySecret: secret });
    const response = await session(JSON.stringify({ user_id: "ada", user_hash: userHash() }));
    expect(await readError(response)).toMatchObject({ status: 401, message: expect.stringMatching(/user_hash/) });
  });

  it("is refused while the channel has no secret", async () => {
    const body = JSON.stringify({ user_id: "ada", user_hash: hash("ada") });
    expect(await readError(await session(body))).toMatchObject({
      status: 401,
      message: expect.stringMatching(/no identity secret/),
    });
    await setWeb(bot, { identitySecret: secret });
    expect((await session(body)).status).toBe(200);
    await setWeb(bot, { identitySecret: null });
    expect((await session(body)).status).toBe(401);
  });

  it("needs a hash under the new secret when the secret is replaced or removed", async () => {
    await setWeb(bot, { identitySecret: secret });
    const { token } = await openSession({ user_id: "ada", user_hash: hash("ada") });
    const { response } = await postMessage(bot.publicId, { id: "m1", text: "Hello" }, { token });
    await readAnswer(response);
    const renewed = response.headers.get("x-parley-visitor") ?? "";
    expect((await messagesOf(renewed)).status).toBe(200);

    await setWeb(bot, { identitySecret: null });
    expect((await messagesOf(token)).status).toBe(401);
    await setWeb(bot, { identitySecret: "another secret" });
    for (const old of [token, renewed]) {
      expect((await messagesOf(old)).status).toBe(401);
      const late = await postMessage(bot.publicId, { id: "m2", text: "Still me" }, { token: old });
      expect(late.response.status).toBe(401);
    }
    const again = await openSession({ user_id: "ada", user_hash: hash("ada", "another secret") });
    // The widget tells by the first part whether it is the same visitor, whose unsent messages it keeps.
    expect(again.token.split(".")[0]).toBe(token.split(".")[0]);
    expect(again.messages).toMatchObject([{ external_id: "m1" }, { sender: "ai" }]);
  });
});

describe("GET messages?after=", () => {
  it("returns the newest page without a cursor, and the later messages page by page with one", async () => {
    const { token, conversationId } = await chat();
    const { cursor: start } = await listMessages(token);
    const texts = Array.from({ length: MESSAGE_PAGE + 50 }, (_, i) => `late ${i}`);
    await insertMessages(conversationId, texts);
    const newest = await listMessages(token);
    expect(newest.messages.map(({ text }) => text)).toEqual(texts.slice(-MESSAGE_PAGE));
    const first = await listMessages(token, start);
    const second = await listMessages(token, first.cursor);
    expect([...first.messages, ...second.messages].map(({ text }) => text)).toEqual(texts);
    expect(second.messages).toHaveLength(50);
    expect(await listMessages(token, second.cursor)).toEqual({
      messages: [],
      cursor: second.cursor,
      earlier: null,
    });
  });

  it.each(["-1", "x", "1.5", "1e99"])("is answered with 422 for the cursor %s", async (after) => {
    const response = await messagesOf(signVisitorToken(bot.publicId, "visitor-1"), `?after=${after}`);
    expect(await readError(response)).toMatchObject({
      status: 422,
      message: expect.stringMatching(/cursor of an earlier answer/),
    });
  });

  it("never returns another visitor's conversation", async () => {
    await chat();
    const { token } = await openSession();
    expect((await listMessages(token)).messages).toEqual([]);
    expect((await messagesOf(`${token}x`)).status).toBe(401);
  });
});

describe("GET messages?before=", () => {
  /** Reads pages backwards from the newest one, as a browser does. */
  async function readBack(token: string) {
    const pages = [await listMessages(token)];
    for (let earlier = pages[0]?.earlier; typeof earlier === "number"; earlier = pages[0]?.earlier) {
      pages.unshift(await listMessagesBefore(token, earlier));
    }
    return pages;
  }

  it("returns the earlier messages page by page, until the first one", async () => {
    const { token, text, conversationId } = await chat();
    const late = Array.from({ length: MESSAGE_PAGE * 2 + 1 }, (_, i) => `late ${i}`);
    await insertMessages(conversationId, late);
    const opened = await openSession({}, bearer(token));
    const pages = await readBack(token);
    expect(opened).toMatchObject({ earlier: pages[2]?.earlier, messages: pages[2]?.messages });
    expect(pages.map(({ messages }) => messages.length)).toEqual([3, MESSAGE_PAGE, MESSAGE_PAGE]);
    expect(pages.flatMap(({ messages }) => messages.map((message) => message.text))).toEqual(["Hello", text, ...late]);
    expect(pages[0]?.messages[0]).toMatchObject({ external_id: "m1", sender: "customer" });
  });

  it("says that there is nothing before a page that begins with the first message", async () => {
    const { token, conversationId } = await chat();
    const late = (count: number) => Array.from({ length: count }, (_, i) => `late ${i}`);
    await insertMessages(conversationId, late(MESSAGE_PAGE - 2));
    expect((await readBack(token)).map(({ messages }) => messages.length)).toEqual([MESSAGE_PAGE]);
    await insertMessages(conversationId, late(MESSAGE_PAGE));
    expect((await readBack(token)).map(({ messages }) => messages.length)).toEqual([MESSAGE_PAGE, MESSAGE_PAGE]);
    await insertMessages(conversationId, late(1));
    expect((await readBack(token)).map(({ messages }) => messages.length)).toEqual([1, MESSAGE_PAGE, MESSAGE_PAGE]);
  });

  it("ends where the visitor started again", async () => {
    const { token, conversationId } = await chat();
    await insertMessages(
      conversationId,
      Array.from({ length: MESSAGE_PAGE }, (_, i) => `before ${i}`),
    );
    const { earlier } = await listMessages(token);
    expect(earlier).not.toBeNull();
    expect((await restart(token)).earlier).toBeNull();
    expect(await listMessagesBefore(token, earlier ?? 0)).toMatchObject({ messages: [], earlier: null });
    const late = Array.from({ length: MESSAGE_PAGE + 1 }, (_, i) => `after ${i}`);
    await insertMessages(conversationId, late);
    const pages = await readBack(token);
    expect(pages.flatMap(({ messages }) => messages.map(({ text }) => text))).toEqual(late);
  });

  it.each([
    ["?before=-1", /before is the position/],
    ["?before=x", /before is the position/],
    ["?before=1.5", /before is the position/],
    ["?before=1e99", /before is the position/],
    ["?before=5&after=x", /after is the cursor/],
    ["?before=5&after=1", /either after or before, not both/],
  ])("is answered with 422 for %s", async (query, message) => {
    const response = await messagesOf(signVisitorToken(bot.publicId, "visitor-1"), query);
    expect(await readError(response)).toMatchObject({ status: 422, message: expect.stringMatching(message) });
  });

  it("never returns another visitor's or another channel's messages", async () => {
    const { token, conversationId } = await chat();
    await insertMessages(
      conversationId,
      Array.from({ length: MESSAGE_PAGE }, (_, i) => `late ${i}`),
    );
    const { earlier } = await listMessages(token);
    const query = `?before=${earlier}`;
    const stranger = await openSession();
    expect(await listMessagesBefore(stranger.token, earlier ?? 0)).toEqual({
      messages: [],
      cursor: null,
      earlier: null,
    });
    const other = await postMessage(bot.publicId, { id: "m1", text: "Hi" }, { token: stranger.token });
    await readAnswer(other.response);
    expect((await listMessagesBefore(stranger.token, earlier ?? 0)).messages).toEqual([]);
    expect((await messagesOf(`${token}x`, query)).status).toBe(401);
    expect((await messagesOf(signVisitorToken("another", "visitor-1"), query)).status).toBe(401);
  });
});

describe("The event stream", () => {
  it("sends messages stored by another process, from the cursor on, and ends when the browser disconnects", async () => {
    const { token, conversationId } = await chat();
    const { cursor } = await listMessages(token);
    const events = await follow(token, cursor);
    expect(listeners(conversationId)).toBe(1);
    await insertMessages(conversationId, ["A colleague here."]);
    const page = await events.next();
    expect(page).toMatchObject({
      id: String(page?.cursor),
      messages: [{ text: "A colleague here.", sender: "employee" }],
    });
    await insertMessages(conversationId, ["Anything else?"]);
    expect(await events.next()).toMatchObject({ messages: [{ text: "Anything else?" }] });
    events.leave();
    expect(await events.next()).toBeNull();
    expect(listeners(conversationId)).toBe(0);
  });

  it("begins with the missed messages", async () => {
    const { token, conversationId } = await chat();
    const { cursor } = await listMessages(token);
    await insertMessages(conversationId, ["While you were away."]);
    const events = await follow(token, cursor);
    expect(await events.next()).toMatchObject({ messages: [{ text: "While you were away." }] });
    const all = await follow(token, null);
    expect((await all.next())?.messages).toHaveLength(3);
    events.leave();
    all.leave();
  });

  it("sends all missed messages immediately, page by page", async () => {
    const { token, conversationId } = await chat();
    const { cursor } = await listMessages(token);
    const texts = Array.from({ length: MESSAGE_PAGE * 2 + 1 }, (_, i) => `late ${i}`);
    await insertMessages(conversationId, texts);
    const events = await follow(token, cursor);
    const began = performance.now();
    const pages = [await events.next(), await events.next(), await events.next()];
    expect(pages.flatMap((page) => page?.messages.map(({ text }) => text))).toEqual(texts);
    expect(performance.now() - began).toBeLessThan(9000);
    events.leave();
  });

  it("sends the reply of a turn that another request streams", async () => {
    const { token } = await chat();
    const { cursor } = await listMessages(token);
    const events = await follow(token, cursor);
    const { response } = await postMessage(bot.publicId, { id: "m2", text: "Hello again" }, { token });
    await readAnswer(response);
    const seen = [];
    while (seen.length < 2) seen.push(...((await events.next())?.messages ?? []));
    expect(seen).toMatchObject([{ external_id: "m2" }, { sender: "ai" }]);
    events.leave();
  });

  it("removes its listener when its reader stops reading", async () => {
    const { token, conversationId } = await chat();
    const response = await eventsOf(token, null);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = response.body?.getReader();
    await reader?.read();
    expect(listeners(conversationId)).toBe(1);
    await reader?.cancel();
    await expect.poll(() => listeners(conversationId)).toBe(0);
  });

  it("reaches every browser of a visitor, up to the limit of concurrent streams", async () => {
    const { token, conversationId } = await chat();
    const { cursor } = await listMessages(token);
    const all = await Promise.all(Array.from({ length: STREAMS_PER_VISITOR }, () => follow(token, cursor)));
    await insertMessages(conversationId, ["To all."]);
    const pages = await Promise.all(all.map((events) => events.next()));
    expect(pages.filter((page) => page?.messages[0]?.text === "To all.")).toHaveLength(STREAMS_PER_VISITOR);
    for (const events of all) events.leave();
    await expect.poll(() => listeners(conversationId), { timeout: 10_000 }).toBe(0);
  });

  it("ends a visitor's oldest stream above the limit, and asks its browser to reconnect later", async () => {
    const { token, conversationId } = await chat();
    const { cursor } = await listMessages(token);
    const oldest = await follow(token, cursor);
    const others = [];
    for (let n = 0; n < STREAMS_PER_VISITOR; n++) others.push(await follow(token, cursor));
    expect(await oldest.next()).toBeNull();
    expect(oldest.askedWaits).toEqual([60_000]);
    expect(listeners(conversationId)).toBe(STREAMS_PER_VISITOR);
    await insertMessages(conversationId, ["Still there?"]);
    for (const events of others) expect(await events.next()).toMatchObject({ messages: [{ text: "Still there?" }] });
    for (const events of others) events.leave();
  });

  it("is limited separately for each visitor", async () => {
    const [first, second] = [await chat(), await chat()];
    const kept = await follow(first.token, (await listMessages(first.token)).cursor);
    const { cursor } = await listMessages(second.token);
    const theirs = await Promise.all(Array.from({ length: 60 }, () => follow(second.token, cursor)));
    await expect.poll(() => listeners(second.conversationId)).toBe(STREAMS_PER_VISITOR);
    expect(listeners(first.conversationId)).toBe(1);
    for (const events of [kept, ...theirs]) events.leave();
  });

  it("is answered with 404 before the first message", async () => {
    const { token } = await openSession();
    expect(await readError(await eventsOf(token, null))).toMatchObject({
      status: 404,
      message: expect.stringMatching(/Send a message first/),
    });
  });
});

describe("An origin", () => {
  const shop = "https://shop.example.com";

  it("may read responses if the channel lists no origins", async () => {
    const { response } = await postMessage(bot.publicId, { id: "m1", text: "Hi" }, { headers: { origin: shop } });
    expect(response.status).toBe(200);
    expect(cors(response)).toEqual({
      "access-control-allow-origin": shop,
      "access-control-expose-headers": "x-parley-visitor, retry-after",
      vary: expect.stringMatching(/origin/),
    });
    await readAnswer(response);
    expect(cors(await session("{}", { origin: shop }))["access-control-allow-origin"]).toBe(shop);
  });

  it("is refused if the channel lists others and it is not the product's own", async () => {
    await setWeb(bot, { allowedOrigins: [shop] });
    const statuses = await Promise.all(
      [shop, "http://localhost:3000", undefined, "https://evil.example.com", `${shop}:8443`, "null"].map(
        async (origin) => (await session("{}", origin === undefined ? {} : { origin })).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 200, 403, 403, 403]);
    const refused = await messagesOf(null, "", { origin: "https://evil.example.com" });
    expect(cors(refused)["access-control-allow-origin"]).toBe("https://evil.example.com");
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      error: {
        message: "This chat is not available on this website.",
        details: [{ message: expect.stringMatching(/does not allow https:\/\/evil\.example\.com\. Add this origin/) }],
      },
    });
  });

  it("may read errors, too", async () => {
    const { response } = await postMessage("nobody", { id: "m1", text: "Hi" }, { headers: { origin: shop } });
    expect([response.status, cors(response)["access-control-allow-origin"]]).toEqual([404, shop]);
    const invalid = await session("{", { origin: shop });
    expect([invalid.status, cors(invalid)["access-control-allow-origin"]]).toEqual([422, shop]);
  });

  it("is returned in the response to a preflight request", () => {
    const response = OPTIONS(new Request(chatUrl(bot.publicId), { method: "OPTIONS", headers: { origin: shop } }));
    expect(response.status).toBe(204);
    expect(cors(response)).toMatchObject({
      "access-control-allow-origin": shop,
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-headers": "authorization, content-type",
      "access-control-max-age": "600",
    });
  });

  it("is absent from the response if the request has none", async () => {
    expect(cors(await session("{}"))).toEqual({});
  });

  it("is refused by every address of a disabled chat", async () => {
    await db.update(channels).set({ enabled: false }).where(eq(channels.id, bot.channelId));
    const all = await Promise.all([session("{}"), messagesOf(null), eventsOf(null, null)]);
    expect(all.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});

const page = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      external_id: z.string().nullable(),
      sender: z.string(),
      text: z.string(),
      created_at: z.string(),
    }),
  ),
  cursor: z.number().nullable(),
  earlier: z.number().nullable(),
});

/** Starts a chat in which a visitor has sent a message and got an answer. */
async function chat() {
  const { response } = await postMessage(bot.publicId, { id: "m1", text: "Hello" });
  const { text } = await readAnswer(response);
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(eq(conversations.channelId, bot.channelId))
    .orderBy(desc(conversations.id))
    .limit(1);
  return { token: response.headers.get("x-parley-visitor") ?? "", text, conversationId: conversation?.id ?? "" };
}

function session(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return postSession(new Request(chatUrl(bot.publicId, "/session"), { method: "POST", headers, body }), atBot());
}

async function openSession(body: object = {}, headers: Record<string, string> = {}) {
  const response = await session(JSON.stringify(body), headers);
  const shape = page.extend({ token: z.string(), title: z.string(), greeting: z.string() });
  return shape.parse(await response.json());
}

function messagesOf(token: string | null, query = "", headers: Record<string, string> = {}): Promise<Response> {
  const url = chatUrl(bot.publicId, `/messages${query}`);
  return getMessages(new Request(url, { headers: { ...bearer(token), ...headers } }), atBot());
}

async function listMessages(token: string, after?: number | null) {
  return page.parse(await (await messagesOf(token, after === undefined ? "" : `?after=${after ?? ""}`)).json());
}

async function listMessagesBefore(token: string, before: number) {
  return page.parse(await (await messagesOf(token, `?before=${before}`)).json());
}

async function restart(token: string) {
  const url = chatUrl(bot.publicId, "/restart");
  return page.parse(
    await (await postRestart(new Request(url, { method: "POST", headers: bearer(token) }), atBot())).json(),
  );
}

function eventsOf(token: string | null, after: number | null, signal?: AbortSignal): Promise<Response> {
  const url = chatUrl(bot.publicId, `/events?after=${after ?? ""}`);
  return getEvents(new Request(url, { headers: bearer(token), ...(signal && { signal }) }), atBot());
}

/** Connects, and waits until the stream is open. */
async function follow(token: string, after: number | null) {
  const browser = new AbortController();
  const response = await eventsOf(token, after, browser.signal);
  const standing = Promise.withResolvers<void>();
  const askedWaits: number[] = [];
  const events = response.body
    ?.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          standing.resolve();
          controller.enqueue(chunk);
        },
      }),
    )
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ onRetry: (ms) => askedWaits.push(ms) }))
    .getReader();
  if (!events) throw new Error("The events have no body.");
  await standing.promise;
  return {
    /** The delays that the server requested before a reconnection. */
    askedWaits,
    /** Returns the next page, or null at the end. */
    async next() {
      let { done, value } = await events.read();
      while (value?.event === "state") ({ done, value } = await events.read());
      if (done || !value) return null;
      expect(value.event).toBe("messages");
      return { id: value.id, ...page.parse(JSON.parse(value.data)) };
    },
    leave: () => browser.abort(),
  };
}

function atBot() {
  return { params: Promise.resolve({ channel: bot.publicId }) };
}

/** Stores an employee's messages and announces them, as another process does. */
async function insertMessages(conversationId: string, texts: string[]): Promise<void> {
  const { workspaceId } = bot.ctx;
  const rows = texts.map((text) => ({
    id: newId("message"),
    workspace_id: workspaceId,
    conversation_id: conversationId,
    channel_id: bot.channelId,
    sender: "employee",
    text,
  }));
  await elsewhere.begin(async (tx) => {
    await tx`select 1 from conversations where id = ${conversationId} for update`;
    await tx`insert into messages ${tx(rows)}`;
    await tx`select pg_notify('parley_live', ${`conversation:${conversationId}`})`;
  });
}

/** Counts this process's listeners of a conversation. */
function listeners(conversationId: string): number {
  const held = z
    .object({ byKey: z.map(z.string(), z.set(z.unknown())) })
    .parse(Reflect.get(globalThis, "parleyListeners"));
  return held.byKey.get(`conversation:${conversationId}`)?.size ?? 0;
}

function cors(response: Response): Record<string, string> {
  const about = /^(access-control-|vary$)/;
  return Object.fromEntries([...response.headers].filter(([name]) => about.test(name)));
}
