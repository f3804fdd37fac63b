import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { adapterOf } from "@/server/channels/registry";
import { makeAttempt } from "@/server/webhooks/make-attempt";
import type { SendResult } from "@/server/webhooks/send-result";
import { attemptAt, attemptDelivery, loadDelivery } from "./attempt-delivery";
import { nextBatch } from "./next-batch";
import {
  addPending,
  makeConversation,
  makeCustomChannel,
  type TestChannel,
} from "@/server/channels/custom/testing/fixtures";

// Receives the events of the notifications.
await startDurableFunctions(() => Promise.resolve(new Response(null, { status: 404 })));
const receiver = await startWebhookReceiver();
let channel: TestChannel;
beforeEach(async () => {
  receiver.reset();
  channel = await makeCustomChannel({ url: receiver.origin });
});

async function attempts(channelOf: TestChannel, statuses: number[]) {
  for (const status of statuses) {
    receiver.respond = (_, response) => response.writeHead(status).end();
    const scope = await makeConversation(channelOf);
    await addPending(channelOf, scope.conversationId, ["Hello"]);
    const batch = await nextBatch(scope, "run");
    await attemptDelivery(batch?.deliveryId ?? "", 1, "run");
  }
}

function webhookNotifications({ workspaceId }: TestChannel) {
  const failing = and(eq(notifications.workspaceId, workspaceId), eq(notifications.kind, "webhook_failing"));
  return db.select().from(notifications).where(failing);
}

describe("A failing webhook of a channel", () => {
  it("is reported once, at the fifth consecutive failure, and again after it has worked", async () => {
    await attempts(channel, [500, 500, 500, 500]);
    expect(await webhookNotifications(channel)).toEqual([]);
    await attempts(channel, [503, 500, 500, 500, 500, 500]);
    expect(await webhookNotifications(channel)).toMatchObject([
      {
        title: 'The webhook of "Shop" fails',
        body: expect.stringContaining("The webhook answered 503"),
        botId: channel.botId,
        channelId: channel.id,
        conversationId: null,
      },
    ]);
    await attempts(channel, [200, 500, 500, 500, 500]);
    expect(await webhookNotifications(channel)).toHaveLength(1);
    await attempts(channel, [500]);
    expect(await webhookNotifications(channel)).toHaveLength(2);
  });

  it("is not reported if it works in between, regardless of other channels", async () => {
    const other = await makeCustomChannel({ url: receiver.origin });
    await attempts(channel, [500, 500, 500, 200, 500, 500]);
    await attempts(other, [500, 500, 200, 500, 500]);
    expect([...(await webhookNotifications(channel)), ...(await webhookNotifications(other))]).toEqual([]);
  });

  it("is reported once if all its conversations fail concurrently", async () => {
    await Promise.all(Array.from({ length: 12 }, () => attempts(channel, [500])));
    expect(await webhookNotifications(channel)).toHaveLength(1);
  });

  it("is not reported if nothing was sent because there is no address", async () => {
    const silent = await makeCustomChannel();
    await attempts(silent, Array(6).fill(500));
    expect(await webhookNotifications(silent)).toEqual([]);
  });
});

describe("An adapter that finds its channel unusable", () => {
  it("disables the channel and notifies people once", async () => {
    const result: SendResult = { outcome: { kind: "disable", reason: "The token was revoked." }, request: null };
    const adapter = { ...adapterOf("custom"), send: () => Promise.resolve(result) };
    const chats = [await makeConversation(channel), await makeConversation(channel)];
    const taken = await Promise.all(
      chats.map(async (chat) => {
        await addPending(channel, chat.conversationId, ["Hello"]);
        return loadDelivery((await nextBatch(chat, "run"))?.deliveryId ?? "");
      }),
    );
    for (const delivery of taken.filter((loaded) => loaded !== undefined)) {
      expect(await makeAttempt(attemptAt(delivery, 1, adapter))).toEqual({ state: "undelivered" });
    }
    const [row] = await db.select().from(channels).where(eq(channels.id, channel.id));
    expect(row?.enabled).toBe(false);
    expect(await webhookNotifications(channel)).toMatchObject([
      {
        title: 'The channel "Shop" was disabled',
        body: expect.stringContaining("The token was revoked."),
        channelId: channel.id,
      },
    ]);
    const undelivered = and(eq(notifications.workspaceId, channel.workspaceId), eq(notifications.kind, "undelivered"));
    expect(await db.select().from(notifications).where(undelivered)).toHaveLength(2);
    const [first] = chats;
    await addPending(channel, first?.conversationId ?? "", ["Later"]);
    const later = await nextBatch(
      { workspaceId: channel.workspaceId, conversationId: first?.conversationId ?? "" },
      "run",
    );
    expect(await attemptDelivery(later?.deliveryId ?? "", 1, "run")).toEqual({ state: "undelivered" });
    expect(receiver.requests).toEqual([]);
  });
});
