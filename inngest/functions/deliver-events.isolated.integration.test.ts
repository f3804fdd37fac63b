import type { ServerResponse } from "node:http";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { eventDeliveries, eventEndpoints } from "@/db/schema/events";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { startEventReceiver } from "@/db/testing/event-receiver";
import { makeWorkspace } from "@/db/testing/factories";
import { loseAllRuns, sweepNow } from "@/db/testing/lost-work";
import {
  attemptsOf,
  deliveriesOf,
  endpointRow,
  makeDeliveries,
  makeEndpoint,
  type TestEndpoint,
} from "@/server/events/testing/make-deliveries";
import { newId } from "@/server/ids";
import { inngest } from "@/server/outbox/inngest-client";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

/** Tests the durable function with the embedded executor. */
await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const receiver = await startEventReceiver();
const { origin, requests } = receiver;
const WAIT = { timeout: 20_000 };

let userId: string;
let workspaceId: string;
let endpoint: TestEndpoint;
beforeEach(async () => {
  receiver.reset();
  ({ userId, workspaceId } = await makeWorkspace());
  endpoint = await makeEndpoint(workspaceId, origin);
});

const wake = ({ id: endpointId } = endpoint) =>
  inngest.send({ id: newId("event"), name: "events/delivery.due", data: { workspaceId, endpointId } });

const statuses = async (id = endpoint.id) => (await deliveriesOf(id)).map(({ status }) => status);

/** The number of runs that have not ended. */
async function openRuns(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from executor.run where function_id = 'parley-deliver-events' and ended_at is null`);
  return row?.count ?? 0;
}

describe("The durable function that delivers events", () => {
  it("sends what is due and ends", async () => {
    await makeDeliveries(endpoint, 30);
    await wake();
    await expect.poll(() => statuses(), WAIT).toEqual(Array(30).fill("delivered"));
    await expect.poll(() => openRuns(), WAIT).toBe(0);
    expect(requests).toHaveLength(30);
  });

  it("tells the other endpoints when one is disabled, by an event that is published and delivered immediately", async () => {
    await db
      .update(workspaces)
      .set({ eventsSince: sql`now()` })
      .where(eq(workspaces.id, workspaceId));
    await db
      .update(eventEndpoints)
      .set({ events: ["endpoint_disabled"] })
      .where(eq(eventEndpoints.id, endpoint.id));
    const gone = await makeEndpoint(workspaceId, `${origin}/gone`);
    receiver.respond = (request, response) => response.writeHead(request.url === "/gone" ? 410 : 200).end();
    await makeDeliveries(gone);
    const startedAt = performance.now();
    await wake(gone);
    await expect.poll(() => statuses(), WAIT).toEqual(["delivered"]);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(JSON.parse(requests.at(-1)?.body ?? "")).toMatchObject({
      event: "endpoint_disabled",
      payload: { endpoint_id: gone.id, reason: "gone", sequence: expect.any(Number) },
    });
  });

  it("sends each event once, however many runs are requested", async () => {
    receiver.respond = (_, response) => void setTimeout(() => response.end(), 10);
    await makeDeliveries(endpoint, 100);
    await Promise.all(Array.from({ length: 10 }, () => wake()));
    await expect.poll(async () => new Set(await statuses()), WAIT).toEqual(new Set(["delivered"]));
    expect(requests).toHaveLength(100);
  });

  it("repeats a failed attempt after its wait", async () => {
    receiver.respond = (_, response) => {
      receiver.respond = (_again, second) => second.end();
      response.writeHead(500).end();
    };
    await makeDeliveries(endpoint);
    await wake();
    await expect.poll(() => statuses(), WAIT).toEqual(["delivered"]);
    const [first, second] = await attemptsOf(endpoint.id);
    expect([first?.status, second?.status]).toEqual([500, 200]);
    const wait = (second?.createdAt.getTime() ?? 0) - (first?.createdAt.getTime() ?? 0);
    expect(wait).toBeGreaterThan(4400);
    expect(wait).toBeLessThan(20_000);
  });

  it("is not held up by another endpoint that does not answer", async () => {
    const held: ServerResponse[] = [];
    receiver.respond = (request, response) => {
      if (request.url === "/") response.end();
      else held.push(response);
    };
    const dead = await makeEndpoint(workspaceId, `${origin}/dead`);
    await makeDeliveries(dead, 50);
    await makeDeliveries(endpoint, 20);
    await wake(dead);
    await expect.poll(() => requests.length, WAIT).toBe(10);
    const startedAt = performance.now();
    await wake();
    await expect.poll(() => statuses(), WAIT).toEqual(Array(20).fill("delivered"));
    expect(performance.now() - startedAt).toBeLessThan(8000);
    await db.update(eventEndpoints).set({ enabled: false }).where(eq(eventEndpoints.id, dead.id));
    // Otherwise the next tests would find its run at work.
    receiver.respond = (_, response) => response.end();
    for (const response of held) response.end();
  });

  it("sleeps in one run while it waits for the next attempt", async () => {
    await makeDeliveries(endpoint, 3, { nextAttemptAt: new Date(Date.now() + 3_600_000) });
    await Promise.all([wake(), wake(), wake()]);
    await expect.poll(() => openRuns(), WAIT).toBe(1);
    expect((await endpointRow(endpoint.id)).wakesAt).not.toBeNull();
  });
});

describe("The durable function that replays events", () => {
  it("sends the failed ones again to the end, and the replay then is finished", async () => {
    const ended = { status: "undelivered" as const, attempts: 10, nextAttemptAt: null };
    await makeDeliveries(endpoint, 1200, ended);
    const { eventReplays } = createTestCaller({ userId });
    const since = "2026-01-01T00:00:00Z";
    const { replayId } = await eventReplays.start({ endpointId: endpoint.id, mode: "failed", since });
    await expect.poll(async () => (await eventReplays.get({ replayId })).status, WAIT).toBe("finished");
    await expect.poll(async () => new Set(await statuses()), WAIT).toEqual(new Set(["delivered"]));
    expect(await eventReplays.get({ replayId })).toMatchObject({ total: 1200, done: 1200 });
    expect(requests).toHaveLength(1200);
  });
});

describe("The sweep", () => {
  it("continues what a crash has interrupted, when the lease of its process has ended", async () => {
    await makeDeliveries(endpoint, 1, {
      attempts: 1,
      leaseUntil: new Date(Date.now() + 100_000),
      nextAttemptAt: new Date(Date.now() - 60_000),
    });
    await db
      .update(eventEndpoints)
      .set({ drainedUntil: new Date(Date.now() - 1000) })
      .where(eq(eventEndpoints.id, endpoint.id));
    await loseAllRuns();
    await sweepNow();
    await expect.poll(() => statuses(), WAIT).toEqual(["delivered"]);
    expect(await attemptsOf(endpoint.id)).toMatchObject([{ number: 1, status: 200 }]);
  });

  it("requests nothing for an endpoint that is off or has nothing due", async () => {
    const off = await makeEndpoint(workspaceId, origin, { enabled: false });
    await makeDeliveries(off, 1, { nextAttemptAt: new Date(Date.now() - 60_000) });
    await makeDeliveries(endpoint, 1, { nextAttemptAt: new Date(Date.now() + 3_600_000) });
    await sweepNow();
    expect(requests).toEqual([]);
    expect(await db.$count(eventDeliveries, eq(eventDeliveries.workspaceId, workspaceId))).toBe(2);
  });
});
