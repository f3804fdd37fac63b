import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { apiKeys, eventDeliveries, events } from "@/db/schema/events";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeWorkspace } from "@/db/testing/factories";
import { createApiKey } from "@/server/accounts/api-keys/api-keys";
import { eventBody, MAX_BODY_BYTES } from "@/server/events/publish/event-body";
import { purgeEvents } from "@/server/events/retention/purge-events";
import { recordEvent } from "@/server/events/record-event";
import { makeEndpoint } from "@/server/events/testing/make-deliveries";
import { newId } from "@/server/ids";
import type { EventName } from "@/server/schemas/events/event-names";
import { callApi, errorOf } from "./testing/call-api";

// Next.js provides `after` only within its own requests.
vi.mock("next/server", async (original) => ({
  ...(await original<typeof import("next/server")>()),
  after: (work: () => Promise<void>) => void work(),
}));

const inngest = await startEventEndpoint();

const page = z.object({
  data: z.array(
    z.object({ id: z.string(), created_at: z.iso.datetime(), event: z.string(), payload: z.looseObject({}) }),
  ),
  has_more: z.boolean(),
  next: z.string().nullable(),
});

let workspaceId: string;
let keyId: string;
let key: string;

beforeEach(async () => {
  const { ctx } = await makeWorkspace();
  ({ workspaceId } = ctx);
  ({ id: keyId, key } = await createApiKey(ctx, { name: "Reader", scopes: ["events:read"], expiresInDays: null }));
});

const call = (path: string) => callApi(path, { headers: { authorization: `Bearer ${key}` } });

async function list(query = "") {
  const response = await call(`/events${query}`);
  expect(response.status).toBe(200);
  return page.parse(await response.json());
}

function event(payload: Record<string, unknown>, name: EventName = "message_sent", of = workspaceId) {
  return { name, workspaceId: of, botId: null, channelId: null, conversationId: null, payload, sourceKey: null };
}

const record = (n: number, name?: EventName) => recordEvent(db, event({ n }, name));
const numbers = ({ data }: z.infer<typeof page>) => data.map(({ payload }) => payload["n"]);

describe("GET /api/v1/events", () => {
  it("lists no event of a workspace that has none", async () => {
    expect(await list()).toEqual({ data: [], has_more: false, next: null });
  });

  it("publishes what is pending, and lists it with the bodies that webhooks get", async () => {
    await recordEvent(db, event({ b: 1, a: "é", deep: { list: [1, "\u2028"] } }, "bot_published"));
    const response = await call("/events");
    expect(response.headers.get("content-type")).toBe("application/json");
    const text = await response.text();
    const [stored] = await db.select().from(events).where(eq(events.workspaceId, workspaceId));
    if (!stored || stored.position === null) throw new Error("The event is not published.");
    const body = eventBody({ ...stored, position: stored.position });
    const created = stored.createdAt.toISOString();
    expect(text).toBe(
      `{"data":[{"id":"${stored.id}","created_at":"${created}",${body.slice(1)}],"has_more":false,"next":"${stored.id}"}`,
    );
  });

  it("returns pages in the order of publication, which continue after an id", async () => {
    for (let n = 1; n <= 5; n++) await record(n);
    const first = await list("?limit=2");
    const second = await list(`?limit=2&after=${first.next}`);
    const third = await list(`?limit=2&after=${second.next}`);
    expect([first, second, third].map(numbers)).toEqual([[1, 2], [3, 4], [5]]);
    expect([first, second, third].map(({ has_more }) => has_more)).toEqual([true, true, false]);
    expect(await list(`?after=${third.next}`)).toEqual({ data: [], has_more: false, next: third.next });
    expect(numbers(await list(`?after=${first.data[0]?.id}`))).toEqual([2, 3, 4, 5]);
    const positions = (await list()).data.map(({ payload }) => Number(payload["sequence"]));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });

  it("lists 100 events without a limit, and at most 1000", async () => {
    await db.insert(events).values(
      Array.from({ length: 1001 }, (_, n) => {
        const { sourceKey: _key, ...values } = event({ n });
        return { id: newId("event"), ...values };
      }),
    );
    expect((await list()).data).toHaveLength(100);
    const most = await list("?limit=1000");
    expect([most.data.length, most.has_more]).toEqual([1000, true]);
    expect(numbers(await list(`?limit=1000&after=${most.next}`))).toEqual([1000]);
  });

  it("filters by names, and then continues after events of other names", async () => {
    for (let n = 1; n <= 4; n++) await record(n, n === 2 ? "bot_published" : "message_sent");
    const rare = await list("?event=bot_published");
    expect(numbers(rare)).toEqual([2]);
    const newest = (await list()).data.at(-1)?.id;
    expect(rare.next).toBe(newest);
    expect(numbers(await list("?event=bot_published&event=message_sent&limit=3"))).toEqual([1, 2, 3]);
    await record(5, "bot_published");
    expect(numbers(await list(`?event=bot_published&after=${rare.next}`))).toEqual([5]);
  });

  it("ends a page early when its events are large, and cuts a large event as webhooks do", async () => {
    for (let n = 1; n <= 4; n++) await recordEvent(db, event({ n, text: "x".repeat(1_500_000) }));
    const first = await list();
    expect([numbers(first), first.has_more]).toEqual([[1, 2, 3], true]);
    expect(numbers(await list(`?after=${first.next}`))).toEqual([4]);
    const [large] = first.data;
    expect(large?.payload).toMatchObject({ truncated: true, link: expect.stringContaining(`/events/${large?.id}`) });
    expect(JSON.stringify(large).length).toBeLessThan(MAX_BODY_BYTES + 200);
    const whole = await (await call(`/events/${large?.id}`)).text();
    expect(JSON.parse(whole)).toMatchObject({ id: large?.id, event: "message_sent" });
    expect(JSON.parse(whole).payload).toEqual({
      n: 1,
      text: "x".repeat(1_500_000),
      sequence: large?.payload["sequence"],
    });
  });

  it("is read without a lock while nothing is pending", async () => {
    await record(1);
    const { next } = await list();
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('events:' || ${workspaceId}::text, 0))`);
      expect((await list(`?after=${next}`)).data).toEqual([]);
    });
  });

  it("shows nothing of another workspace", async () => {
    const { ctx: other } = await makeWorkspace();
    const theirs = await createApiKey(other, { name: "Other", scopes: ["events:read"], expiresInDays: null });
    await recordEvent(db, event({ n: 1 }, "message_sent", other.workspaceId));
    const asOther = await callApi("/events", { headers: { authorization: `Bearer ${theirs.key}` } });
    const [foreign] = page.parse(await asOther.json()).data;
    expect(foreign?.payload).toMatchObject({ n: 1 });
    expect((await list()).data).toEqual([]);
    expect(await errorOf(await call(`/events/${foreign?.id}`))).toMatchObject({ status: 404, code: "not_found" });
    await record(2);
    expect((await errorOf(await call(`/events?after=${foreign?.id}`))).status).not.toBe(200);
  });

  it("refuses an unknown id and says how to start again", async () => {
    await record(1);
    await list();
    for (const after of [newId("event"), "evt_1", "nonsense", "%00", "x".repeat(300)]) {
      const refused = await errorOf(await call(`/events?after=${after}`));
      expect(refused).toMatchObject({ status: 404, code: "not_found", details: [{ path: ["after"] }] });
      expect(refused.message).toContain("leave out `after`");
    }
  });

  it("answers 410 to an id that is older than the events that are kept, and names the oldest", async () => {
    for (let n = 1; n <= 3; n++) await record(n);
    const [first, second] = (await list()).data;
    await db.delete(events).where(and(eq(events.workspaceId, workspaceId), eq(events.id, first?.id ?? "")));
    const refused = await errorOf(await call(`/events?after=${first?.id}`));
    expect(refused).toMatchObject({ status: 410, code: "gone", details: [{ path: ["after"] }] });
    expect(refused.message).toContain(`${second?.id}, leave out \`after\``);
    expect(numbers(await list())).toEqual([2, 3]);
  });

  it("answers 410 to a deleted id also while an older event is kept because its delivery waits", async () => {
    await record(1);
    const { next } = await list();
    const age = sql`now() - interval '40 days'`;
    const [waiting, deleted] = ["evt_01jd000000000000000000000a", "evt_01jd000000000000000000000b"];
    await db
      .update(events)
      .set({ id: waiting, createdAt: age })
      .where(eq(events.id, next ?? ""));
    expect(await errorOf(await call(`/events?after=${deleted}`))).toMatchObject({ status: 410, code: "gone" });
  });

  it("continues for a reader that had read everything when old events were deleted", async () => {
    for (let n = 1; n <= 3; n++) await record(n);
    const { next } = await list();
    await db
      .update(events)
      .set({ createdAt: sql`now() - interval '40 days'` })
      .where(eq(events.workspaceId, workspaceId));
    await recordEvent(db, event({ n: "pending" }));
    const pending = and(eq(events.workspaceId, workspaceId), isNull(events.position));
    await db
      .update(events)
      .set({ createdAt: sql`now() - interval '40 days'` })
      .where(pending);
    expect(await purgeEvents(workspaceId, 30)).toBe(2);
    expect(numbers(await list(`?after=${next}`))).toEqual(["pending"]);
  });

  it("starts the deliveries of the events that it publishes", async () => {
    const endpointId = await makeSentEndpoint();
    await record(1);
    await list();
    const due = { name: "events/delivery.due", data: { workspaceId, endpointId } };
    await vi.waitFor(() => expect(inngest.sent).toContainEqual(expect.objectContaining(due)));
  });

  it("does not list test events", async () => {
    const eventId = await makeTestEvent();
    await record(1);
    expect(numbers(await list())).toEqual([1]);
    expect(await errorOf(await call(`/events?after=${eventId}`))).toMatchObject({ status: 404 });
    expect(await errorOf(await call(`/events/${eventId}`))).toMatchObject({ status: 404 });
  });
});

describe("A reader that continues after the last id", () => {
  it("misses no event and gets none twice while writers commit late and concurrently", async () => {
    const WRITERS = 6;
    const EACH = 15;
    let writing = WRITERS;
    const write = async (writer: number) => {
      for (let n = 0; n < EACH; n++) {
        await db.transaction(async (tx) => {
          await recordEvent(tx, event({ writer, n }));
          // Later ids of others are committed and read before this one.
          await tx.execute(sql`select pg_sleep(${Math.random() * 0.05})`);
        });
      }
      writing -= 1;
    };
    const read = async (limit: number) => {
      const seen: string[] = [];
      let next: string | null = null;
      for (let isLast = false; ;) {
        const got: z.infer<typeof page> = await list(`?limit=${limit}${next === null ? "" : `&after=${next}`}`);
        seen.push(...got.data.map(({ payload }) => `${String(payload["writer"])}-${String(payload["n"])}`));
        next = got.next;
        if (isLast && !got.has_more) return seen;
        isLast = writing === 0;
      }
    };
    const [small, large] = await Promise.all([
      read(3),
      read(1000),
      ...Array.from({ length: WRITERS }, (_, writer) => write(writer)),
    ]);
    const all = Array.from({ length: WRITERS * EACH }, (_, i) => `${i % WRITERS}-${Math.floor(i / WRITERS)}`);
    expect(small?.toSorted()).toEqual(all.toSorted());
    expect(large).toEqual(small);
  });
});

describe("A reader that waits", () => {
  it("gets an event soon after it is committed", async () => {
    const began = performance.now();
    const answered = list("?wait=20");
    await record(1);
    expect(numbers(await answered)).toEqual([1]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it("does not wait if there is an event, and otherwise gets none after the time that it chose", async () => {
    await record(1);
    const { next } = await list("?wait=25");
    const began = performance.now();
    expect(await list(`?wait=1&after=${next}`)).toEqual({ data: [], has_more: false, next });
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
  });

  it("gets no event if its key is revoked while it waits", async () => {
    const answered = call("/events?wait=20");
    const inUse = async () => (await db.select().from(apiKeys).where(eq(apiKeys.id, keyId)))[0]?.lastUsedAt;
    await vi.waitFor(async () => expect(await inUse()).toBeInstanceOf(Date));
    await db.delete(apiKeys).where(eq(apiKeys.id, keyId));
    await record(1);
    expect(await errorOf(await answered)).toMatchObject({ status: 401, code: "unauthorized" });
  });

  it("wakes for the names that it reads, and stops when it leaves", async () => {
    const reader = new AbortController();
    const headers = { authorization: `Bearer ${key}` };
    const answered = callApi("/events?event=bot_published&wait=25", { headers, signal: reader.signal });
    await record(1);
    reader.abort();
    expect(page.parse(await (await answered).json()).data).toEqual([]);
  });

  it("makes room when its key has more than five waiting requests: the oldest is answered early", async () => {
    const reader = new AbortController();
    const headers = { authorization: `Bearer ${key}` };
    const wait = () => callApi("/events?wait=25", { headers, signal: reader.signal });
    const waiting = Array.from({ length: 5 }, wait);
    const pause = new Promise<null>((resolve) => setTimeout(resolve, 1500, null));
    expect(await Promise.race([...waiting, pause])).toBeNull();
    const began = performance.now();
    waiting.push(wait());
    expect((await Promise.race(waiting)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(10_000);
    reader.abort();
    await Promise.all(waiting);
  });
});

describe("The use of a key", () => {
  it("is stored for its admins", async () => {
    await list();
    const [stored] = await db.select().from(apiKeys).where(eq(apiKeys.id, keyId));
    expect(stored?.lastUsedAt).toBeInstanceOf(Date);
  });
});

/** Makes an event as the Test button does: it belongs to one delivery only. */
async function makeTestEvent(): Promise<string> {
  const [endpointId, eventId] = [await makeSentEndpoint(), newId("event")];
  await db.insert(events).values({ id: eventId, workspaceId, name: "message_sent", payload: { n: 0 }, position: -1 });
  await db.insert(eventDeliveries).values({
    id: newId("eventDelivery"),
    workspaceId,
    endpointId,
    eventId,
    eventName: "message_sent",
    status: "delivering",
    isTest: true,
  });
  return eventId;
}

async function makeSentEndpoint(): Promise<string> {
  return (await makeEndpoint(workspaceId, "https://crm.example.com", { events: ["message_sent"] })).id;
}
