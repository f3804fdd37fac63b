import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as getChatEvents } from "@/app/api/chat/[channel]/events/route";
import { POST as postFile } from "@/app/api/inbox/files/route";
import { db } from "@/db/client";
import { subscribeLive } from "@/db/live";
import { bots, botVersions } from "@/db/schema/bots";
import { conversations, messages } from "@/db/schema/conversations";
import { deliveries } from "@/db/schema/deliveries";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeMember, makeUser } from "@/db/testing/factories";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { until } from "@/inngest/local/testing/harness";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { botBehaviour } from "@/server/schemas/bot-behaviour";
import { updateChannel } from "@/server/channels/update-channel";
import { bearer, chatUrl, postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot } from "@/server/channels/web/testing/web-bot";
import { newId } from "@/server/ids";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { eventsOf, makeInbox, storedConversation, storedMessages, type TestInbox } from "../testing/inbox";

await startDurableFunctions(() => Promise.resolve(new Response("", { status: 404 })));
const receiver = await startWebhookReceiver();

let inbox: TestInbox;
let conversationId: string;
beforeEach(async () => {
  receiver.reset();
  inbox = await makeInbox({ url: `${receiver.origin}/hook`, retry: false });
  ({ conversationId } = await inbox.receive("Where is my order?"));
  await inbox.ada.handOff({ conversationId });
  await settled();
  receiver.reset();
});

/** Resolves when no message is waiting to be sent and no delivery is running. */
function settled(): Promise<void> {
  return until(async () => {
    const waiting = (await storedMessages(conversationId)).filter(({ delivery }) =>
      /^(?:pending|delivering)$/.test(delivery),
    );
    return waiting.length === 0 && (await storedConversation(conversationId)).deliveryOwner === null;
  }, "the messages to be sent");
}

const posted = () => receiver.requests.flatMap(({ body }) => body.new_messages);

describe("An employee's message in a custom channel", () => {
  it("is stored and delivered once, and shown with its author", async () => {
    const message = { conversationId, text: "  It left today. ", clientMessageId: "m1" };
    const [first, second] = await Promise.all([inbox.ada.write(message), inbox.ada.write(message)]);
    const third = await inbox.bob.write({ ...message, text: "Something else" });
    expect(new Set([first, second, third].map(({ messageIds }) => messageIds.join()))).toHaveProperty("size", 1);
    expect([first, second, third].filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    await settled();
    expect(posted()).toEqual([
      { id: first.messageIds[0], type: "text", message_sender: "employee", text: "It left today." },
    ]);
    const { entries } = await inbox.ada.thread({ conversationId });
    expect(entries.findLast(({ type }) => type === "message")).toMatchObject({
      id: first.messageIds[0],
      author: { name: "Ada" },
      delivery: { state: "delivered", attempts: 1, error: null, deliveredAt: expect.any(String), nextAttemptAt: null },
    });
  });

  it("is followed by its files, each in a separate message", async () => {
    const fileIds = [await upload("prices.txt", "1 €"), await upload("list.csv", "a,b\n1,2\n")];
    const { messageIds } = await inbox.ada.write({ conversationId, text: "Here:", fileIds, clientMessageId: "m1" });
    await settled();
    expect(posted()).toMatchObject([
      { id: messageIds[0], type: "text", text: "Here:" },
      { id: messageIds[1], type: "document", file: { name: "prices.txt", mime_type: "text/plain" } },
      { id: messageIds[2], type: "document", file: { name: "list.csv", mime_type: "text/csv" } },
    ]);
    const { entries } = await inbox.viewer.thread({ conversationId });
    expect(entries.slice(-3)).toMatchObject([
      { text: "Here:", files: [] },
      { text: "", files: [{ name: "prices.txt", size_bytes: 5, url: expect.stringContaining("/api/files/") }] },
      { text: "", files: [{ name: "list.csv" }] },
    ]);
  });

  it("is refused without text and files, and with another workspace's file", async () => {
    const write = (input: object) => inbox.ada.write({ conversationId, clientMessageId: "m1", ...input });
    await expect(write({ text: " \n " })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(write({ text: "x".repeat(10_001) })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const foreign = await makeInbox();
    const fileId = await upload("secret.txt", "secret", foreign.adaId);
    await expect(write({ text: "Hi", fileIds: [fileId] })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await storedMessages(conversationId)).toHaveLength(1);
  });

  it("hands the conversation off, reopens it, and prevents the last reply of the bot's turn", async () => {
    await inbox.ada.takeBack({ conversationId });
    await inbox.ada.close({ conversationId });
    await db.update(conversations).set({ handedOverTurnId: "trn_1" }).where(eq(conversations.id, conversationId));
    await inbox.ada.write({ conversationId, text: "I am here.", clientMessageId: "m1" });
    expect(await storedConversation(conversationId)).toMatchObject({
      handledBy: "person",
      handedOverCause: "employee",
      handedOverTurnId: null,
      status: "open",
    });
    expect((await eventsOf(conversationId)).slice(-2)).toEqual([
      "user paused An employee wrote in the inbox.",
      "user reopened",
    ]);
  });
});

describe("A bot's interception settings", () => {
  beforeEach(async () => {
    const { botId, workspaceId } = inbox.channel;
    const id = newId("botVersion");
    const interception = { pauseOnEmployee: false, stopPhrases: ["bot off"], resumePhrases: ["bot on"] };
    const words = { name: "Shop", instruction: "Be kind.", model: OFFLINE_MODEL, fallbackText: "Sorry." };
    const behaviour = botBehaviour.parse({ interception });
    const snapshot = { schemaVersion: 1 as const, botId, ...words, actions: [], behaviour };
    await db.insert(botVersions).values({ id, workspaceId, botId, number: 1, snapshot });
    await db.update(bots).set({ publishedVersionId: id }).where(eq(bots.id, botId));
    await inbox.ada.takeBack({ conversationId });
  });

  it("determine whether an employee's message pauses the bot", async () => {
    await inbox.ada.write({ conversationId, text: "By the way: we close at six.", clientMessageId: "m1" });
    expect(await storedConversation(conversationId)).toMatchObject({ handledBy: "bot", handedOverCause: null });
  });

  it("let phrases stop and resume the bot, and mark these messages as control phrases", async () => {
    await inbox.ada.write({ conversationId, text: " Bot OFF ", clientMessageId: "m1" });
    expect((await inbox.ada.get({ conversationId })).stop).toEqual({
      cause: "control_phrase",
      reason: "An employee wrote “Bot OFF”.",
    });
    await inbox.ada.write({ conversationId, text: "bot on", clientMessageId: "m2" });
    expect(await inbox.ada.get({ conversationId })).toMatchObject({ state: "bot", stop: null });
    expect((await storedMessages(conversationId)).map(({ isControl }) => isControl)).toEqual([false, true, true]);
    expect((await eventsOf(conversationId)).slice(-2)).toEqual([
      "user paused An employee wrote “Bot OFF”.",
      "user resumed An employee wrote “bot on”.",
    ]);
  });
});

describe("Sending again", () => {
  const deliveryOf = (id: string) =>
    db.select({ state: messages.delivery, id: messages.deliveryId }).from(messages).where(eq(messages.id, id));

  it("delivers an undelivered message once in a separate delivery, even when it is requested many times", async () => {
    receiver.respond = (_, response) => response.writeHead(500).end();
    const { messageIds } = await inbox.ada.write({ conversationId, text: "Lost", clientMessageId: "m1" });
    await settled();
    const [messageId = ""] = messageIds;
    const [lost] = await deliveryOf(messageId);
    expect(lost?.state).toBe("undelivered");
    expect((await inbox.ada.list({ filter: { state: "undelivered" } })).rows).toHaveLength(1);
    receiver.reset();
    const asked = await Promise.all([1, 2, 3].map(() => inbox.ada.sendAgain({ messageId })));
    expect(asked.filter(({ changed }) => changed)).toHaveLength(1);
    await settled();
    expect(posted().map(({ id }) => id)).toEqual([messageId]);
    const [sent] = await deliveryOf(messageId);
    expect(sent?.state).toBe("delivered");
    expect(sent?.id).not.toBe(lost?.id);
    expect(await inbox.ada.sendAgain({ messageId })).toEqual({ changed: false });
    expect((await inbox.ada.list({ filter: { state: "undelivered" } })).rows).toEqual([]);
    expect(await eventsOf(conversationId)).toContain("user sent_again");
  });

  it("keeps the order of waiting messages: earlier ones are sent first, and later ones are not sent twice", async () => {
    receiver.respond = (_, response) => response.writeHead(500).end();
    const [first = ""] = (await inbox.ada.write({ conversationId, text: "One", clientMessageId: "m1" })).messageIds;
    await settled();
    const [second = ""] = (await inbox.ada.write({ conversationId, text: "Two", clientMessageId: "m2" })).messageIds;
    await settled();
    receiver.reset();
    // The receiver delays its answer to a running delivery while both are sent again, the later one first.
    const arrived = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    receiver.respond = (_, response) => {
      arrived.resolve();
      void answer.promise.then(() => response.writeHead(200).end());
    };
    await inbox.ada.write({ conversationId, text: "Three", clientMessageId: "m3" });
    await arrived.promise;
    await inbox.ada.sendAgain({ messageId: second });
    await inbox.ada.sendAgain({ messageId: first });
    answer.resolve();
    await settled();
    expect(posted().map(({ text }) => text)).toEqual(["Three", "One", "Two"]);
    expect(receiver.mostOpenInAChat).toBe(1);
    const rows = await db
      .select()
      .from(deliveries)
      .where(eq(deliveries.conversationId, conversationId))
      .orderBy(asc(deliveries.createdAt));
    expect(rows.map(({ status }) => status)).toEqual(["undelivered", "undelivered", "delivered", "delivered"]);
  });

  it("shows the attempts, the last error and the time of the next attempt while a delivery is retried", async () => {
    await updateChannel(inbox.channel.ctx, { channelId: inbox.channel.id, custom: { retry: true } });
    receiver.respond = (_, response) => response.writeHead(503, { "retry-after": "3000" }).end();
    const changed = Promise.withResolvers<void>();
    const end = await subscribeLive("conversation", conversationId, () => void isRetrying());
    const isRetrying = async () => {
      const { entries } = await inbox.ada.thread({ conversationId });
      const last = entries.at(-1);
      if (last?.type === "message" && last.delivery.nextAttemptAt !== null) changed.resolve();
    };
    await inbox.ada.write({ conversationId, text: "Slowly", clientMessageId: "m1" });
    await changed.promise;
    end();
    const { entries } = await inbox.ada.thread({ conversationId });
    expect(entries.at(-1)).toMatchObject({
      delivery: { state: "delivering", attempts: 1, error: expect.stringContaining("503") },
    });
    const last = entries.at(-1);
    const next = last?.type === "message" ? Date.parse(last.delivery.nextAttemptAt ?? "") : 0;
    expect((next - Date.now()) / 1000).toBeGreaterThan(2900);
  });
});

describe("An employee's message on a chat page", () => {
  it("is shown to the visitor immediately", async () => {
    const bot = await makeWebBot();
    const { userId } = await makeUser({ name: "Ada" });
    await makeMember(bot.ctx.workspaceId, "operator", userId);
    const ada = createTestCaller({ userId }).inbox;
    const { response } = await postMessage(bot.publicId, { id: "m1", text: "Hello" });
    await readAnswer(response);
    const token = response.headers.get("x-parley-visitor");
    const [row] = (await ada.list({})).rows;
    const { entries } = await ada.thread({ conversationId: row?.id ?? "" });
    const browser = new AbortController();
    const events = await getChatEvents(
      new Request(chatUrl(bot.publicId, `/events?after=${entries.at(-1)?.seq}`), {
        headers: bearer(token),
        signal: browser.signal,
      }),
      { params: Promise.resolve({ channel: bot.publicId }) },
    );
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    const written = await ada.write({ conversationId: row?.id ?? "", text: "I am Ada.", clientMessageId: "m1" });
    let seen = "";
    while (!seen.includes("I am Ada.")) seen += (await reader?.read())?.value ?? "";
    browser.abort();
    expect(JSON.parse(/event: messages\ndata: (.*)/.exec(seen)?.[1] ?? "")).toMatchObject({
      messages: [{ id: written.messageIds[0], external_id: null, sender: "employee", text: "I am Ada." }],
    });
    expect(await storedMessages(row?.id ?? "")).toMatchObject([{}, {}, { delivery: "none" }]);
  });
});

describe("A file for a message", () => {
  it("is stored from a form or a plain body, for operators of the workspace", async () => {
    const fileId = await upload("a.txt", "hello");
    expect(fileId).toMatch(/^fil_/);
    const form = new FormData();
    form.set("file", new File(["a,b\n"], "list.csv"));
    const sent = await send(
      new Request("http://localhost/api/inbox/files", { method: "POST", body: form }),
      inbox.adaId,
    );
    expect(await sent.json()).toMatchObject({
      fileId: expect.stringMatching(/^fil_/),
      name: "list.csv",
      mimeType: "text/csv",
    });
  });

  it("is refused when it is empty, larger than 15 MB or missing, and for viewers", async () => {
    const raw = (body: string | Uint8Array<ArrayBuffer>, init: RequestInit = {}) =>
      new Request("http://localhost/api/inbox/files?fileName=a.txt", { method: "POST", body, ...init });
    const form = { headers: { "content-type": "multipart/form-data; boundary=x" } };
    const { userId } = await makeUser();
    await makeMember(inbox.workspaceId, "viewer", userId);
    expect((await send(raw(""), inbox.adaId)).status).toBe(422);
    expect((await send(raw("no form", form), inbox.adaId)).status).toBe(422);
    expect((await send(raw(new Uint8Array(15 * 1024 * 1024 + 1).fill(65)), inbox.adaId)).status).toBe(413);
    expect((await send(raw(new Uint8Array(17 * 1024 * 1024).fill(65)), inbox.adaId)).status).toBe(413);
    expect((await send(raw("x"), userId)).status).toBe(403);
    expect((await postFile(raw("x"))).status).toBe(401);
  });
});

async function upload(name: string, text: string, userId = inbox.adaId): Promise<string> {
  const url = `http://localhost/api/inbox/files?fileName=${name}`;
  const response = await send(new Request(url, { method: "POST", body: text }), userId);
  const { fileId } = await response.json();
  return fileId;
}

async function send(request: Request, userId: string): Promise<Response> {
  request.headers.set("cookie", await sessionCookie(userId));
  return postFile(request);
}
