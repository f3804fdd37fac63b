import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { attemptDelivery } from "@/server/channels/delivery/attempt-delivery";
import { nextBatch } from "@/server/channels/delivery/next-batch";
import { addPending, makeConversation, makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { callPerson } from "@/server/conversations/call-person";
import { newId } from "@/server/ids";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { notify } from "./notify";
import { purgeNotifications } from "./purge-notifications";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

function createNotification(title: string, more: object = {}) {
  const { workspaceId } = workspace;
  return notify(db, { workspaceId, kind: "person_called", title, body: "", ...more });
}

const callerOf = (userId = workspace.userId) => createTestCaller({ userId });

describe("Notifications", () => {
  it("are listed newest first, and are unseen by each member until marked as seen", async () => {
    const { userId: colleague } = await makeMember(workspace.workspaceId, "viewer");
    for (const title of ["First", "Second"]) await createNotification(title);
    const { items, unseen } = await callerOf().notifications.list();
    expect(items.map(({ title, isUnseen }) => [title, isUnseen])).toEqual([
      ["Second", true],
      ["First", true],
    ]);
    expect(unseen).toBe(2);
    await createNotification("Third");
    await callerOf().notifications.markSeen({ notificationId: items[0]?.id ?? "" });
    const after = await callerOf().notifications.list();
    expect(after.items.map(({ isUnseen }) => isUnseen)).toEqual([true, false, false]);
    expect(after.unseen).toBe(1);
    await callerOf().notifications.markSeen({ notificationId: items[1]?.id ?? "" });
    expect((await callerOf().notifications.list()).unseen).toBe(1);
    expect((await callerOf(colleague).notifications.list()).unseen).toBe(3);
  });

  it("are counted up to a hundred, and are deleted after 90 days", async () => {
    for (let i = 0; i < 103; i++) await createNotification(`N ${i}`);
    expect((await callerOf().notifications.list()).unseen).toBe(100);
    const mine = eq(notifications.workspaceId, workspace.workspaceId);
    await db
      .update(notifications)
      .set({ createdAt: sql`now() - interval '91 days'` })
      .where(mine);
    await createNotification("New");
    await purgeNotifications();
    expect((await callerOf().notifications.list()).items.map(({ title }) => title)).toEqual(["New"]);
  });

  it("are visible in their workspace only", async () => {
    await createNotification("Mine");
    const [mine] = (await callerOf().notifications.list()).items;
    const stranger = callerOf((await makeWorkspace()).userId);
    expect(await stranger.notifications.list()).toEqual({ items: [], unseen: 0 });
    await stranger.notifications.markSeen({ notificationId: mine?.id ?? "" });
    expect((await callerOf().notifications.list()).unseen).toBe(1);
  });

  it("are listed up to the newest fifty with a count of all, and have their long texts cut", async () => {
    for (let i = 0; i < 52; i++) await createNotification(`N ${i}`, { body: "x".repeat(5000) });
    const { items, unseen } = await callerOf().notifications.list();
    expect([items.length, unseen, items[0]?.title, items[0]?.body.length]).toEqual([50, 52, "N 51", 2000]);
  });

  it("are stored once per source, however often and concurrently they are created", async () => {
    await Promise.all(Array.from({ length: 6 }, () => createNotification("Once", { sourceKey: "delivery-1" })));
    expect((await callerOf().notifications.list()).items).toHaveLength(1);
  });

  it("link to the bot and the conversation as long as these exist", async () => {
    const channel = await makeCustomChannel();
    const scope = await makeConversation(channel, "chat-1");
    await callPerson({ ...scope, reason: "Angry.", turnId: null, sourceKey: "person-1" });
    await callPerson({ ...scope, reason: "Angry.", turnId: null, sourceKey: "person-1" });
    const { actor } = channel.ctx;
    const caller = callerOf(actor.type === "user" ? actor.userId : "");
    expect((await caller.notifications.list()).items).toMatchObject([
      {
        kind: "person_called",
        body: "Angry.",
        bot: { id: channel.botId, name: "Test bot" },
        conversation: { id: scope.conversationId, externalChatId: "chat-1" },
      },
    ]);
    await db.delete(conversations).where(eq(conversations.id, scope.conversationId));
    expect((await caller.notifications.list()).items).toMatchObject([{ conversation: null }]);
  });

  it("report an undelivered message once", async () => {
    const channel = await makeCustomChannel();
    const scope = await makeConversation(channel);
    await addPending(channel, scope.conversationId, ["Your order is on its way.", "It arrives on Friday."]);
    const batch = await nextBatch(scope, "run-1");
    if (!batch) throw new Error("nothing to deliver");
    await Promise.all([1, 2].map(() => attemptDelivery(batch.deliveryId, 1, "run-1")));
    const rows = await db.select().from(notifications).where(eq(notifications.workspaceId, channel.workspaceId));
    expect(rows).toMatchObject([
      { kind: "undelivered", body: expect.stringContaining("no webhook URL"), conversationId: scope.conversationId },
    ]);
  });

  it("are rolled back with the change that they report", async () => {
    const [id, boom] = [newId("event"), new Error("boom")];
    const change = db.transaction(async (tx) => {
      const { workspaceId } = workspace;
      await notify(tx, { workspaceId, kind: "undelivered", title: "T", body: "", sourceKey: id });
      throw boom;
    });
    await expect(change).rejects.toBe(boom);
    expect(await db.select().from(notifications).where(eq(notifications.sourceKey, id))).toEqual([]);
  });
});
