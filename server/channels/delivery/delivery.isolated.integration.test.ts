import { once } from "node:events";
import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { deliveries } from "@/db/schema/deliveries";
import { outbox } from "@/db/schema/outbox";
import { makeWorkspace } from "@/db/testing/factories";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { newId } from "@/server/ids";
import { logEvent } from "@/server/log/log-event";
import { captureLog } from "@/server/log/testing/capture-log";
import { makeAttempt } from "@/server/webhooks/make-attempt";
import { adapterOf } from "@/server/channels/registry";
import { attemptAt, attemptDelivery, loadDelivery } from "./attempt-delivery";
import { findOrphanedDeliveries } from "./find-orphaned-deliveries";
import { listAttempts } from "./list-attempts";
import { nextBatch, type Batch } from "./next-batch";
import { releaseDelivery } from "./release-delivery";
import {
  addPending,
  makeConversation,
  makeCustomChannel,
  type TestChannel,
} from "@/server/channels/custom/testing/fixtures";

vi.mock("@/server/log/log-event", { spy: true });

const receiver = await startWebhookReceiver();
const { origin: url, requests } = receiver;

let channel: TestChannel;
let due: { workspaceId: string; conversationId: string };
beforeEach(async () => {
  receiver.reset();
  channel = await makeCustomChannel({ url });
  due = await makeConversation(channel);
});

describe("The ownership of a conversation", () => {
  it("is given to one of many concurrent runs", async () => {
    await addPending(channel, due.conversationId, ["a"]);
    const batches = await Promise.all(Array.from({ length: 20 }, (_, i) => nextBatch(due, `run${i}`)));
    expect(batches.filter(Boolean)).toHaveLength(1);
    expect(await db.select().from(deliveries).where(eq(deliveries.conversationId, due.conversationId))).toHaveLength(1);
  });

  it("keeps messages in order, without losses or duplicates, while messages and runs arrive concurrently", async () => {
    const [chats, writers, each] = [4, 5, 12];
    receiver.respond = (_, response) => response.writeHead(requests.length % 9 === 0 ? 500 : 200).end();
    const all = await Promise.all(Array.from({ length: chats }, () => makeConversation(channel)));
    const write = async (conversation: typeof due, writer: number) => {
      for (let i = 0; i < each; i += 1) {
        await addPending(channel, conversation.conversationId, [`${writer}.${i}`]);
        await deliverAll(conversation, newId("request"));
      }
    };
    await Promise.all(
      all.flatMap((conversation) => Array.from({ length: writers }, (_, writer) => write(conversation, writer))),
    );
    for (const conversation of all) {
      const rows = await db
        .select()
        .from(messages)
        .where(eq(messages.conversationId, conversation.conversationId))
        .orderBy(asc(messages.seq));
      const [{ owner, chat } = { owner: "?", chat: "" }] = await db
        .select({ owner: conversations.deliveryOwner, chat: conversations.externalChatId })
        .from(conversations)
        .where(eq(conversations.id, conversation.conversationId));
      expect(rows).toHaveLength(writers * each);
      expect(new Set(rows.map(({ delivery }) => delivery))).toEqual(new Set(["delivered"]));
      expect(arrivedOnce(chat)).toEqual(rows.map(({ text }) => text));
      expect(owner).toBeNull();
    }
    expect(receiver.mostOpenInAChat).toBe(1);
  });

  it("is kept if the run of a message that is still being written finds the conversation owned", async () => {
    await addPending(channel, due.conversationId, ["a"]);
    const { deliveryId } = await take("owner");
    await attemptDelivery(deliveryId, 1, "owner");
    // The writer holds the row lock. Its run waits for the lock before the owner does, and therefore gets it first.
    const written = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const writer = db.transaction(async (tx) => {
      await addPending(channel, due.conversationId, ["b"], "ai", tx);
      locked.resolve();
      await written.promise;
    });
    await locked.promise;
    const early = nextBatch(due, "early");
    await expect.poll(waitingForALock).toBe(1);
    const owner = nextBatch(due, "owner");
    await expect.poll(waitingForALock).toBe(2);
    written.resolve();
    await writer;
    expect(await early).toBeNull();
    expect(await owner).toMatchObject({ attempt: 1 });
  });

  it("passes from crashed runs to their replacements while messages arrive", async () => {
    const texts = Array.from({ length: 40 }, (_, i) => `m${i}`);
    const dying = async (text: string, i: number) => {
      await addPending(channel, due.conversationId, [text]);
      const runId = newId("request");
      // Every second run crashes while it holds a batch.
      if (i % 2 === 1) return deliverAll(due, runId);
      await nextBatch(due, runId);
      const events = await releaseDelivery(due, runId);
      return Promise.all(events.map(() => deliverAll(due, newId("request"))));
    };
    await Promise.all(texts.map(dying));
    const rows = await db.select().from(messages).where(eq(messages.conversationId, due.conversationId));
    expect(new Set(rows.map(({ delivery }) => delivery))).toEqual(new Set(["delivered"]));
    expect(requests.flatMap(({ body }) => body.new_messages).length).toBe(texts.length);
  });

  it("ends with an event only if something is left to send", async () => {
    const requested = sql`${outbox.data} ->> 'conversationId' = ${due.conversationId}`;
    await addPending(channel, due.conversationId, ["a"]);
    await nextBatch(due, "run");
    expect(await releaseDelivery(due, "another")).toEqual([]);
    expect(await releaseDelivery(due, "run")).toMatchObject([{ name: "delivery/requested", data: due }]);
    expect(await db.select().from(outbox).where(requested)).toHaveLength(1);
    expect(await releaseDelivery(due, "run")).toEqual([]);
    await deliverAll(due, "next");
    expect(await db.select().from(outbox).where(requested)).toHaveLength(1);
  });
});

describe("A request", () => {
  it("contains no more messages than the channel's adapter accepts", async () => {
    const most = adapterOf("custom").messagesPerSend ?? 1;
    await addPending(
      channel,
      due.conversationId,
      Array.from({ length: most + 1 }, (_, i) => `message ${i}`),
    );
    await deliverAll(due, "run");
    expect(requests.map(({ body }) => body.new_messages.length)).toEqual([most, 1]);
  });
});

describe("An attempt", () => {
  let batch: Batch;
  beforeEach(async () => {
    await addPending(channel, due.conversationId, ["a"]);
    batch = await take("run");
  });

  it("is made by the owner only", async () => {
    expect(await attemptDelivery(batch.deliveryId, 1, "another")).toEqual({ state: "lost" });
    expect(await attemptDelivery("dlv_gone", 1, "run")).toEqual({ state: "lost" });
    expect(requests).toEqual([]);
  });

  it("is made once, even if it is requested again after it has ended", async () => {
    receiver.respond = (_, response) => response.writeHead(500).end();
    const first = await attemptDelivery(batch.deliveryId, 1, "run");
    expect(first).toEqual({ state: "retry", afterSeconds: 5 });
    expect(await attemptDelivery(batch.deliveryId, 1, "run")).toEqual(first);
    receiver.respond = (_, response) => response.writeHead(200).end();
    expect(await attemptDelivery(batch.deliveryId, 2, "run")).toEqual({ state: "delivered" });
    expect(await attemptDelivery(batch.deliveryId, 2, "run")).toEqual({ state: "delivered" });
    expect(requests).toHaveLength(2);
  });

  it("is made once if it is requested many times concurrently", async () => {
    const refused = Promise.withResolvers<void>();
    receiver.respond = (_, response) => void refused.promise.then(() => response.writeHead(200).end());
    let left = 19;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const outcome = await attemptDelivery(batch.deliveryId, 1, "run");
        if (outcome.state === "under_way" && (left -= 1) === 0) refused.resolve();
        return outcome;
      }),
    );
    expect(outcomes.filter(({ state }) => state === "delivered")).toHaveLength(1);
    expect(outcomes.filter(({ state }) => state === "under_way")).toHaveLength(19);
    expect(requests).toHaveLength(1);
  });

  it("is made again after its lease has expired, and the first recorded outcome counts", async () => {
    const [arrived, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    receiver.respond = (_, response) => {
      arrived.resolve();
      void answered.promise.then(() => response.writeHead(500).end());
    };
    const late = attemptDelivery(batch.deliveryId, 1, "run");
    await arrived.promise;
    expect(await attemptDelivery(batch.deliveryId, 1, "run")).toEqual({ state: "under_way", afterSeconds: 30 });
    await ageAttempt(batch.deliveryId, "31 seconds");
    receiver.respond = (_, response) => response.writeHead(200).end();
    expect(await attemptDelivery(batch.deliveryId, 1, "run")).toEqual({ state: "delivered" });
    answered.resolve();
    expect(await late).toEqual({ state: "delivered" });
    const [message] = await db.select().from(messages).where(eq(messages.conversationId, due.conversationId));
    expect(message).toMatchObject({ delivery: "delivered" });
    expect(await listAttempts(channel.ctx, message?.id ?? "")).toMatchObject([{ number: 1, status: 200, error: null }]);
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([batch.deliveryId]));
  });

  it("keeps its recorded failure if another outcome arrives later, even during the next attempt", async () => {
    const late = [];
    const answers: (() => void)[] = [];
    receiver.respond = (_, response) => void answers.push(() => response.writeHead(200).end());
    for (const count of [1, 2]) {
      late.push(attemptDelivery(batch.deliveryId, 1, "run"));
      await expect.poll(() => answers.length).toBe(count);
      await ageAttempt(batch.deliveryId, "31 seconds");
    }
    receiver.respond = (_, response) => response.writeHead(500).end();
    expect(await attemptDelivery(batch.deliveryId, 1, "run")).toEqual({ state: "retry", afterSeconds: 5 });
    answers[0]?.();
    expect(await late[0]).toEqual({ state: "retry", afterSeconds: 5 });
    receiver.respond = (_, response) => void answers.push(() => response.writeHead(503).end());
    const second = attemptDelivery(batch.deliveryId, 2, "run");
    await expect.poll(() => answers.length).toBe(3);
    answers[1]?.();
    expect(await late[1]).toMatchObject({ state: "under_way" });
    answers[2]?.();
    expect(await second).toEqual({ state: "retry", afterSeconds: 30 });
    const [message] = await db.select().from(messages).where(eq(messages.conversationId, due.conversationId));
    expect(message).toMatchObject({ delivery: "delivering" });
    expect(await listAttempts(channel.ctx, message?.id ?? "")).toMatchObject([{ status: 500 }, { status: 503 }]);
  });

  it("is repeated under the same number by the next run if its process crashed", async () => {
    receiver.respond = () => {};
    void attemptDelivery(batch.deliveryId, 1, "run");
    await once(receiver.server, "request");
    await releaseDelivery(due, "run");
    expect(await nextBatch(due, "next")).toEqual({ deliveryId: batch.deliveryId, attempt: 1 });
    receiver.server.closeAllConnections();
  });

  it("returns the wait that the receiver requested, also when it is requested again", async () => {
    receiver.respond = (_, response) => response.writeHead(429, { "retry-after": "5000" }).end();
    const first = await attemptDelivery(batch.deliveryId, 1, "run");
    expect(first).toEqual({ state: "retry", afterSeconds: 5000 });
    const again = await attemptDelivery(batch.deliveryId, 1, "run");
    expect("afterSeconds" in again && again.afterSeconds).toBeGreaterThan(4900);
    expect(requests).toHaveLength(1);
  });

  it("writes one log line, without the secrets of the address and the channel", async () => {
    const secretive = await makeCustomChannel({ url: `${url}/hook?token=t0ken`, secret: "hush-hush" });
    const chat = await makeConversation(secretive);
    await addPending(secretive, chat.conversationId, ["a"]);
    const taken = await nextBatch(chat, "run");
    const deliveryId = taken?.deliveryId ?? "";
    vi.mocked(logEvent).mockClear();
    receiver.respond = (_, response) => response.writeHead(503).end("hush-hush");
    await attemptDelivery(deliveryId, 1, "run");
    await attemptDelivery(deliveryId, 1, "run");
    receiver.respond = (_, response) => response.writeHead(200).end();
    await attemptDelivery(deliveryId, 2, "run");
    const ids = { ...chat, channelId: secretive.id, deliveryId };
    const line = { ...ids, host: new URL(url).host, ms: expect.any(Number) };
    expect(vi.mocked(logEvent).mock.calls).toEqual([
      ["delivery.attempted", { ...line, attempt: 1, status: 503, outcome: "retry", retryAfterSeconds: 5 }],
      ["delivery.attempted", { ...line, attempt: 2, status: 200, outcome: "sent", retryAfterSeconds: null }],
    ]);
    expect(JSON.stringify(vi.mocked(logEvent).mock.calls)).not.toMatch(/hush|t0ken/u);
  });

  it("counts as failed if the adapter throws, so that it is not repeated forever", async () => {
    const delivery = await loadDelivery(batch.deliveryId);
    if (!delivery) throw new Error("The delivery is gone.");
    const adapter = { ...adapterOf("custom"), send: () => Promise.reject(new TypeError("no such field")) };
    const log = captureLog();
    expect(await makeAttempt(attemptAt(delivery, 1, adapter))).toEqual({ state: "retry", afterSeconds: 5 });
    expect(log.text()).toEqual(expect.stringContaining("TypeError: no such field"));
    log.stop();
    expect(await attemptDelivery(batch.deliveryId, 2, "run")).toEqual({ state: "delivered" });
  });

  it("is listed for each message of its delivery, in its own workspace only", async () => {
    const [message] = await db.select().from(messages).where(eq(messages.conversationId, due.conversationId));
    const id = message?.id ?? "";
    expect(await listAttempts(channel.ctx, id)).toEqual([]);
    await attemptDelivery(batch.deliveryId, 1, "run");
    expect(await listAttempts(channel.ctx, id)).toMatchObject([
      { number: 1, url: expect.stringContaining(url), status: 200, error: null, responseExcerpt: "" },
    ]);
    const stranger = await makeWorkspace();
    await expect(listAttempts(stranger.ctx, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("findOrphanedDeliveries", () => {
  it("finds messages that no run has claimed for a minute", async () => {
    await addPending(channel, due.conversationId, ["a", "b"]);
    expect(await orphaned()).toEqual([]);
    await ageMessages("61 seconds");
    expect(await orphaned()).toMatchObject([{ name: "delivery/requested", data: due }]);
    await deliverAll(due, "run");
    expect(await orphaned()).toEqual([]);
  });

  it("skips a conversation whose owner is waiting for the next attempt", async () => {
    await addPending(channel, due.conversationId, ["a"]);
    await ageMessages("3 days");
    await take("run");
    expect(await orphaned()).toEqual([]);
    expect(await nextBatch(due, "another")).toBeNull();
  });

  it("finds the messages of an inactive owner, and the next run takes them over", async () => {
    await addPending(channel, due.conversationId, ["a"]);
    const { deliveryId } = await take("dead");
    await ageMessages("26 hours");
    await db
      .update(deliveries)
      .set({ createdAt: sql`now() - interval '26 hours'` })
      .where(eq(deliveries.id, deliveryId));
    expect(await orphaned()).toMatchObject([{ data: due }]);
    expect(await nextBatch(due, "next")).toEqual({ deliveryId, attempt: 1 });
    expect(await attemptDelivery(deliveryId, 1, "dead")).toEqual({ state: "lost" });
    expect(await attemptDelivery(deliveryId, 1, "next")).toEqual({ state: "delivered" });
    expect(await orphaned()).toEqual([]);
  });

  it("finds the messages of an owner that was lost between two attempts when the next one is overdue", async () => {
    await addPending(channel, due.conversationId, ["a"]);
    const { deliveryId } = await take("lost");
    receiver.respond = (_, response) => response.writeHead(503, { "retry-after": "7200" }).end();
    expect(await attemptDelivery(deliveryId, 1, "lost")).toEqual({ state: "retry", afterSeconds: 7200 });
    const age = async (by: string) => {
      await ageMessages(by);
      await ageAttempt(deliveryId, by);
      const moved = {
        createdAt: sql`created_at - ${by}::interval`,
        nextAttemptAt: sql`next_attempt_at - ${by}::interval`,
      };
      await db.update(deliveries).set(moved).where(eq(deliveries.id, deliveryId));
    };
    await age("125 minutes");
    expect(await orphaned()).toEqual([]);
    await age("10 minutes");
    expect(await orphaned()).toMatchObject([{ data: due }]);
    receiver.respond = (_, response) => response.writeHead(200).end();
    expect(await nextBatch(due, "next")).toEqual({ deliveryId, attempt: 2 });
    expect(await attemptDelivery(deliveryId, 2, "next")).toEqual({ state: "delivered" });
    expect(await attemptDelivery(deliveryId, 2, "lost")).toEqual({ state: "lost" });
    expect(await orphaned()).toEqual([]);
  });

  it("returns no more conversations than its limit, the longest waiting first", async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => makeConversation(channel)));
    for (const { conversationId } of others) await addPending(channel, conversationId, ["a"]);
    await ageMessages("2 hours");
    await addPending(channel, due.conversationId, ["a"]);
    await db
      .update(messages)
      .set({ createdAt: sql`now() - interval '1 year'` })
      .where(eq(messages.conversationId, due.conversationId));
    const found = await findOrphanedDeliveries(2);
    expect(found).toHaveLength(2);
    expect(found[0]?.data).toEqual(due);
    for (const other of others) await deliverAll(other, "run");
    await deliverAll(due, "run");
  });
});

/** Runs the steps of the durable function without its waits. */
async function deliverAll(request: typeof due, runId: string): Promise<void> {
  for (;;) {
    const batch = await nextBatch(request, runId);
    if (!batch) return;
    for (let number = batch.attempt; ; number += 1) {
      const outcome = await attemptDelivery(batch.deliveryId, number, runId);
      if (outcome.state === "lost") return;
      if (outcome.state !== "retry") break;
    }
  }
}

/** Counts the sessions of this test's database that wait for a lock. */
async function waitingForALock(): Promise<number> {
  const rows = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.waiting ?? 0;
}

async function take(runId: string): Promise<Batch> {
  const batch = await nextBatch(due, runId);
  if (!batch) throw new Error("Nothing was taken.");
  return batch;
}

/** Returns texts in the order of their last arrival. Each delivery counts once, because failed attempts repeat it. */
function arrivedOnce(chat: string): string[] {
  const byDelivery = new Map(
    requests
      .filter(({ body }) => body.chat_id === chat)
      .map(({ headers, body }) => [headers["webhook-id"], body.new_messages.map(({ text }) => text)]),
  );
  return [...byDelivery.values()].flat();
}

async function orphaned() {
  const all = await findOrphanedDeliveries();
  return all.filter(({ data }) => data["workspaceId"] === due.workspaceId);
}

async function ageMessages(by: string): Promise<void> {
  await db
    .update(messages)
    .set({ createdAt: sql`now() - ${by}::interval` })
    .where(eq(messages.workspaceId, due.workspaceId));
}

async function ageAttempt(deliveryId: string, by: string): Promise<void> {
  await db
    .update(deliveries)
    .set({ leaseUntil: sql`lease_until - ${by}::interval` })
    .where(eq(deliveries.id, deliveryId));
}
