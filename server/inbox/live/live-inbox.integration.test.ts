import { eq, sql } from "drizzle-orm";
import { EventSourceParserStream } from "eventsource-parser/stream";
import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { GET } from "@/app/api/inbox/events/route";
import { db } from "@/db/client";
import { subscribeInbox } from "@/db/live";
import { memberships, sessions } from "@/db/schema/accounts";
import { conversations } from "@/db/schema/conversations";
import { conversationViewers } from "@/db/schema/inbox";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { env } from "@/server/env";
import { newId } from "@/server/ids";
import { notify } from "@/server/notifications/notify";
import type { InboxLiveEvent } from "./live-event";
import { STREAMS_PER_MEMBER } from "./live-inbox";
import { makeInbox, type TestInbox } from "../testing/inbox";

await startEventEndpoint();
// A separate connection, which writes like another process.
const elsewhere = postgres(env().DATABASE_URL, { max: 1 });
afterAll(() => elsewhere.end());

let inbox: TestInbox;
let conversationId: string;
const browsers: AbortController[] = [];
beforeEach(async () => {
  inbox = await makeInbox();
  ({ conversationId } = await inbox.receive("Hello"));
});
afterEach(() => {
  vi.useRealTimers();
  browsers.splice(0).forEach((browser) => browser.abort());
});

const liveEvent: z.ZodType<InboxLiveEvent> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("list") }),
  z.object({ type: z.literal("thread"), conversationId: z.string() }),
  z.object({ type: z.literal("notifications") }),
  z.object({
    type: z.literal("viewers"),
    conversationId: z.string(),
    viewers: z.array(
      z.object({ userId: z.string(), name: z.string(), photoId: z.string().nullable(), isTyping: z.boolean() }),
    ),
  }),
]);

/** Opens the stream and reads its first events. */
async function open(userId = inbox.adaId) {
  const browser = new AbortController();
  browsers.push(browser);
  const headers = { cookie: await sessionCookie(userId) };
  const response = await GET(new Request("http://localhost/api/inbox/events", { headers, signal: browser.signal }));
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  if (!reader) throw new Error("The events have no body.");
  const received: InboxLiveEvent[] = [];
  const next = async () => {
    const { done, value } = await reader.read();
    if (done) return null;
    const event = liveEvent.parse(JSON.parse(value.data));
    received.push(event);
    return event;
  };
  expect([await next(), await next()]).toEqual([{ type: "list" }, { type: "notifications" }]);
  return {
    received,
    next,
    /** Reads until an event of the type comes. */
    async until<T extends InboxLiveEvent["type"]>(type: T) {
      for (let event = await next(); event !== null; event = await next()) if (event.type === type) return event;
      throw new Error(`The events ended without ${type}.`);
    },
    leave: () => browser.abort(),
  };
}

describe("The stream of an open inbox", () => {
  it("ends when its member opens more streams than the limit, but not when other members do", async () => {
    const [oldest, other] = [await open(), await open(inbox.bobId)];
    const others = [];
    for (let n = 0; n < STREAMS_PER_MEMBER; n++) others.push(await open());
    expect(await oldest.next()).toBeNull();
    await inbox.receive("Are you there?");
    for (const live of [other, ...others]) expect(await live.next()).toEqual({ type: "list" });
  });

  it("reports a message immediately, and nothing of other workspaces", async () => {
    const [live, other] = [await open(), await makeInbox()];
    await other.receive("Not yours");
    await inbox.receive("Are you there?");
    expect([await live.next(), await live.next()]).toEqual([{ type: "list" }, { type: "thread", conversationId }]);
  });

  it("reports only conversations and viewers that a limited member sees", async () => {
    const { id: botId } = await createBotWithTestChat(inbox.channel.ctx, { name: "Garage", templateId: null });
    const shown = (await inbox.receive("Hello", "garage")).conversationId;
    await db.update(conversations).set({ botId }).where(eq(conversations.id, shown));
    await limitAda([botId]);
    const [live, other] = [await open(), await open(inbox.bobId)];
    await inbox.receive("Not for Ada");
    await inbox.bob.view({ conversationId });
    await other.until("viewers");
    await inbox.receive("For Ada", "garage");
    expect(await live.until("thread")).toEqual({ type: "thread", conversationId: shown });
    expect(live.received.filter(({ type }) => type === "viewers")).toEqual([]);
  });

  it("reports what members do", async () => {
    const live = await open();
    const changes = [
      () => inbox.bob.handOff({ conversationId }),
      () => inbox.bob.addNote({ conversationId, text: "Look", clientNoteId: "n1" }),
      () => inbox.bob.setVariables({ conversationId, values: { a: 1 } }),
      () => inbox.bob.markRead({ conversationId, seq: Number.MAX_SAFE_INTEGER }),
      () => inbox.bob.write({ conversationId, text: "Hi", clientMessageId: "m1" }),
      () => inbox.bob.close({ conversationId }),
    ];
    for (const change of changes) {
      await change();
      expect(await live.until("thread")).toEqual({ type: "thread", conversationId });
    }
  });

  it("reports many changes together", async () => {
    const live = await open();
    await Promise.all(Array.from({ length: 100 }, (_, i) => inbox.receive("Hello", `chat-${i % 10}`)));
    const reported = new Set<string>();
    while (reported.size < 10) {
      const event = await live.until("thread");
      if (event.type === "thread") reported.add(event.conversationId);
    }
    expect(live.received.length).toBeLessThan(60);
  });

  it("reports the end of a snooze, which nothing announces", async () => {
    await inbox.ada.snooze({ conversationId, until: new Date(Date.now() + 3500) });
    const live = await open();
    expect((await inbox.ada.list({})).rows).toEqual([]);
    expect(await live.until("thread")).toEqual({ type: "thread", conversationId });
    // The first event may be about the beginning of the snooze.
    while ((await inbox.ada.list({})).rows.length === 0) await live.until("thread");
    expect((await inbox.ada.list({})).rows).toMatchObject([{ id: conversationId }]);
  });

  it("reports changes without an announcement a little later and once", async () => {
    const live = await open();
    await elsewhere`update conversations set last_message_at = now() where id = ${conversationId}`;
    expect(await live.until("thread")).toEqual({ type: "thread", conversationId });
    // The next poll finds the same row and does not report it again.
    await elsewhere`
      insert into conversation_events (id, workspace_id, conversation_id, kind, actor)
      values (${newId("conversationEvent")}, ${inbox.workspaceId}, ${conversationId}, 'resumed', 'system')`;
    await live.until("thread");
    expect(live.received.filter(({ type }) => type === "thread")).toHaveLength(2);
  });

  it("reports a notification once, with and without an announcement, and none of other workspaces", async () => {
    const live = await open();
    const other = await makeInbox();
    const notice = { kind: "person_called" as const, title: "A customer needs a person", body: "" };
    await notify(db, { ...notice, workspaceId: other.workspaceId });
    const announced = Promise.withResolvers<void>();
    const unsubscribe = await subscribeInbox(inbox.workspaceId, () => announced.resolve());
    await notify(db, { ...notice, workspaceId: inbox.workspaceId, sourceKey: "turn-1" });
    expect(await live.next()).toEqual({ type: "notifications" });
    await announced.promise;
    unsubscribe();
    await notify(db, { ...notice, workspaceId: inbox.workspaceId, sourceKey: "turn-1" });
    await elsewhere`
      insert into notifications (id, workspace_id, kind, title, body)
      values (${newId("notification")}, ${inbox.workspaceId}, 'person_called', 'Later', '')`;
    expect(await live.next()).toEqual({ type: "notifications" });
    await inbox.receive("Are you there?");
    await live.until("thread");
    expect(live.received.filter(({ type }) => type === "notifications")).toHaveLength(3);
  });

  it("is refused without a session", async () => {
    expect((await GET(new Request("http://localhost/api/inbox/events"))).status).toBe(401);
  });

  it.each([
    ["the session ends", () => db.delete(sessions).where(eq(sessions.userId, inbox.adaId))],
    ["the member's limits change", () => limitAda([inbox.channel.botId])],
    ["the membership ends", () => db.delete(memberships).where(eq(memberships.userId, inbox.adaId))],
  ])("ends within seconds after %s, but other members' streams continue", async (_, end) => {
    const [live, other] = [await open(), await open(inbox.bobId)];
    await end();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_000 });
    await inbox.receive("Not for Ada");
    expect(await live.next()).toBeNull();
    expect(await other.until("thread")).toEqual({ type: "thread", conversationId });
  });

  it("removes its listener when it is closed", async () => {
    const live = await open();
    expect(listeners()).toBe(1);
    live.leave();
    while ((await live.next()) !== null);
    expect(listeners()).toBe(0);
  });
});

describe("Two members in the same conversation", () => {
  it("see each other arrive, write and leave", async () => {
    const live = await open();
    expect((await inbox.ada.view({ conversationId })).viewers).toMatchObject([{ name: "Ada" }]);
    await live.until("viewers");
    const { viewers } = await inbox.bob.view({ conversationId });
    expect(viewers.map(({ name }) => name)).toEqual(["Ada", "Bob"]);
    expect(await live.until("viewers")).toMatchObject({ viewers: [{ name: "Ada" }, { name: "Bob", isTyping: false }] });
    await inbox.bob.view({ conversationId, isTyping: true });
    expect(await live.until("viewers")).toMatchObject({ viewers: [{ name: "Ada" }, { name: "Bob", isTyping: true }] });
    expect((await inbox.viewer.get({ conversationId })).viewers).toHaveLength(2);
    // Bob has not reported for a long time.
    await db
      .update(conversationViewers)
      .set({ seenAt: sql`now() - interval '21 seconds'` })
      .where(eq(conversationViewers.isTyping, true));
    expect(await live.until("viewers")).toMatchObject({ viewers: [{ name: "Ada" }] });
    await db.delete(conversationViewers);
    expect(await live.until("viewers")).toEqual({ type: "viewers", conversationId, viewers: [] });
  });

  it("see who is there already in the first events of the stream", async () => {
    await inbox.bob.view({ conversationId });
    const live = await open();
    expect(await live.next()).toMatchObject({ type: "viewers", conversationId, viewers: [{ name: "Bob" }] });
  });
});

async function limitAda(botIds: string[]): Promise<void> {
  await db.update(memberships).set({ botIds }).where(eq(memberships.userId, inbox.adaId));
}

/** The number of this process's listeners to the inbox. */
function listeners(): number {
  const held = z
    .object({ byKey: z.map(z.string(), z.set(z.unknown())) })
    .parse(Reflect.get(globalThis, "parleyListeners"));
  return held.byKey.get(`inbox:${inbox.workspaceId}`)?.size ?? 0;
}
