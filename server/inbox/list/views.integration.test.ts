import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { eventsOf, makeInbox, storedConversation, type TestInbox } from "../testing/inbox";
import type { InboxView } from "../schema";

let inbox: TestInbox;
/** The conversations' ids by their customers' chat ids. */
let ids: Record<"bot" | "adas" | "bobs" | "open" | "closed", string>;
beforeEach(async () => {
  inbox = await makeInbox();
  const idOf = async (chat: string) => (await inbox.receive("Hello", chat)).conversationId;
  ids = {
    bot: await idOf("bot"),
    adas: await idOf("adas"),
    bobs: await idOf("bobs"),
    open: await idOf("open"),
    closed: await idOf("closed"),
  };
  await inbox.ada.handOff({ conversationId: ids.adas });
  await inbox.bob.handOff({ conversationId: ids.bobs });
  await inbox.bob.handOff({ conversationId: ids.open });
  await inbox.bob.assign({ conversationId: ids.open, memberId: null });
  await inbox.ada.handOff({ conversationId: ids.closed });
  await inbox.ada.close({ conversationId: ids.closed });
});

async function chats(view: InboxView, by = inbox.ada): Promise<string[]> {
  return (await by.list({ view })).rows.map(({ chatId }) => chatId);
}

const inAMinute = () => new Date(Date.now() + 60_000);

/** Moves the end of a snooze into the past. */
async function endSnooze(conversationId: string): Promise<void> {
  await db
    .update(conversations)
    .set({ snoozedUntil: new Date(Date.now() - 1000) })
    .where(eq(conversations.id, conversationId));
}

describe("The views of the inbox", () => {
  it("contain what waits for a person, what is the reader's, what is nobody's, and what is open or closed", async () => {
    expect(await chats("needs-person")).toEqual(["open", "bobs", "adas"]);
    expect(await chats("mine")).toEqual(["adas"]);
    expect(await chats("mine", inbox.bob)).toEqual(["bobs"]);
    expect(await chats("unassigned")).toEqual(["open"]);
    expect(await chats("all")).toEqual(["open", "bobs", "adas", "bot"]);
    expect(await chats("closed")).toEqual(["closed"]);
    expect(await chats("snoozed")).toEqual([]);
    expect(await inbox.ada.counts()).toEqual({ needsPerson: 3, mine: 1 });
  });

  it("contain an answered conversation no longer when the bot has it again, which nobody is assigned to then", async () => {
    await inbox.ada.takeBack({ conversationId: ids.adas });
    expect(await chats("mine")).toEqual([]);
    expect(await chats("needs-person")).toEqual(["open", "bobs"]);
    expect(await storedConversation(ids.adas)).toMatchObject({ assigneeId: null });
  });
});

describe("A snoozed conversation", () => {
  beforeEach(() => inbox.ada.snooze({ conversationId: ids.adas, until: inAMinute() }));

  it("leaves the open views and their counts until its time", async () => {
    expect(await chats("needs-person")).toEqual(["open", "bobs"]);
    expect(await chats("mine")).toEqual([]);
    expect(await chats("all")).toEqual(["open", "bobs", "bot"]);
    expect(await chats("snoozed")).toEqual(["adas"]);
    expect(await inbox.ada.counts()).toEqual({ needsPerson: 2, mine: 0 });
    await endSnooze(ids.adas);
    expect(await chats("mine")).toEqual(["adas"]);
    expect(await chats("snoozed")).toEqual([]);
    expect(await inbox.ada.counts()).toEqual({ needsPerson: 3, mine: 1 });
  });

  it("comes back when its customer writes", async () => {
    await inbox.receive("Still there?", "adas");
    expect(await chats("mine")).toEqual(["adas"]);
    expect(await storedConversation(ids.adas)).toMatchObject({ snoozedUntil: null });
  });

  it("stays snoozed when a colleague writes", async () => {
    await inbox.ada.write({ conversationId: ids.adas, text: "I'll ask.", clientMessageId: "m1" });
    expect(await chats("snoozed")).toEqual(["adas"]);
  });

  it("is found by a search in all conversations", async () => {
    const { rows } = await inbox.ada.list({ view: "all", search: "adas" });
    expect(rows).toMatchObject([{ chatId: "adas", snoozedUntil: expect.any(String) }]);
  });

  it("comes back before its time, and when it is closed and opened again", async () => {
    expect(await inbox.ada.unsnooze({ conversationId: ids.adas })).toEqual({ changed: true });
    expect(await inbox.ada.unsnooze({ conversationId: ids.adas })).toEqual({ changed: false });
    expect(await chats("mine")).toEqual(["adas"]);
    await inbox.ada.snooze({ conversationId: ids.adas, until: inAMinute() });
    await inbox.ada.close({ conversationId: ids.adas });
    await inbox.ada.reopen({ conversationId: ids.adas });
    expect(await chats("mine")).toEqual(["adas"]);
    const events = await eventsOf(ids.adas);
    expect(events.map((event) => event.replace(/ \S*Z$/, ""))).toEqual([
      "user paused",
      "user snoozed",
      "user unsnoozed",
      "user snoozed",
      "user closed",
      "user reopened",
    ]);
  });

  it.each([
    [new Date(Date.now() - 1000), "This time is over."],
    [new Date(Date.now() + 400 * 86_400_000), "Choose a time within a year."],
  ])("can't have the end %s", async (until, message) => {
    await expect(inbox.ada.snooze({ conversationId: ids.adas, until })).rejects.toThrow(message);
  });

  it("can't be a closed one", async () => {
    const closed = inbox.ada.snooze({ conversationId: ids.closed, until: inAMinute() });
    await expect(closed).rejects.toThrow("Reopen it first.");
  });
});

describe("The hit of a search", () => {
  it("is the newest message that it finds, with the words marked", async () => {
    await inbox.receive("I want a refund now", "bot");
    await inbox.receive("A refund, please", "bot");
    await inbox.receive("Thanks", "bot");
    const { entries } = await inbox.ada.thread({ conversationId: ids.bot });
    const found = entries.find((entry) => entry.type === "message" && entry.text === "A refund, please");
    const { rows } = await inbox.ada.list({ search: "refun" });
    expect(rows).toMatchObject([
      {
        chatId: "bot",
        hit: {
          messageId: found?.id,
          seq: found?.seq,
          parts: [
            { text: "A ", isHit: false },
            { text: "refund", isHit: true },
            { text: ", please", isHit: false },
          ],
        },
      },
    ]);
  });

  it("is absent if only the customer's name or chat id matches", async () => {
    expect((await inbox.ada.list({ search: "bobs" })).rows).toMatchObject([{ chatId: "bobs", hit: null }]);
  });
});

describe("A change of many conversations", () => {
  it("is made to each, and reports those that it could not be made to", async () => {
    const conversationIds = [ids.bot, ids.closed, ids.open, "cnv_other", ids.bot];
    const result = await inbox.ada.changeMany({ conversationIds, change: { kind: "snooze", until: inAMinute() } });
    expect(result).toEqual({
      done: 2,
      failed: [
        { conversationId: ids.closed, message: "A closed conversation cannot be snoozed. Reopen it first." },
        { conversationId: "cnv_other", message: "This conversation does not exist in your workspace." },
      ],
    });
    expect(await chats("snoozed")).toEqual(["open", "bot"]);
  });

  it.each([
    [{ kind: "close" }, { status: "closed" }],
    [{ kind: "reopen" }, { status: "open" }],
    [{ kind: "mark_read" }, { unreadCount: 0 }],
    [{ kind: "unsnooze" }, { snoozedUntil: null }],
  ] as const)("such as %j has the effect %j", async (change, effect) => {
    const all = Object.values(ids);
    expect(await inbox.bob.changeMany({ conversationIds: all, change })).toEqual({ done: 5, failed: [] });
    for (const id of all) expect(await storedConversation(id)).toMatchObject(effect);
  });

  it("assigns them to a member or to nobody, but not to a viewer or a stranger", async () => {
    const all = Object.values(ids);
    const assign = (memberId: string | null) =>
      inbox.ada.changeMany({ conversationIds: all, change: { kind: "assign", memberId } });
    expect(await assign(inbox.bobId)).toEqual({ done: 5, failed: [] });
    expect(await chats("mine", inbox.bob)).toEqual(["open", "bobs", "adas", "bot"]);
    expect(await assign("usr_other")).toMatchObject({ done: 0, failed: { length: 5 } });
    expect(await assign(null)).toEqual({ done: 5, failed: [] });
    expect(await chats("mine", inbox.bob)).toEqual([]);
  });

  it("is limited to 100, and forbidden to viewers and strangers", async () => {
    const conversationIds = Array.from({ length: 101 }, (_, i) => `cnv_${i}`);
    const close = { kind: "close" } as const;
    await expect(inbox.ada.changeMany({ conversationIds, change: close })).rejects.toThrow("at most 100");
    await expect(inbox.ada.changeMany({ conversationIds: [], change: close })).rejects.toThrow("at least one");
    const mine = { conversationIds: [ids.bot], change: close };
    await expect(inbox.viewer.changeMany(mine)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await inbox.stranger.changeMany(mine)).toMatchObject({ done: 0, failed: { length: 1 } });
  });
});
