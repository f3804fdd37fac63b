import { and, eq, type SQL, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { eventDeliveries, eventEndpoints, eventReplays, events } from "@/db/schema/events";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { startEventReceiver } from "@/db/testing/event-receiver";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { samplePayload } from "@/server/schemas/events/event-catalogue";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { drainEndpoint } from "../delivery/drain-endpoint";
import {
  attemptsOf,
  deliveriesOf,
  endpointRow,
  makeDeliveries,
  makeEndpoint,
  type TestEndpoint,
} from "../testing/make-deliveries";
import { publishEvents } from "../publish/publish-events";
import { continueReplay } from "./continue-replay";
import { requestRunningReplays } from "./request-running-replays";

const { sent } = await startEventEndpoint();
const receiver = await startEventReceiver();
const { origin, requests } = receiver;

let workspaceId: string;
let userId: string;
let endpoint: TestEndpoint;
let replays: ReturnType<typeof createTestCaller>["eventReplays"];
beforeEach(async () => {
  receiver.reset();
  sent.length = 0;
  const workspace = await makeWorkspace();
  ({ workspaceId, userId } = workspace);
  endpoint = await makeEndpoint(workspaceId, origin);
  replays = createTestCaller({ userId }).eventReplays;
});

const since = "2026-01-01T00:00:00Z";
const drain = (id = endpoint.id) => drainEndpoint(id, null, { lingerMs: 0 });
const ended = { status: "undelivered" as const, attempts: 10, nextAttemptAt: null, finishedAt: new Date() };
const delivered = { ...ended, status: "delivered" as const, attempts: 1 };
const requested = (name: string) => sent.filter((event) => event.name === name).map(({ data }) => data);

/** Runs a replay to its end, as its durable function does. */
async function finish(replayId: string, batchSize?: number): Promise<void> {
  for (let state = "continuing"; state === "continuing";) state = await continueReplay(replayId, batchSize);
}

describe("The replay of one delivery", () => {
  it("sends the same event with the same webhook-id and starts its schedule again", async () => {
    receiver.respond = (_, response) => response.writeHead(500).end();
    const [made] = await makeDeliveries(endpoint, 1, ended);
    await replays.replayDelivery({ deliveryId: made?.deliveryId ?? "" });
    expect(requested("events/delivery.due")).toEqual([{ workspaceId, endpointId: endpoint.id }]);
    await drain();
    expect(requests.map(({ headers }) => headers["webhook-id"])).toEqual([made?.eventId]);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([
      { status: "delivering", attempts: 11, attemptsBefore: 10, finishedAt: null },
    ]);
    expect(await attemptsOf(endpoint.id)).toMatchObject([{ number: 11 }]);
  });

  it("is refused while it is being sent, for a test, to an endpoint that is off, and for another workspace", async () => {
    const [busy] = await makeDeliveries(endpoint, 1, { attempts: 1, leaseUntil: new Date(Date.now() + 60_000) });
    const [test] = await makeDeliveries(endpoint, 1, { ...ended, isTest: true });
    const off = await makeEndpoint(workspaceId, origin, { enabled: false });
    const [late] = await makeDeliveries(off, 1, ended);
    const other = await makeEndpoint((await makeWorkspace()).workspaceId, origin);
    const [foreign] = await makeDeliveries(other, 1, ended);
    const replay = (deliveryId = "") => replays.replayDelivery({ deliveryId });
    await expect(replay(busy?.deliveryId)).rejects.toThrow("being sent right now");
    await expect(replay(test?.deliveryId)).rejects.toThrow("A test is not sent again");
    await expect(replay(late?.deliveryId)).rejects.toThrow("This endpoint is off");
    await expect(replay(foreign?.deliveryId)).rejects.toThrow("does not exist");
    expect(requested("events/delivery.due")).toEqual([]);
  });

  it("takes an editor", async () => {
    const [made] = await makeDeliveries(endpoint, 1, ended);
    for (const role of ["viewer", "operator"] as const) {
      const { userId } = await makeMember(workspaceId, role);
      const theirs = createTestCaller({ userId, workspaceId }).eventReplays;
      await expect(theirs.replayDelivery({ deliveryId: made?.deliveryId ?? "" })).rejects.toThrow("Your role");
      await expect(theirs.start({ endpointId: endpoint.id, mode: "all", since })).rejects.toThrow("Your role");
      await expect(theirs.sendTest({ endpointId: endpoint.id, event: "message_sent" })).rejects.toThrow("Your role");
      expect(await theirs.count({ endpointId: endpoint.id, mode: "failed", since })).toBe(1);
    }
  });
});

describe("A replay of the failed events since a time", () => {
  it("sends the undelivered ones of that time again, and nothing else", async () => {
    const failed = await makeDeliveries(endpoint, 3, ended);
    await makeDeliveries(endpoint, 2, delivered);
    const [old] = await makeDeliveries(endpoint, 1, ended);
    await db
      .update(events)
      .set({ createdAt: new Date("2025-12-31T23:59:59Z") })
      .where(eq(events.id, old?.eventId ?? ""));
    const input = { endpointId: endpoint.id, mode: "failed" as const, since };
    expect(await replays.count(input)).toBe(3);
    const { replayId } = await replays.start(input);
    expect(requested("events/replay.requested")).toEqual([{ workspaceId, replayId }]);
    await finish(replayId, 2);
    expect(requested("events/delivery.due")).toContainEqual({ workspaceId, endpointId: endpoint.id });
    await drain();
    expect(requests.map(({ headers }) => headers["webhook-id"]).toSorted()).toEqual(
      failed.map(({ eventId }) => eventId),
    );
    expect(await replays.get({ replayId })).toMatchObject({ status: "finished", total: 3, done: 3, mode: "failed" });
    expect(await replays.list({ endpointId: endpoint.id })).toHaveLength(1);
  });

  it("is refused if there are none, or while another one is running", async () => {
    const input = { endpointId: endpoint.id, mode: "failed" as const, since };
    await expect(replays.start(input)).rejects.toThrow("There are no such events");
    await makeDeliveries(endpoint, 1, ended);
    const starts = await Promise.allSettled([replays.start(input), replays.start(input)]);
    expect(starts.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

type Columns = Omit<Partial<typeof events.$inferInsert>, "position"> & { position?: SQL | null };

describe("A replay of all events since a time", () => {
  it("sends each event that the endpoint wants once, also those from before it existed", async () => {
    const first = await makeDeliveries(endpoint, 4, delivered);
    const [waiting] = await makeDeliveries(endpoint, 1, { nextAttemptAt: new Date(Date.now() + 60_000) });
    const younger = await makeEndpoint(workspaceId, `${origin}/younger`);
    const input = { endpointId: younger.id, mode: "all" as const, since };
    expect(await replays.count(input)).toBe(5);
    const { replayId } = await replays.start(input);
    await Promise.all([finish(replayId, 2), finish(replayId, 2)]);
    await drain(younger.id);
    const ids = [...first, waiting].map((made) => made?.eventId);
    expect(requests.map(({ headers }) => headers["webhook-id"]).toSorted()).toEqual(ids);
    expect(await deliveriesOf(younger.id)).toHaveLength(5);
    // Again to the first endpoint, where the one that still waits keeps its time.
    receiver.reset();
    await finish((await replays.start({ ...input, endpointId: endpoint.id })).replayId);
    await drain();
    expect(requests).toHaveLength(4);
    expect(await deliveriesOf(endpoint.id)).toHaveLength(5);
  });

  it("leaves out events of other names, bots and channels, tests, and events that were recorded after its start", async () => {
    await makeDeliveries(endpoint, 1, delivered);
    const insert = ({ position = sql`nextval('event_positions')`, ...columns }: Columns) =>
      db.insert(events).values({
        id: `evt_${Math.random()}`,
        workspaceId,
        name: "message_received",
        payload: samplePayload("message_received"),
        botId: "bot_1",
        channelId: "chn_1",
        position,
        ...columns,
      });
    await insert({ id: `evt_wanted_${workspaceId}` });
    await insert({ name: "message_sent" });
    await insert({ botId: "bot_2" });
    await insert({ channelId: null });
    await insert({ position: sql`-nextval('event_positions')` });
    await insert({ position: null });
    const filtered = await makeEndpoint(workspaceId, origin, { botIds: ["bot_1"], channelIds: ["chn_1"] });
    const { replayId } = await replays.start({ endpointId: filtered.id, mode: "all", since });
    await insert({ createdAt: new Date(Date.now() + 60_000) });
    await finish(replayId);
    expect((await deliveriesOf(filtered.id)).map(({ eventId }) => eventId)).toEqual([`evt_wanted_${workspaceId}`]);
  });
});

describe("A replay that is running", () => {
  async function begin(count: number): Promise<string> {
    await makeDeliveries(endpoint, count, ended);
    return (await replays.start({ endpointId: endpoint.id, mode: "failed", since })).replayId;
  }

  it("can be stopped, after which no more events become due", async () => {
    const replayId = await begin(6);
    expect(await continueReplay(replayId, 2)).toBe("continuing");
    await replays.stop({ replayId });
    expect(await continueReplay(replayId, 2)).toBe("ended");
    expect(await replays.get({ replayId })).toMatchObject({ status: "stopped", total: 6, done: 2 });
    await drain();
    expect(requests).toHaveLength(2);
    await replays.stop({ replayId });
    await expect(replays.stop({ replayId: "erp_none" })).rejects.toThrow("does not exist");
  });

  it("continues after a crash where it was, because the sweep requests it", async () => {
    const replayId = await begin(4);
    await continueReplay(replayId, 2);
    const found = await requestRunningReplays();
    expect(found.map(({ data }) => data)).toContainEqual({ workspaceId, replayId });
    await finish(replayId, 2);
    expect(await replays.get({ replayId })).toMatchObject({ status: "finished", done: 4 });
    expect((await requestRunningReplays()).map(({ data }) => data)).not.toContainEqual({ workspaceId, replayId });
  });

  it("waits while its endpoint has enough to send, and stops if it is turned off", async () => {
    const replayId = await begin(1);
    await makeDeliveries(endpoint, 500);
    expect(await continueReplay(replayId)).toBe("waiting");
    await db.update(eventEndpoints).set({ enabled: false }).where(eq(eventEndpoints.id, endpoint.id));
    expect(await continueReplay(replayId)).toBe("ended");
    const [row] = await db.select().from(eventReplays).where(eq(eventReplays.id, replayId));
    expect(row).toMatchObject({ status: "stopped", finishedAt: expect.any(Date) });
  });
});

describe("A test event", () => {
  it("is sent immediately, once, and its outcome is returned and logged", async () => {
    receiver.respond = (_, response) => response.writeHead(202).end("got it");
    const outcome = await replays.sendTest({ endpointId: endpoint.id, event: "bot_published" });
    expect(outcome).toMatchObject({ isDelivered: true, error: null, status: 202, responseExcerpt: "got it" });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      event: "bot_published",
      payload: { ...samplePayload("bot_published"), sequence: expect.any(Number) },
    });
    expect(JSON.parse(requests[0]?.body ?? "").payload.sequence).toBeGreaterThan(0);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([
      { id: outcome.deliveryId, isTest: true, status: "delivered", attempts: 1, eventName: "bot_published" },
    ]);
    expect(await attemptsOf(endpoint.id)).toMatchObject([{ number: 1, status: 202 }]);
    const { deliveries } = createTestCaller({ userId });
    expect((await deliveries.get({ kind: "event", id: outcome.deliveryId })).body).toBe(requests[0]?.body);
  });

  it("that fails is not repeated and says nothing about the endpoint's events", async () => {
    receiver.respond = (_, response) => response.writeHead(410).end();
    const outcome = await replays.sendTest({ endpointId: endpoint.id, event: "message_sent" });
    expect(outcome).toMatchObject({ isDelivered: false, status: 410, error: expect.stringContaining("410") });
    expect(await deliveriesOf(endpoint.id)).toMatchObject([{ status: "undelivered", nextAttemptAt: null }]);
    expect(await endpointRow(endpoint.id)).toMatchObject({ enabled: true, failuresInARow: 0 });
  });

  it("that succeeds closes an open circuit and wakes the endpoint", async () => {
    await db
      .update(eventEndpoints)
      .set({ failuresInARow: 12, failingSince: sql`now()`, probeAt: sql`now() + interval '5 minutes'` })
      .where(eq(eventEndpoints.id, endpoint.id));
    await replays.sendTest({ endpointId: endpoint.id, event: "message_sent" });
    expect(await endpointRow(endpoint.id)).toMatchObject({ failuresInARow: 0, probeAt: null });
    expect(requested("events/delivery.due")).toHaveLength(1);
  });

  it("goes to no other endpoint, and is never published", async () => {
    const other = await makeEndpoint(workspaceId, origin, { events: ["message_sent"] });
    await replays.sendTest({ endpointId: endpoint.id, event: "message_sent" });
    await publishEvents(workspaceId);
    expect(await deliveriesOf(other.id)).toEqual([]);
    const [test] = await db
      .select()
      .from(events)
      .where(and(eq(events.workspaceId, workspaceId), eq(events.name, "message_sent")));
    expect(test?.position).toBeLessThan(0);
    expect(await db.$count(eventDeliveries, eq(eventDeliveries.eventId, test?.id ?? ""))).toBe(1);
  });
});
