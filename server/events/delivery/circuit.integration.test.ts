import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { eventDeliveries, eventEndpoints, events } from "@/db/schema/events";
import { notifications } from "@/db/schema/notifications";
import { startEventReceiver } from "@/db/testing/event-receiver";
import { makeWorkspace } from "@/db/testing/factories";
import { deliveriesOf, endpointRow, makeDeliveries, makeEndpoint, type TestEndpoint } from "../testing/make-deliveries";
import { wakingEvents } from "../publish/wake-endpoints";
import { drainEndpoint } from "./drain-endpoint";
import { requestDueDeliveries } from "./request-due-deliveries";

const receiver = await startEventReceiver();
const { origin, requests } = receiver;
let workspaceId: string;
let endpoint: TestEndpoint;
beforeEach(async () => {
  receiver.reset();
  ({ workspaceId } = await makeWorkspace());
  await db
    .update(workspaces)
    .set({ eventsSince: sql`now()` })
    .where(eq(workspaces.id, workspaceId));
  endpoint = await makeEndpoint(workspaceId, origin);
});

const drain = () => drainEndpoint(endpoint.id, null, { lingerMs: 0 });
const answer = (status: number) => {
  receiver.respond = (_, response) => response.writeHead(status).end();
};

/** Makes the endpoint look as if it had been failing for some hours, and its deliveries and its probe due. */
async function fail({ hours, failures = 10 }: { hours: number; failures?: number }): Promise<void> {
  await db
    .update(eventEndpoints)
    .set({
      failuresInARow: failures,
      failingSince: sql`now() - ${hours} * interval '1 hour'`,
      probeAt: failures < 10 ? null : sql`now()`,
      wakesAt: null,
    })
    .where(eq(eventEndpoints.id, endpoint.id));
  await db
    .update(eventDeliveries)
    .set({ nextAttemptAt: sql`now()` })
    .where(eq(eventDeliveries.endpointId, endpoint.id));
}

async function notices(): Promise<string[]> {
  const rows = await db
    .select({ title: notifications.title, body: notifications.body })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.kind, "webhook_failing")))
    .orderBy(notifications.id);
  return rows.map(({ title, body }) => `${title} ${body}`);
}

/** The day and hour in which an endpoint that fails for so many more hours is disabled. */
function endsIn(hours: number): string {
  const end = new Date(Date.now() + hours * 3_600_000).toISOString();
  return `it is disabled, which is on ${end.slice(0, 10)} ${end.slice(11, 14)}`;
}

async function attemptsMade(): Promise<number> {
  return (await deliveriesOf(endpoint.id)).reduce((sum, { attempts }) => sum + attempts, 0);
}

describe("Ten failures in a row", () => {
  it("open the circuit of an endpoint, whose other events wait without an attempt", async () => {
    answer(500);
    await makeDeliveries(endpoint, 40);
    const outcome = await drain();
    expect(requests).toHaveLength(10);
    expect(await attemptsMade()).toBe(10);
    const row = await endpointRow(endpoint.id);
    expect(row).toMatchObject({ failuresInARow: 10, enabled: true, drainedUntil: null });
    if (outcome.state !== "later") throw new Error(outcome.state);
    expect(outcome.afterSeconds).toBeGreaterThan(4);
    expect(outcome.afterSeconds).toBeLessThan(5.5);
    for (const { leaseUntil, status } of await deliveriesOf(endpoint.id)) {
      expect([leaseUntil, status]).toEqual([null, "delivering"]);
    }
  });

  it("do not count if a success is between them", async () => {
    let count = 0;
    receiver.respond = (_, response) => response.writeHead((count += 1) % 5 === 0 ? 200 : 500).end();
    await makeDeliveries(endpoint, 40);
    await drain();
    expect(requests).toHaveLength(40);
    expect((await endpointRow(endpoint.id)).probeAt).toBeNull();
  });

  it("send nothing more and start no run until the time of the probe", async () => {
    await makeDeliveries(endpoint, 3, { nextAttemptAt: new Date(Date.now() - 60_000) });
    await db
      .update(eventEndpoints)
      .set({ failuresInARow: 10, failingSince: sql`now()`, probeAt: sql`now() + interval '40 seconds'` })
      .where(eq(eventEndpoints.id, endpoint.id));
    const requested = async () => (await requestDueDeliveries()).map(({ data }) => data["endpointId"]);
    expect(await requested()).not.toContain(endpoint.id);
    const outcome = await drain();
    if (outcome.state !== "later") throw new Error(outcome.state);
    expect(outcome.afterSeconds).toBeCloseTo(40, 0);
    expect(await drain()).toEqual({ state: "done" });
    expect(requests).toEqual([]);
    expect(await wakingEvents([{ workspaceId, endpointId: endpoint.id }])).toEqual([]);
    await db
      .update(eventEndpoints)
      .set({ probeAt: sql`now() - interval '11 seconds'` })
      .where(eq(eventEndpoints.id, endpoint.id));
    expect(await requested()).toContain(endpoint.id);
    expect(await wakingEvents([{ workspaceId, endpointId: endpoint.id }])).toHaveLength(1);
  });
});

describe("The probe of an open circuit", () => {
  it("is one event, and the next waits longer, up to 5 minutes, if it fails", async () => {
    answer(500);
    await makeDeliveries(endpoint, 5);
    for (const [hours, wait] of [
      [0.01, 18],
      [0.1, 180],
      [10, 300],
    ] as const) {
      receiver.requests.length = 0;
      await fail({ hours });
      const outcome = await drain();
      expect(requests).toHaveLength(1);
      if (outcome.state !== "later") throw new Error(outcome.state);
      expect(outcome.afterSeconds).toBeGreaterThan(wait - 1);
      expect(outcome.afterSeconds).toBeLessThan(wait + 1.5);
    }
    expect(await attemptsMade()).toBe(3);
  });

  it("closes the circuit if it succeeds, and everything that is due is sent", async () => {
    await makeDeliveries(endpoint, 30);
    await fail({ hours: 1 });
    expect(await drain()).toEqual({ state: "done" });
    expect(requests).toHaveLength(30);
    expect(await endpointRow(endpoint.id)).toMatchObject({
      failuresInARow: 0,
      failingSince: null,
      probeAt: null,
      noticed: 0,
    });
  });
});

describe("An endpoint that answers 410", () => {
  it("is disabled with a notice and an event, and its events wait until it is enabled", async () => {
    answer(410);
    await db.update(eventEndpoints).set({ concurrency: 1 }).where(eq(eventEndpoints.id, endpoint.id));
    await makeDeliveries(endpoint, 5);
    await makeDeliveries(endpoint, 1, { nextAttemptAt: new Date(Date.now() + 3_600_000) });
    expect(await drain()).toEqual({ state: "done" });
    expect(requests).toHaveLength(1);
    expect(await endpointRow(endpoint.id)).toMatchObject({
      enabled: false,
      disabledReason: "gone",
      disabledAt: expect.any(Date),
    });
    expect(await notices()).toEqual([expect.stringMatching(/^The endpoint "CRM" is disabled It answered 410/)]);
    expect(await disabledEvents()).toMatchObject([
      { endpoint_id: endpoint.id, endpoint_name: "CRM", reason: "gone", failing_since: expect.any(String) },
    ]);
    answer(200);
    await fail({ hours: 0, failures: 0 });
    await db
      .update(eventEndpoints)
      .set({ enabled: true, disabledReason: null })
      .where(eq(eventEndpoints.id, endpoint.id));
    await drain();
    expect((await deliveriesOf(endpoint.id)).map(({ status }) => status)).toEqual(Array(6).fill("delivered"));
  });
});

describe("An endpoint that keeps failing", () => {
  it("gets a notice at 50 % and at 90 % of 5 days, once each, and is disabled at 100 %", async () => {
    answer(500);
    await makeDeliveries(endpoint, 10);
    const expected: string[] = [];
    for (const [hours, notice] of [
      [59, null],
      [61, endsIn(59)],
      [62, null],
      [107, null],
      [109, endsIn(11)],
      [110, null],
    ] as const) {
      await fail({ hours });
      await drain();
      if (notice) expected.push(notice);
      expect(await notices()).toEqual(expected.map((text) => expect.stringContaining(text)));
    }
    expect(await endpointRow(endpoint.id)).toMatchObject({ enabled: true });
    await fail({ hours: 121 });
    expect(await drain()).toEqual({ state: "done" });
    expect(await endpointRow(endpoint.id)).toMatchObject({ enabled: false, disabledReason: "failing", noticed: 100 });
    expect((await notices()).at(-1)).toContain("is disabled");
    expect(await notices()).toHaveLength(3);
    expect(await disabledEvents()).toMatchObject([{ reason: "failing", failing_since: expect.any(String) }]);
    expect((await deliveriesOf(endpoint.id)).every(({ status }) => status === "delivering")).toBe(true);
  });

  it("is not disabled after few failures, however long ago the first one was", async () => {
    answer(500);
    await makeDeliveries(endpoint, 1);
    await fail({ hours: 200, failures: 3 });
    await drain();
    expect(await endpointRow(endpoint.id)).toMatchObject({ enabled: true, failuresInARow: 4 });
  });
});

async function disabledEvents() {
  const rows = await db
    .select({ payload: events.payload })
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), eq(events.name, "endpoint_disabled")));
  return rows.map(({ payload }) => payload);
}
