import { and, eq, gt, isNotNull, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { eventDeliveries, eventEndpoints, events } from "@/db/schema/events";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeConversation, makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { newId } from "@/server/ids";
import { samplePayload } from "@/server/schemas/events/event-catalogue";
import { recordEvent, type NewEvent } from "../record-event";
import { endpointDisabled } from "../recording/endpoint-disabled";
import { makeEndpointForAll, payloadsOf, recordEvents, unpublishedIn } from "../testing/recorded-events";
import { announceEvents } from "./announce-events";
import { publishEvents } from "./publish-events";
import { publishLostEvents } from "./publish-lost-events";
import { wakeEndpoints } from "./wake-endpoints";

vi.mock("./publish-events", { spy: true });

const { sent } = await startEventEndpoint();

let channel: TestChannel;
let workspaceId: string;
beforeEach(async () => {
  channel = await makeCustomChannel();
  workspaceId = channel.workspaceId;
  await recordEvents(workspaceId);
  sent.length = 0;
});

function anEvent(subject: Partial<NewEvent> = {}): NewEvent {
  const none = { botId: null, channelId: null, conversationId: null, sourceKey: null };
  const payload = samplePayload("bot_published");
  return { workspaceId, ...none, ...subject, name: "bot_published", payload };
}

async function record(count = 1, subject: Partial<NewEvent> = {}): Promise<void> {
  for (let i = 0; i < count; i++) await recordEvent(db, anEvent(subject));
}

async function recordMany(count: number): Promise<void> {
  const payload = JSON.stringify(samplePayload("bot_published"));
  const ids = Array.from({ length: count }, () => newId("event"));
  await db.execute(sql`
    insert into events (id, workspace_id, name, payload)
    select id, ${workspaceId}, 'bot_published', ${payload}::json from unnest(${sql.param(ids)}::text[]) as id`);
}

async function deliveriesTo(endpointId: string): Promise<string[]> {
  const rows = await db.select().from(eventDeliveries).where(eq(eventDeliveries.endpointId, endpointId));
  return rows.map(({ eventId }) => eventId);
}

/** Reads the feed to its end as a client does: pages after the last position that it has. */
async function readFeed(after: number): Promise<{ id: string; position: number }[]> {
  const rows = await db
    .select({ id: events.id, position: events.position })
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), isNotNull(events.position), gt(events.position, after)))
    .orderBy(events.position);
  return rows.map(({ id, position }) => ({ id, position: position ?? 0 }));
}

describe("Recording an event", () => {
  it("does nothing for a workspace that uses neither endpoints nor the feed", async () => {
    const other = await makeCustomChannel();
    await recordEvent(db, { ...anEvent(), workspaceId: other.workspaceId });
    expect(await unpublishedIn(other.workspaceId)).toBe(0);
  });

  it("stores an event of the same source once, and none if its transaction is rolled back", async () => {
    await Promise.all(Array.from({ length: 5 }, () => record(1, { sourceKey: "run-1" })));
    expect(await unpublishedIn(workspaceId)).toBe(1);
    const failing = db.transaction(async (tx) => {
      await recordEvent(tx, anEvent());
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await unpublishedIn(workspaceId)).toBe(1);
  });
});

describe("The event of a disabled endpoint", () => {
  it("says which endpoint was turned off and why, and is stored once", async () => {
    const id = await makeEndpointForAll(workspaceId);
    const times = { failingSince: "2026-03-01T10:00:00.000Z", disabledAt: "2026-03-06T10:00:00.000Z" };
    const endpoint = { id, workspaceId, name: "CRM", urlShown: "https://crm.example.com?key=•••", ...times };
    await recordEvent(db, endpointDisabled(endpoint, "failing"));
    await recordEvent(db, endpointDisabled(endpoint, "failing"));
    expect(await payloadsOf(workspaceId, "endpoint_disabled")).toEqual([
      {
        endpoint_id: id,
        endpoint_name: "CRM",
        endpoint_url: "https://crm.example.com?key=•••",
        reason: "failing",
        failing_since: "2026-03-01T10:00:00.000Z",
        disabled_at: "2026-03-06T10:00:00.000Z",
      },
    ]);
  });
});

describe("Publishing events", () => {
  it("gives each event a place and each endpoint a delivery that is due, and reports the endpoints", async () => {
    const endpointIds = [await makeEndpointForAll(workspaceId), await makeEndpointForAll(workspaceId)];
    await record(3);
    const due = await publishEvents(workspaceId);
    expect(due.map(({ endpointId }) => endpointId).toSorted()).toEqual(endpointIds.toSorted());
    const feed = await readFeed(0);
    expect(feed.map(({ id }) => id)).toEqual(feed.map(({ id }) => id).toSorted());
    expect(feed).toHaveLength(3);
    const rows = await db.select().from(eventDeliveries).where(eq(eventDeliveries.workspaceId, workspaceId));
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      expect(row).toMatchObject({ status: "delivering", attempts: 0, eventName: "bot_published", isTest: false });
      expect((row.nextAttemptAt?.getTime() ?? Infinity) <= Date.now() + 1000).toBe(true);
    }
    expect(await publishEvents(workspaceId)).toEqual([]);
  });

  it("takes more events than fit into one batch", async () => {
    const endpointId = await makeEndpointForAll(workspaceId);
    await recordMany(1203);
    expect(await publishEvents(workspaceId)).toEqual([{ workspaceId, endpointId }]);
    expect(await deliveriesTo(endpointId)).toHaveLength(1203);
    expect(await unpublishedIn(workspaceId)).toBe(0);
  });

  it("gives an event one place and one delivery, however many processes publish", async () => {
    const endpointId = await makeEndpointForAll(workspaceId);
    await recordMany(700);
    await Promise.all(Array.from({ length: 8 }, () => publishEvents(workspaceId)));
    expect(await deliveriesTo(endpointId)).toHaveLength(700);
    expect(new Set((await readFeed(0)).map(({ position }) => position)).size).toBe(700);
  });

  it("never gives a place before one that a reader of the feed has already seen, however late a transaction commits", async () => {
    const writers = Array.from({ length: 30 }, async (_, i) => {
      await db.transaction(async (tx) => {
        await recordEvent(tx, anEvent());
        // Later writers commit before earlier ones.
        await tx.execute(sql`select pg_sleep(${((i * 7) % 10) / 50})`);
      });
      await publishEvents(workspaceId);
    });
    let isWriting = true;
    const seen: string[] = [];
    const reader = async () => {
      let after = 0;
      for (;;) {
        const isLast = !isWriting;
        const page = await readFeed(after);
        after = page.at(-1)?.position ?? after;
        seen.push(...page.map(({ id }) => id));
        if (isLast) return;
      }
    };
    const reading = reader();
    await Promise.all(writers);
    isWriting = false;
    await reading;
    const all = (await readFeed(0)).map(({ id }) => id);
    expect(seen).toEqual(all);
    expect(all).toHaveLength(30);
  });

  it("leaves out endpoints that are off, that want other events, or that belong to another workspace", async () => {
    const other = await makeCustomChannel();
    const ids = [
      await makeEndpointForAll(workspaceId, { enabled: false }),
      await makeEndpointForAll(workspaceId, { events: ["message_sent"] }),
      await makeEndpointForAll(other.workspaceId),
    ];
    await record();
    expect(await publishEvents(workspaceId)).toEqual([]);
    for (const id of ids) expect(await deliveriesTo(id)).toEqual([]);
  });

  it.each([
    ["a bot", () => ({ botIds: [channel.botId] }), () => ({ botIds: ["bot_other"] })],
    ["a channel", () => ({ channelIds: [channel.id] }), () => ({ channelIds: ["chn_other"] })],
    ["a tag", () => ({ tags: ["vip", "new"] }), () => ({ tags: ["old"] })],
    ["an empty list of tags", () => ({ tags: ["vip"] }), () => ({ tags: [] })],
  ])("applies the filter by %s", async (_what, matching, other) => {
    const { conversationId } = await makeConversation(channel);
    await db
      .update(conversations)
      .set({ tags: ["vip"] })
      .where(eq(conversations.id, conversationId));
    const [wanting, refusing] = [
      await makeEndpointForAll(workspaceId, matching()),
      await makeEndpointForAll(workspaceId, other()),
    ];
    await record(1, { botId: channel.botId, channelId: channel.id, conversationId });
    await record(1);
    expect(await publishEvents(workspaceId)).toEqual([{ workspaceId, endpointId: wanting }]);
    expect(await deliveriesTo(wanting)).toHaveLength(1);
    expect(await deliveriesTo(refusing)).toEqual([]);
  });
});

describe("Waking endpoints", () => {
  it("starts the delivery to each, but not to one that a process is delivering to", async () => {
    const soon = sql`now() + interval '1 minute'`;
    const past = sql`now() - interval '1 minute'`;
    const idle = await makeEndpointForAll(workspaceId);
    const crashed = await makeEndpointForAll(workspaceId);
    const busy = await makeEndpointForAll(workspaceId);
    await db.update(eventEndpoints).set({ drainedUntil: soon }).where(eq(eventEndpoints.id, busy));
    await db.update(eventEndpoints).set({ drainedUntil: past }).where(eq(eventEndpoints.id, crashed));
    await wakeEndpoints([idle, crashed, busy].map((endpointId) => ({ workspaceId, endpointId })));
    expect(sent.map(({ name }) => name)).toEqual(["events/delivery.due", "events/delivery.due"]);
    expect(sent.map(({ data }) => data)).toEqual(
      expect.arrayContaining([idle, crashed].map((endpointId) => ({ workspaceId, endpointId }))),
    );
  });
});

describe("Announcing events", () => {
  it("publishes all of them in the background and wakes their endpoint", async () => {
    const endpointId = await makeEndpointForAll(workspaceId);
    const work: unknown[] = [];
    for (let i = 0; i < 20; i++) {
      await record();
      announceEvents(workspaceId, (one) => void work.push(one));
    }
    await Promise.all(work);
    expect(await deliveriesTo(endpointId)).toHaveLength(20);
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    expect(sent[0]).toMatchObject({ name: "events/delivery.due", data: { workspaceId, endpointId } });
  });

  it("publishes with few transactions, however often it is called", async () => {
    await recordMany(5);
    vi.mocked(publishEvents).mockClear();
    const work: unknown[] = [];
    for (let i = 0; i < 1000; i++) announceEvents(workspaceId, (one) => void work.push(one));
    await Promise.all(work);
    expect(vi.mocked(publishEvents).mock.calls.length).toBeLessThanOrEqual(2);
    expect(await unpublishedIn(workspaceId)).toBe(0);
  });

  it("does not throw if the database cannot be reached, and works again afterwards", async () => {
    vi.mocked(publishEvents).mockRejectedValueOnce(new Error("no connection"));
    await record();
    const work: unknown[] = [];
    announceEvents(workspaceId, (one) => void work.push(one));
    await Promise.all(work);
    expect(await unpublishedIn(workspaceId)).toBe(1);
    announceEvents(workspaceId);
    await expect.poll(() => unpublishedIn(workspaceId)).toBe(0);
  });
});

describe("The sweep", () => {
  it("publishes what a crashed process left, but not what is being published", async () => {
    const endpointId = await makeEndpointForAll(workspaceId);
    await record();
    const mine = async () => (await publishLostEvents()).filter(({ data }) => data["workspaceId"] === workspaceId);
    expect(await mine()).toEqual([]);
    expect(await unpublishedIn(workspaceId)).toBe(1);
    await db
      .update(events)
      .set({ createdAt: sql`now() - interval '1 minute'` })
      .where(eq(events.workspaceId, workspaceId));
    expect(await mine()).toMatchObject([{ name: "events/delivery.due", data: { workspaceId, endpointId } }]);
    expect(await deliveriesTo(endpointId)).toHaveLength(1);
    expect(await mine()).toEqual([]);
  });
});
