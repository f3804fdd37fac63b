import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { notificationSends } from "@/db/schema/notifications";
import { type CarriedOut, startBreakableFunctions } from "@/db/testing/breakable-functions";
import { makeMember, makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { newId } from "@/server/ids";
import { notify } from "@/server/notifications/notify";
import { startMailServer } from "@/server/notifications/testing/mail-server";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

const mail = await startMailServer();
const line = await startBreakableFunctions();
const receiver = await startWebhookReceiver();

let workspace: TestWorkspace;
beforeEach(async () => {
  mail.reset();
  receiver.reset();
  workspace = await makeWorkspace();
  const { notifications } = createTestCaller({ userId: workspace.userId });
  await notifications.setWebhook({ url: receiver.origin, secret: "hook-s3cret" });
});

function tell(): Promise<OutboxEvent[]> {
  const { workspaceId } = workspace;
  return notify(db, { workspaceId, kind: "person_called", title: "A customer needs a person", body: "Angry." });
}

const idIn = ([event]: OutboxEvent[]) => String(event?.data["notificationId"]);

async function statuses(events: OutboxEvent[]) {
  const rows = await db
    .select()
    .from(notificationSends)
    .where(eq(notificationSends.notificationId, idIn(events)));
  return rows.map(({ status }) => status);
}

/** The number of the runs' jobs that the executor still has to do. */
async function callsLeft(): Promise<number> {
  return (await db.execute(sql`select from executor.job where run_id is not null`)).length;
}

const WAIT = { timeout: 25_000 };

describe("send-notification", () => {
  it("sends to each member while the webhook is down, and to the webhook later", async () => {
    await makeMember(workspace.workspaceId, "admin");
    await makeMember(workspace.workspaceId, "viewer");
    receiver.respond = (_, response) => response.writeHead(receiver.requests.length === 1 ? 503 : 200).end();
    const events = await tell();
    await dispatch(events);
    await expect.poll(() => mail.taken.length, WAIT).toBe(2);
    await expect.poll(() => statuses(events), WAIT).toEqual(["sent", "sent", "sent"]);
    expect(receiver.requests).toHaveLength(2);
    expect(receiver.requests.map(({ headers }) => headers["webhook-id"])).toEqual([idIn(events), idIn(events)]);
    expect(mail.taken).toHaveLength(2);
    await expect.poll(callsLeft, WAIT).toBe(0);
  });

  it("sends once if its event arrives again, even under another id", async () => {
    const events = await tell();
    const again = events.map((event) => ({ ...event, id: newId("event") }));
    await Promise.all([dispatch(events), dispatch(events), dispatch(again)]);
    await expect.poll(() => statuses(events), WAIT).toEqual(["sent", "sent"]);
    // A run that finds another run's attempt in progress checks again a little later.
    await expect.poll(callsLeft, WAIT).toBe(0);
    const third = events.map((event) => ({ ...event, id: newId("event") }));
    const before = line.carriedOut.length;
    await dispatch(third);
    await expect.poll(() => madeSince(before).filter(({ step }) => step.endsWith("-1")).length, WAIT).toBe(2);
    await expect.poll(callsLeft, WAIT).toBe(0);
    expect([mail.taken.length, receiver.requests.length]).toEqual([1, 1]);
  });

  it("sends once if the executor is killed during an attempt", async () => {
    const [arrived, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    receiver.respond = (_, response) => {
      arrived.resolve();
      void goOn.promise.then(() => response.writeHead(200).end());
    };
    const events = await tell();
    await dispatch(events);
    await arrived.promise;
    const before = line.carriedOut.length;
    await line.killExecutor();
    goOn.resolve();
    await expect.poll(() => madeSince(before).map(({ step }) => step), WAIT).toContain("webhook-1");
    await expect.poll(() => statuses(events), WAIT).toEqual(["sent", "sent"]);
    await expect.poll(callsLeft, WAIT).toBe(0);
    expect([mail.taken.length, receiver.requests.length]).toEqual([1, 1]);
  });
});

function madeSince(before: number): CarriedOut[] {
  return line.carriedOut.slice(before).filter(({ functionId }) => functionId === "send-notification");
}
