import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/webhook/custom/message/route";
import { db } from "@/db/client";
import { channels, conversations, messages } from "@/db/schema/conversations";
import { columnsOf } from "@/server/channels/registry";
import { outbox } from "@/db/schema/outbox";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { setHits } from "@/db/testing/set-hits";
import { collectLater } from "@/server/testing/collect-later";
import { MESSAGES_PER_MINUTE } from "./accept-message";
import { answerIncoming } from "./answer-incoming";
import { MAX_BODY_BYTES } from "./read-body";
import { makeCustomChannel, type TestChannel } from "./testing/fixtures";
import { sample } from "./testing/sample";

const ADDRESS = "http://localhost:3000/api/webhook/custom/message";

const inngest = await startEventEndpoint();

let channel: TestChannel;
beforeEach(async () => {
  channel = await makeCustomChannel();
  inngest.sent.length = 0;
  inngest.isUp = true;
});

describe("An accepted message", () => {
  it("is stored, answered with 202, and starts a turn", async () => {
    const { response, work } = await post(sample("in: customer"));
    const [conversation] = await stored().conversations;
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({
      ...sample("answer: accepted"),
      message_id: "5f0c9d1e-1",
      conversation_id: conversation?.id,
    });
    expect(conversation).toMatchObject({
      workspaceId: channel.workspaceId,
      botId: channel.botId,
      externalChatId: "amazon-88120",
      handledBy: "bot",
      source: "John Doe from Amazon",
      clientName: "John Doe",
      clientPhone: "+44312345678",
      link: { type: "chat", hint: "Dialogue", url: "https://crm.example.com/chats/88120" },
      placeholders: { some_id: "123123" },
    });
    const [message] = await stored().messages;
    expect(message).toMatchObject({ sender: "customer", text: "Hello! Where is my order?", delivery: "none" });
    expect(inngest.sent).toEqual([]);
    await work();
    expect(inngest.sent).toMatchObject([
      { name: "conversation/message.received", data: { conversationId: conversation?.id, messageId: message?.id } },
    ]);
    expect(await pendingEvents()).toBe(0);
  });

  it("keeps its event in the outbox if the process crashes before sending it, or Inngest is down", async () => {
    inngest.isUp = false;
    const { response } = await post(sample("in: customer"));
    expect(response.status).toBe(202);
    expect(await pendingEvents()).toBe(1);
  });

  it("starts no turn if an employee wrote it, but hands the conversation to people", async () => {
    const { response, work } = await post(sample("in: employee"));
    await work();
    expect(response.status).toBe(202);
    expect(await stored().conversations).toMatchObject([{ handledBy: "person" }]);
    expect(await stored().messages).toMatchObject([{ sender: "employee" }]);
    expect(inngest.sent).toEqual([]);
  });

  it("gets the same response if it is repeated, without further effect", async () => {
    const first = await post(sample("in: customer"));
    const again = await post({ ...sample("in: customer"), chat_id: "another", text: "other words" });
    await first.work();
    await again.work();
    expect([again.response.status, await again.response.json()]).toEqual([202, await first.response.json()]);
    expect(await stored().conversations).toHaveLength(1);
    expect(await stored().messages).toHaveLength(1);
    expect(inngest.sent).toHaveLength(1);
  });

  it("is stored once if twenty copies arrive concurrently", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => post(sample("in: customer, least"))));
    await Promise.all(all.map(({ work }) => work()));
    const answers = await Promise.all(all.map(({ response }) => response.text()));
    expect(all.map(({ response }) => response.status)).toEqual(all.map(() => 202));
    expect(new Set(answers).size).toBe(1);
    expect(await stored().messages).toHaveLength(1);
    expect(inngest.sent).toHaveLength(1);
  });

  it("joins the conversation of other messages of its chat that arrive concurrently", async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => post({ ...sample("in: customer, least"), message_id: `m${i}` })),
    );
    expect(all.map(({ response }) => response.status)).toEqual(all.map(() => 202));
    expect(await stored().conversations).toHaveLength(1);
    expect(await stored().messages).toHaveLength(20);
  });

  it("is identified within its channel: two channels may use the same ids", async () => {
    const other = await makeCustomChannel();
    const [mine, theirs] = await Promise.all([
      post(sample("in: customer")),
      post(sample("in: customer"), { authorization: `Bearer ${other.token}` }),
    ]);
    const [a, b] = [await mine.response.json(), await theirs.response.json()];
    expect(a.conversation_id).not.toBe(b.conversation_id);
  });

  it.each<HeaderSet>([{ "content-type": "application/json; charset=utf-8" }, { "content-type": "text/plain" }, {}])(
    "may have the headers %j",
    async (headers) => {
      const { response } = await post(new TextEncoder().encode(JSON.stringify(sample("in: customer"))), headers);
      expect(response.status).toBe(202);
    },
  );

  it("may contain a text of 100,000 characters in any script", async () => {
    const text = "Здравствуйте 👋 ".repeat(6000);
    const { response } = await post({ ...sample("in: customer"), text });
    expect(response.status).toBe(202);
    expect(await stored().messages).toMatchObject([{ text }]);
  });
});

describe("A refused message", () => {
  it.each([null, "", "Bearer", "Bearer ", "Bearer wrong", "Basic abc", "Bearer a b"])(
    "is answered with 401 for the header %j",
    async (authorization) => {
      const { response } = await post(sample("in: customer"), { authorization });
      expect([response.status, await response.json()]).toEqual([401, { detail: "Invalid token" }]);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      await expectNothing();
    },
  );

  it("is answered with 401 by the route, too", async () => {
    const response = await POST(new Request(ADDRESS, { method: "POST", body: "{}" }));
    expect([response.status, await response.json()]).toEqual([401, { detail: "Invalid token" }]);
  });

  it("is answered with 401 for the token of another kind of channel", async () => {
    await db.update(channels).set(columnsOf("web")).where(eq(channels.id, channel.id));
    expect((await post(sample("in: customer"))).response.status).toBe(401);
  });

  it("is answered with 403 if the channel is disabled", async () => {
    await db.update(channels).set({ enabled: false }).where(eq(channels.id, channel.id));
    const { response } = await post(sample("in: customer"));
    expect([response.status, await response.json()]).toEqual([403, { detail: "Channel disabled" }]);
    await expectNothing();
  });

  it("is answered with 413 as soon as the body is too large, whatever its Content-Length", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
      },
    });
    const { response } = await post(endless, { "content-length": "10" });
    expect([response.status, await response.json()]).toEqual([
      413,
      { detail: "The body is larger than 64 MB. Send the attachments in several messages." },
    ]);
    expect(pulled).toBeLessThanOrEqual(MAX_BODY_BYTES / 1024 / 1024 + 3);
    await expectNothing();
  });

  it("is answered with 413 immediately if Content-Length exceeds the limit", async () => {
    const unread = new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error("read")) });
    const { response } = await post(unread, { "content-length": String(MAX_BODY_BYTES + 1) });
    expect(response.status).toBe(413);
  });

  it.each<HeaderSet>([
    { "content-type": "multipart/form-data; boundary=x" },
    { "content-type": "application/x-www-form-urlencoded" },
    { "content-encoding": "gzip" },
  ])("is answered with 415 for the headers %j", async (headers) => {
    const { response } = await post(sample("in: customer"), headers);
    expect([response.status, await response.json()]).toEqual([415, { detail: expect.any(String) }]);
    await expectNothing();
  });

  it("is answered with 422 and every fault", async () => {
    const { response } = await post(sample("in: many faults"));
    expect([response.status, await response.json()]).toEqual([422, sample("answer: many faults")]);
    await expectNothing();
  });

  it.each(["", "{", "nope", '{"a":1}}', new Uint8Array([0xff, 0xfe, 0x7b]), "[".repeat(200_000)])(
    "is answered with 422 if the body is not JSON (%#)",
    async (body) => {
      const { response } = await post(typeof body === "string" ? new TextEncoder().encode(body) : body);
      expect([response.status, await response.json()]).toEqual([
        422,
        { detail: [{ loc: ["body"], msg: expect.any(String), type: "json_invalid" }] },
      ]);
    },
  );

  it("is answered with 429 and Retry-After above the channel's rate, but not for another channel", async () => {
    expect((await post(sample("in: customer"))).response.status).toBe(202);
    await setHits({ key: `custom:${channel.id}`, windowSeconds: 60 }, MESSAGES_PER_MINUTE);
    const { response } = await post({ ...sample("in: customer"), message_id: "next" });
    expect([response.status, await response.json()]).toEqual([429, { detail: expect.stringContaining("6000") }]);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(Number(response.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(await stored().messages).toHaveLength(1);
    const other = await makeCustomChannel();
    const theirs = await post(sample("in: customer"), { authorization: `Bearer ${other.token}` });
    expect(theirs.response.status).toBe(202);
  });
});

type HeaderSet = Record<string, string | null>;
type Body = Record<string, unknown> | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** Calls the handler as the route does; `work` runs what it deferred until after the response. */
async function post(body: Body, headers: HeaderSet = {}) {
  const { later, work } = collectLater();
  const isRaw = body instanceof Uint8Array || body instanceof ReadableStream;
  const all = Object.entries({ authorization: `Bearer ${channel.token}`, ...headers });
  const request = new Request(ADDRESS, {
    method: "POST",
    headers: all.filter((header): header is [string, string] => header[1] !== null),
    body: isRaw ? body : JSON.stringify(body),
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  const response = await answerIncoming(request, later);
  return { response, work };
}

function stored() {
  return {
    conversations: db.select().from(conversations).where(eq(conversations.channelId, channel.id)),
    messages: db.select().from(messages).where(eq(messages.channelId, channel.id)),
  };
}

async function pendingEvents(): Promise<number> {
  const mine = sql`${outbox.data} ->> 'workspaceId' = ${channel.workspaceId}`;
  return (await db.select().from(outbox).where(mine)).length;
}

async function expectNothing(): Promise<void> {
  expect([await stored().conversations, await stored().messages, await pendingEvents()]).toEqual([[], [], 0]);
}
