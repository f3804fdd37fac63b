import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { notifications } from "@/db/schema/notifications";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { attemptDelivery } from "./attempt-delivery";
import { nextBatch } from "./next-batch";
import {
  addPending,
  makeConversation,
  makeCustomChannel,
  type TestChannel,
} from "@/server/channels/custom/testing/fixtures";

// The notifications' events have somewhere to go.
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

function told({ workspaceId }: TestChannel) {
  const failing = and(eq(notifications.workspaceId, workspaceId), eq(notifications.kind, "webhook_failing"));
  return db.select().from(notifications).where(failing);
}

describe("a webhook that fails", () => {
  it("is told of once, at the fifth attempt in a row, and again after it has worked", async () => {
    await attempts(channel, [500, 500, 500, 500]);
    expect(await told(channel)).toEqual([]);
    await attempts(channel, [503, 500, 500, 500, 500, 500]);
    expect(await told(channel)).toMatchObject([
      {
        title: 'The webhook of "Shop" fails',
        body: expect.stringContaining("The webhook answered 503"),
        botId: channel.botId,
        channelId: channel.id,
        conversationId: null,
      },
    ]);
    await attempts(channel, [200, 500, 500, 500, 500]);
    expect(await told(channel)).toHaveLength(1);
    await attempts(channel, [500]);
    expect(await told(channel)).toHaveLength(2);
  });

  it("is not told of while it works between, whatever another channel does", async () => {
    const other = await makeCustomChannel({ url: receiver.origin });
    await attempts(channel, [500, 500, 500, 200, 500, 500]);
    await attempts(other, [500, 500, 200, 500, 500]);
    expect([...(await told(channel)), ...(await told(other))]).toEqual([]);
  });

  it("is told of once when all its conversations fail at once", async () => {
    await Promise.all(Array.from({ length: 12 }, () => attempts(channel, [500])));
    expect(await told(channel)).toHaveLength(1);
  });

  it("is not told of when nothing was sent: a channel without an address", async () => {
    const silent = await makeCustomChannel();
    await attempts(silent, Array(6).fill(500));
    expect(await told(silent)).toEqual([]);
  });
});
