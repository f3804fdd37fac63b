import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { eventAttempts, eventDeliveries, events } from "@/db/schema/events";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { attemptsOf, deliveriesOf, makeDeliveries, makeEndpoint } from "../testing/make-deliveries";
import { listLogDays } from "./list-log-days";
import { purgeEvents } from "./purge-events";

const day = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * day);

async function endpointWithLog() {
  const { workspaceId } = await makeWorkspace();
  const endpoint = await makeEndpoint(workspaceId, "http://127.0.0.1:9");
  return { workspaceId, endpoint };
}

/** Makes deliveries of that age with two attempts each. */
async function log(
  endpoint: Awaited<ReturnType<typeof makeEndpoint>>,
  count: number,
  age: number,
  status: "delivered" | "delivering",
) {
  const made = await makeDeliveries(endpoint, count, { status, attempts: 2, createdAt: daysAgo(age) });
  const eventIds = made.map(({ eventId }) => eventId);
  await db
    .update(events)
    .set({ createdAt: daysAgo(age) })
    .where(inArray(events.id, eventIds));
  await db.insert(eventAttempts).values(
    made.flatMap(({ deliveryId }) =>
      [1, 2].map((number) => ({
        id: newId("eventAttempt"),
        workspaceId: endpoint.workspaceId,
        deliveryId,
        endpointId: endpoint.id,
        number,
        url: "",
        requestHeaders: {},
        durationMs: 1,
        createdAt: daysAgo(age),
      })),
    ),
  );
  return made;
}

describe("The purge of a workspace's events", () => {
  it("deletes what has ended and is older than the log is kept, in small statements", async () => {
    const { workspaceId, endpoint } = await endpointWithLog();
    await log(endpoint, 25, 31, "delivered");
    const kept = [...(await log(endpoint, 2, 29, "delivered")), ...(await log(endpoint, 3, 90, "delivering"))];
    const other = await endpointWithLog();
    await log(other.endpoint, 1, 90, "delivered");
    // 50 attempts, 25 deliveries and 25 events.
    expect(await purgeEvents(workspaceId, 30, 7)).toBe(100);
    const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).toSorted();
    expect(ids(await deliveriesOf(endpoint.id))).toEqual(kept.map(({ deliveryId }) => deliveryId).toSorted());
    expect(await attemptsOf(endpoint.id)).toHaveLength(10);
    expect(ids(await db.select().from(events).where(eq(events.workspaceId, workspaceId)))).toEqual(
      kept.map(({ eventId }) => eventId).toSorted(),
    );
    expect(await deliveriesOf(other.endpoint.id)).toHaveLength(1);
    expect(await purgeEvents(workspaceId, 30)).toBe(0);
  });

  it("keeps an old event with a delivery that was made later, and deletes a test that a crash has left", async () => {
    const { workspaceId, endpoint } = await endpointWithLog();
    const [event] = await makeDeliveries(endpoint, 1, { status: "delivered" });
    const [test] = await makeDeliveries(endpoint, 1, { isTest: true, createdAt: daysAgo(31) });
    const eventIds = [event?.eventId ?? "", test?.eventId ?? ""];
    await db
      .update(events)
      .set({ position: sql`-position` })
      .where(eq(events.id, test?.eventId ?? ""));
    await db
      .update(events)
      .set({ createdAt: daysAgo(31) })
      .where(inArray(events.id, eventIds));
    expect(await purgeEvents(workspaceId, 30)).toBe(2);
    expect(await db.$count(eventDeliveries, eq(eventDeliveries.workspaceId, workspaceId))).toBe(1);
  });
});

describe("The list of workspaces for the purge", () => {
  it("has each workspace once, over several pages", async () => {
    const made = [(await makeWorkspace()).workspaceId, (await makeWorkspace()).workspaceId];
    const found: string[] = [];
    for (let after = ""; ;) {
      const page = await listLogDays(after, 1);
      found.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) break;
      expect(last.logDays).toBe(30);
      after = last.id;
    }
    expect(found).toEqual(expect.arrayContaining(made));
    expect(new Set(found).size).toBe(found.length);
  });
});

describe("The time for which a workspace keeps its log", () => {
  it("is 30 days until an admin chooses another", async () => {
    const { workspaceId, userId } = await makeWorkspace();
    const caller = createTestCaller({ userId, workspaceId }).deliveries;
    expect(await caller.logDays()).toBe(30);
    await caller.setLogDays({ days: 90 });
    expect(await caller.logDays()).toBe(90);
    const { userId: editor } = await makeMember(workspaceId, "editor");
    await expect(
      createTestCaller({ userId: editor, workspaceId }).deliveries.setLogDays({ days: 7 }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await caller.logDays()).toBe(90);
  });
});
