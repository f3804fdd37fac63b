import { eq } from "drizzle-orm";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { GET as getEvents } from "@/app/api/chat/[channel]/events/route";
import { GET as getMessages } from "@/app/api/chat/[channel]/messages/route";
import { OPTIONS } from "@/app/api/chat/[channel]/session/route";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { feedback } from "@/db/schema/feedback";
import { conversationViewers } from "@/db/schema/inbox";
import { makeMember } from "@/db/testing/factories";
import { updateChannel } from "@/server/channels/update-channel";
import { newId } from "@/server/ids";
import { closeConversation } from "@/server/inbox/close-conversation";
import { viewConversation } from "@/server/inbox/live/view-conversation";
import { writeMessage } from "@/server/inbox/thread/write-message";
import { handOffByMember } from "@/server/conversations/answering/hand-off-by-member";
import { builtInTexts } from "@/server/schemas/widget/built-in-texts";
import { widgetFeatures } from "@/server/schemas/widget/widget-settings";
import type { ConversationState, MessagePage, SessionResponse } from "../protocol";
import { bearer, chatUrl, readError } from "../testing/chat-client";
import { postSession, sendWith, setWidget } from "../testing/session-client";
import { makeWebBot, setWeb, type WebBot } from "../testing/web-bot";
import { answererOf } from "./find-visitor-conversation";

let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot();
});

async function open(body: object = {}, token?: string | null): Promise<SessionResponse> {
  const response = await postSession(bot.publicId, body, bearer(token));
  expect(response.status).toBe(200);
  return response.json();
}

async function conversationId(): Promise<string> {
  const [row] = await db.select().from(conversations).where(eq(conversations.channelId, bot.channelId));
  return row?.id ?? "";
}

describe("A session", () => {
  it("has everything that the chat shows", async () => {
    const greeting = "Hello! I am Shop. How can I help you?";
    expect(await open()).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+$/),
      title: "Shop",
      greeting,
      language: "en",
      direction: "ltr",
      texts: { ...builtInTexts["en"], title: "Shop", greeting },
      appearance: {
        theme: "auto",
        color: "#2563eb",
        corner: 16,
        position: "right",
        offsetX: 20,
        offsetY: 20,
        zIndex: 2_147_483_000,
        avatar_url: null,
      },
      features: widgetFeatures.parse({}),
      image_hosts: [],
      consent: null,
      pre_chat: [],
      answered_by: { kind: "bot", name: null, photo_url: null },
      rating: null,
      can_email: false,
      max_file_bytes: 15 * 1024 * 1024,
      messages: [],
      cursor: null,
      earlier: null,
    });
  });

  it("is in the visitor's language, with the channel's own texts, avatar and image hosts", async () => {
    await setWidget(bot, {
      texts: { de: { send: "Los", title: "Laden", greeting: "Guten Tag!" } },
      appearance: { avatarFileId: "fil_1" },
      imageHosts: ["cdn.example.com"],
    });
    const session = await open({ language: "de-CH" });
    expect(session).toMatchObject({
      language: "de",
      title: "Laden",
      greeting: "Guten Tag!",
      texts: { send: "Los", cancel: "Abbrechen", title: "Laden" },
      image_hosts: ["cdn.example.com"],
      appearance: { avatar_url: `http://localhost:3000/api/chat/${bot.publicId}/avatar?v=fil_1` },
    });
    expect(JSON.stringify(session)).not.toContain("avatarFileId");
  });

  it("names the employee of a message, the visitor's ratings and who answers now", async () => {
    const { token } = await sendWith(bot, {});
    const id = await conversationId();
    const [reply] = await db.select().from(messages).where(eq(messages.sender, "ai")).orderBy(messages.seq).limit(1);
    const rated = { workspaceId: bot.ctx.workspaceId, conversationId: id };
    await db.insert(feedback).values([
      { ...rated, id: newId("feedback"), messageId: reply?.id ?? "", rating: "negative" },
      { ...rated, id: newId("feedback"), rating: "positive", score: 4 },
    ]);
    await handOffByMember(bot.ctx, { conversationId: id, reason: "" });
    await db.update(conversations).set({ assigneeId: bot.userId }).where(eq(conversations.id, id));
    await insertFromMember(id, "I am here.");
    const session = await open({}, token);
    const name = session.answered_by.name;
    expect(name).toEqual(expect.any(String));
    expect(session).toMatchObject({
      answered_by: { kind: "person", photo_url: null },
      rating: 4,
      messages: [
        { sender: "customer", author: null, rating: null },
        { sender: "ai", author: null, rating: "negative" },
        { sender: "employee", author: { name, photo_url: null }, rating: null },
      ],
    });
    const params = { params: Promise.resolve({ channel: bot.publicId }) };
    const request = new Request(chatUrl(bot.publicId, "/messages"), { headers: bearer(token) });
    const page: MessagePage = await (await getMessages(request, params)).json();
    expect(page.messages).toEqual(session.messages);
  });
});

describe("A hostile request for a session", () => {
  it.each<[string, string, number]>([
    ["a body over 1 MB", JSON.stringify({ page: "x".repeat(1_100_000) }), 413],
    ["what is not JSON", "{", 422],
    ["a list", "[]", 422],
    ["a text", '"x"', 422],
    [
      "too many fields",
      JSON.stringify({ attributes: Object.fromEntries([...Array(31_000).keys()].map((i) => [`a${i}`, 1])) }),
      422,
    ],
    ["deep nesting", `{"attributes":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`, 422],
  ])("is refused for %s, and the page of the site may read why", async (_, body, status) => {
    const response = await postSession(bot.publicId, body, { origin: "https://shop.example.com" });
    expect(response.status).toBe(status);
    expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.example.com");
  });

  it.each<[string, number, () => Promise<unknown>]>([
    ["an origin that is not allowed", 403, () => setWeb(bot, { allowedOrigins: ["https://other.example.com"] })],
    ["a switched-off channel", 403, () => updateChannel(bot.ctx, { channelId: bot.channelId, enabled: false })],
  ])("is refused for %s", async (_, status, change) => {
    await change();
    const response = await postSession(bot.publicId, {}, { origin: "https://shop.example.com" });
    expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.example.com");
    expect((await readError(response)).status).toBe(status);
  });

  it("may be preceded by a preflight from any origin", () => {
    const response = OPTIONS(
      new Request(chatUrl(bot.publicId, "/session"), { headers: { origin: "https://a.example" } }),
    );
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("https://a.example");
    expect(response.headers.get("access-control-allow-headers")).toContain("authorization");
  });

  it("cannot store more often than 60 times a minute", async () => {
    const { token } = await sendWith(bot, {});
    for (let i = 0; i < 60; i++) await open({ attributes: { i } }, token);
    expect((await postSession(bot.publicId, { attributes: { i: 60 } }, bearer(token))).status).toBe(429);
    expect((await postSession(bot.publicId, {}, bearer(token))).status).toBe(200);
  });
});

describe("The state of a conversation", () => {
  const event = z.object({ event: z.string().optional(), data: z.string() });

  /** Opens the stream; `read` returns the next event, and `next` the next state that differs from the last. */
  async function follow(token: string | null) {
    const browser = new AbortController();
    const request = new Request(chatUrl(bot.publicId, "/events"), { headers: bearer(token), signal: browser.signal });
    const response = await getEvents(request, { params: Promise.resolve({ channel: bot.publicId }) });
    const reader = response.body
      ?.pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())
      .getReader();
    const read = async () => event.parse((await reader?.read())?.value);
    async function next(): Promise<ConversationState> {
      for (;;) {
        const { event: name, data } = await read();
        if (name === "state") return JSON.parse(data);
      }
    }
    return { read, next, leave: () => browser.abort() };
  }

  it("names who answers with the photo, and nobody while the bot answers", () => {
    const row = { assignee: "Ada", assigneePhotoId: "photo-1" };
    expect(answererOf({ ...row, handledBy: "person" })).toEqual({
      kind: "person",
      name: "Ada",
      photo_url: "http://localhost:3000/api/photos/photo-1",
    });
    expect(answererOf({ ...row, handledBy: "bot" })).toEqual({ kind: "bot", name: null, photo_url: null });
  });

  it("says that a member no longer writes before it shows what the member wrote, but not if a colleague still writes", async () => {
    const { token } = await sendWith(bot, {});
    const id = await conversationId();
    await handOffByMember(bot.ctx, { conversationId: id, reason: "" });
    const live = await follow(token);
    const write = (text: string) =>
      writeMessage(bot.ctx, { conversationId: id, text, fileIds: [], clientMessageId: text });
    await live.next();
    await viewConversation(bot.ctx, { conversationId: id, isTyping: true });
    expect(await live.next()).toMatchObject({ isTyping: true });
    await write("It left today.");
    expect(await live.read()).toMatchObject({ event: "state", data: expect.stringContaining('"isTyping":false') });
    expect(await live.read()).toMatchObject({ event: "messages", data: expect.stringContaining("It left today.") });

    const { userId } = await makeMember(bot.ctx.workspaceId, "operator");
    const colleague = { ...bot.ctx, actor: { type: "user" as const, userId, role: "operator" as const } };
    await viewConversation(colleague, { conversationId: id, isTyping: true });
    expect(await live.next()).toMatchObject({ isTyping: true });
    await viewConversation(bot.ctx, { conversationId: id, isTyping: true });
    await write("Anna knows more.");
    expect(await live.read()).toMatchObject({ event: "messages", data: expect.stringContaining("Anna knows more.") });
    await viewConversation(colleague, { conversationId: id, isTyping: false });
    expect(await live.next()).toMatchObject({ isTyping: false });
    live.leave();
  });

  it("is streamed at the start and when a member takes over, writes or closes; the sign of writing ends by itself", async () => {
    const { token } = await sendWith(bot, {});
    const id = await conversationId();
    const live = await follow(token);
    expect(await live.next()).toEqual({
      answered_by: { kind: "bot", name: null, photo_url: null },
      isTyping: false,
      isClosed: false,
    });
    await handOffByMember(bot.ctx, { conversationId: id, reason: "" });
    expect(await live.next()).toMatchObject({ answered_by: { kind: "person" }, isTyping: false });
    await viewConversation(bot.ctx, { conversationId: id, isTyping: true });
    expect((await live.next()).isTyping).toBe(true);
    await viewConversation(bot.ctx, { conversationId: id, isTyping: false });
    expect((await live.next()).isTyping).toBe(false);
    await viewConversation(bot.ctx, { conversationId: id, isTyping: true });
    expect((await live.next()).isTyping).toBe(true);
    // The member's browser is gone and repeats nothing.
    await db.update(conversationViewers).set({ seenAt: new Date(Date.now() - 7000) });
    expect((await live.next()).isTyping).toBe(false);
    await closeConversation(bot.ctx, { conversationId: id });
    expect((await live.next()).isClosed).toBe(true);
    live.leave();
  });
});

async function insertFromMember(id: string, text: string) {
  await db.insert(messages).values({
    id: newId("message"),
    workspaceId: bot.ctx.workspaceId,
    conversationId: id,
    channelId: bot.channelId,
    sender: "employee",
    text,
    authorId: bot.userId,
  });
}
