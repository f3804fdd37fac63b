import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channelRequests } from "@/db/schema/channel-requests";
import { channels } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import { newToken } from "@/server/channels/create-channel";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { collectLater } from "@/server/testing/collect-later";
import { MESSAGES_PER_MINUTE } from "./accept-message";
import { answerIncoming } from "./answer-incoming";
import { getRequest, listRequests } from "./list-requests";
import { MAX_BODY_BYTES } from "./read-body";
import { KEPT_REQUESTS, logRequest, type AnsweredRequest } from "./request-log";
import { MAX_SHOWN } from "./shown-body";
import { makeCustomChannel, type TestChannel } from "./testing/fixtures";
import { longBodies } from "./testing/long-bodies";
import { sample } from "./testing/sample";

await startEventEndpoint();

let channel: TestChannel;
beforeEach(async () => {
  channel = await makeCustomChannel();
});

describe("The request log", () => {
  it("keeps an accepted message with its response, and is written after the response", async () => {
    const { response, work } = await post(JSON.stringify(sample("in: customer")));
    expect(await rows()).toEqual([]);
    await work();
    const [line] = await listRequests(channel.ctx, channel.id);
    expect(line).toMatchObject({
      status: 202,
      messageId: "5f0c9d1e-1",
      summary: "Hello! Where is my order?",
      durationMs: expect.any(Number),
      receivedAt: expect.any(Date),
    });
    const request = await getRequest(channel.ctx, line?.id ?? "");
    expect(JSON.parse(request.body ?? "")).toEqual(sample("in: customer"));
    expect(JSON.parse(request.answer)).toEqual(await response.json());
  });

  it("keeps every copy of a repeated message", async () => {
    await logged(JSON.stringify(sample("in: customer")));
    await logged(JSON.stringify(sample("in: customer")));
    expect(await statuses()).toEqual([202, 202]);
  });

  it("shows the first of several faults, and keeps all of them in the response", async () => {
    await logged(JSON.stringify(sample("in: many faults")));
    const [row] = await rows();
    expect(row).toMatchObject({
      status: 422,
      messageId: "",
      summary: "body.api_version: Input should be 1 (and 8 more)",
    });
    expect(JSON.parse(row?.answer ?? "")).toEqual(sample("answer: many faults"));
  });

  it("keeps a body that is not JSON unchanged", async () => {
    const body = '{"api_version": 1, "text": "It\'s}';
    await write({ body, status: 422 });
    await logged(body);
    const [given, byRoute] = await rows();
    expect(given).toMatchObject({ status: 422, messageId: null, body });
    expect(byRoute).toMatchObject({ status: 422, summary: expect.stringContaining("JSON decode error") });
  });

  it("keeps requests answered with 415 and 413 without the body, which was not read", async () => {
    await logged("{}", { "content-type": "multipart/form-data; boundary=x" });
    await logged("{}", { "content-length": String(MAX_BODY_BYTES + 1) });
    expect(await rows()).toMatchObject([
      { status: 415, body: null, summary: expect.stringContaining("application/json") },
      { status: 413, body: null, summary: expect.stringContaining("larger than") },
    ]);
  });

  it("keeps requests answered with 403 for a disabled channel, and with 429", async () => {
    await db.update(channels).set({ enabled: false }).where(eq(channels.id, channel.id));
    await logged(JSON.stringify(sample("in: customer")));
    await db.update(channels).set({ enabled: true }).where(eq(channels.id, channel.id));
    await setHits({ key: `custom:${channel.id}`, windowSeconds: 60 }, MESSAGES_PER_MINUTE);
    await logged(JSON.stringify(sample("in: customer")));
    expect(await rows()).toMatchObject([
      { status: 403, summary: "Channel disabled", body: null },
      { status: 429, summary: expect.stringContaining("6000") },
    ]);
  });

  it("does not keep requests with an unknown token", async () => {
    for (const authorization of ["", "Bearer prl_wrong", `Basic ${channel.token}`]) {
      await logged(JSON.stringify(sample("in: customer")), { authorization });
    }
    expect(await db.select().from(channelRequests).where(eq(channelRequests.channelId, channel.id))).toEqual([]);
  });

  it("does not affect the response if it cannot be written", async () => {
    await db.execute(sql`alter table ${channelRequests} rename to away`);
    const { response, work } = await post(JSON.stringify(sample("in: customer")));
    await work();
    await db.execute(sql`alter table away rename to channel_requests`);
    expect(response.status).toBe(202);
    await logged(JSON.stringify(sample("in: customer")));
    expect(await statuses()).toEqual([202]);
  });
});

describe("The stored body of a request", () => {
  it("does not contain the channel's token in any field", async () => {
    const message = { ...sample("in: customer"), text: `My token is ${channel.token}!`, client_name: channel.token };
    await logged(JSON.stringify({ ...message, message_id: channel.token, [channel.token]: 1 }));
    await write({ body: `{"token": "${channel.token}`, status: 422 });
    const kept = JSON.stringify(await rows());
    expect(kept).toContain("My token is •••!");
    expect(kept).not.toContain(channel.token);
  });

  it("does not contain the values of fields with a secret's name", async () => {
    const placeholders = { access_token: "at-1234567", order: "A-1042" };
    await logged(JSON.stringify({ ...sample("in: customer"), placeholders }));
    const [row] = await rows();
    expect(JSON.parse(row?.body ?? "")).toMatchObject({ placeholders: { access_token: "•••", order: "A-1042" } });
  });

  it("contains a file's size in place of its bytes", async () => {
    const data = Buffer.alloc(12_345, "x").toString("base64");
    const attachments = [{ file_name: "photo.png", file_type: "image", data }];
    const { text: _, ...message } = sample("in: customer");
    await write({ body: { ...message, attachments } });
    await write({ body: { ...message, image: `data:image/png;base64,${data}` }, status: 422 });
    await write({ body: `{"attachments": [{"data": "${data}"}`, status: 422 });
    await write({ body: `{"attachments": [{"data": "${data.slice(0, 60)}"}`, status: 422 });
    const [first, second, third, fourth] = await rows();
    expect(first).toMatchObject({ summary: "photo.png" });
    expect(JSON.parse(first?.body ?? "")).toMatchObject({
      attachments: [{ file_name: "photo.png", file_type: "image", data: "<base64, 12,345 bytes>" }],
    });
    expect(second?.body).toContain('"image": "<base64, 12,345 bytes>"');
    expect(third?.body).toContain('"data": "<base64, 12,345 bytes>"');
    expect(fourth?.body).toContain('"data": "<base64>"');
  });

  it.each(longBodies)("contains at most 10,000 characters of %s", async (_, body) => {
    await write({ body, status: 422 });
    const [row] = await rows();
    expect(row?.body?.length).toBeLessThanOrEqual(MAX_SHOWN);
    expect(row?.body).toContain("…");
  });

  it("contains only characters that PostgreSQL can store", async () => {
    await write({ body: { message_id: "a\0b", text: "half \ud83d" } });
    await write({ body: "\0\ud83d not JSON", status: 422 });
    await write({ body: { text: `${"x ".repeat(4995)}${"👋".repeat(200)}` } });
    expect(await rows()).toHaveLength(3);
  });
});

describe("The request log under load", () => {
  it("keeps the latest 50 requests, even if 200 arrive concurrently", async () => {
    const all = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        post(JSON.stringify({ ...sample("in: customer, least"), message_id: `m${i}` })),
      ),
    );
    expect(all.map(({ response }) => response.status)).toEqual(all.map(() => 202));
    await Promise.all(all.map(({ work }) => work()));
    expect(await rows()).toHaveLength(KEPT_REQUESTS);
    await write({ body: { message_id: "last" } });
    const kept = await rows();
    expect([kept.length, kept.at(-1)?.messageId]).toEqual([KEPT_REQUESTS, "last"]);
  });

  it("replaces the oldest requests by new ones, batch after batch", async () => {
    for (let batch = 0; batch < 4; batch += 1) {
      await Promise.all(Array.from({ length: 20 }, (_, i) => write({ body: { message_id: `${batch * 20 + i}` } })));
    }
    const ids = (await rows()).map(({ messageId }) => Number(messageId));
    expect(ids).toEqual(Array.from({ length: KEPT_REQUESTS }, (_, i) => 80 - KEPT_REQUESTS + i));
    expect((await listRequests(channel.ctx, channel.id)).map(({ messageId }) => Number(messageId))).toEqual(
      ids.toReversed(),
    );
  });

  it("drops requests above the queue's limit immediately", async () => {
    await Promise.all(Array.from({ length: 3000 }, (_, i) => write({ body: { message_id: String(i) } })));
    expect(await rows()).toHaveLength(KEPT_REQUESTS);
  });

  it("keeps each channel's requests apart, and skips those of a deleted channel", async () => {
    const [other, gone] = [await makeCustomChannel(), await makeCustomChannel()];
    await write({ body: { message_id: "mine" } });
    await db.delete(channels).where(eq(channels.id, gone.id));
    await Promise.all([
      ...Array.from({ length: 60 }, (_, i) => write({ body: { message_id: `${i}` } }, other)),
      write({ body: { message_id: "gone" } }, gone),
    ]);
    expect((await rows()).map(({ messageId }) => messageId)).toEqual(["mine"]);
    expect(await listRequests(other.ctx, other.id)).toHaveLength(KEPT_REQUESTS);
  });

  it("loses no later request if the token changes while a request is handled", async () => {
    const token = newToken();
    await db.update(channels).set(token).where(eq(channels.id, channel.id));
    await write({ body: { message_id: "with the token before" } });
    expect(await rows()).toEqual([]);
  });
});

describe("Access to the request log", () => {
  it("requires the editor role in the channel's workspace", async () => {
    await write({ body: { message_id: "m1" } });
    const [request] = await listRequests(channel.ctx, channel.id);
    const requestId = request?.id ?? "";
    const editor = createTestCaller(await makeMember(channel.workspaceId, "editor")).channels;
    expect(await editor.requests({ channelId: channel.id })).toHaveLength(1);
    expect(await editor.request({ requestId })).toMatchObject({ body: expect.stringContaining("m1") });

    const stranger = createTestCaller(await makeWorkspace()).channels;
    await expect(stranger.requests({ channelId: channel.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(stranger.request({ requestId })).rejects.toMatchObject({ code: "NOT_FOUND" });

    const operator = createTestCaller(await makeMember(channel.workspaceId, "operator")).channels;
    await expect(operator.requests({ channelId: channel.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(operator.request({ requestId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("ends when the channel is deleted", async () => {
    await write({ body: { message_id: "m1" } });
    await db.delete(channels).where(eq(channels.id, channel.id));
    expect(await rows()).toEqual([]);
  });
});

/** Calls the handler as the route does; `work` runs what it deferred until after the response. */
async function post(body: string, headers: Record<string, string> = {}) {
  const { later, work } = collectLater();
  const request = new Request("http://localhost:3000/api/webhook/custom/message", {
    method: "POST",
    headers: { authorization: `Bearer ${channel.token}`, ...headers },
    body,
  });
  const response = await answerIncoming(request, later);
  return { response, work };
}

async function logged(body: string, headers: Record<string, string> = {}): Promise<void> {
  const { work } = await post(body, headers);
  await work();
}

/** Logs a request without calling the handler. */
function write(request: Partial<AnsweredRequest>, from: TestChannel = channel): Promise<void> {
  const answer = { status: "accepted" };
  const authorization = `Bearer ${from.token}`;
  return logRequest({
    authorization,
    receivedAt: new Date(),
    durationMs: 1.4,
    body: {},
    status: 202,
    answer,
    ...request,
  });
}

function rows() {
  return db
    .select()
    .from(channelRequests)
    .where(eq(channelRequests.channelId, channel.id))
    .orderBy(asc(channelRequests.id));
}

async function statuses(): Promise<number[]> {
  return (await rows()).map(({ status }) => status);
}
