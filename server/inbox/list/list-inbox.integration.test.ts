import { eq, inArray, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channels, conversations, messages } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { addPending } from "@/server/channels/custom/testing/fixtures";
import { acceptTestMessage } from "@/server/channels/test/accept-test-message";
import { createTestChannel } from "@/server/channels/create-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { storeFile } from "@/server/files/store-file";
import { searchCondition } from "./search-condition";
import { makeInbox, type TestInbox } from "../testing/inbox";

await startEventEndpoint();

let inbox: TestInbox;
beforeEach(async () => {
  inbox = await makeInbox();
});

/** Reads all pages and calls `between` after each page. */
async function readAll(between: () => Promise<unknown> = async () => {}, input: object = {}): Promise<string[]> {
  const chats: string[] = [];
  for (let cursor: string | null = null, pages = 0; pages < 50; pages += 1) {
    const page: Awaited<ReturnType<TestInbox["ada"]["list"]>> = await inbox.ada.list({ ...input, cursor });
    chats.push(...page.rows.map(({ chatId }) => chatId));
    if (page.nextCursor === null) return chats;
    cursor = page.nextCursor;
    await between();
  }
  throw new Error("The pages do not end.");
}

/** Adds conversations without messages. `at` returns the time of each, by its index. */
async function fill(count: number, at: (i: number) => string, name = "chat"): Promise<void> {
  await db.insert(conversations).values(
    Array.from({ length: count }, (_, i) => ({
      id: newId("conversation"),
      workspaceId: inbox.workspaceId,
      botId: inbox.channel.botId,
      channelId: inbox.channel.id,
      externalChatId: `${name}-${i}`,
      lastMessageAt: sql`${at(i)}::timestamptz`,
    })),
  );
}

const chats = async (input: object) => (await inbox.ada.list(input)).rows.map(({ chatId }) => chatId);

describe("The pages of the list", () => {
  it("contain each conversation once, the newest first, when times differ by microseconds", async () => {
    await fill(120, (i) => `2026-01-02T03:04:05.678${String(i).padStart(3, "0")}Z`);
    expect(await readAll()).toEqual(Array.from({ length: 120 }, (_, i) => `chat-${119 - i}`));
  });

  it("contain each conversation once when all have the same time", async () => {
    await fill(120, () => "2026-01-02T03:04:05.678Z");
    const all = await readAll();
    expect(all).toHaveLength(120);
    expect(new Set(all).size).toBe(120);
  });

  it("neither lose nor repeat a conversation while new messages arrive", async () => {
    await fill(170, (i) => `2026-01-02T03:04:${String(i % 60).padStart(2, "0")}Z`);
    let arrived = 0;
    const all = await readAll(async () => {
      // One conversation that was listed, two that may not have been, and a new one.
      for (const i of [59, arrived * 3, 7]) await inbox.receive("Hello", `chat-${i}`);
      await inbox.receive("Hello", `new-${arrived++}`);
    });
    expect(new Set(all).size).toBe(all.length);
    // Conversations that moved up are on the first page, which a live list reads again.
    const seen = new Set([...all, ...(await chats({}))]);
    expect([...seen].filter((chat) => chat.startsWith("chat-"))).toHaveLength(170);
  });

  it.each(["x", "2026-01-02T03:04:05Z", "not a date|cnv_1", "|", "'; drop table x|y"])(
    "refuse %j as a cursor",
    async (cursor) => {
      await expect(inbox.ada.list({ cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );
});

describe("A row of the list", () => {
  it("contains the customer, the side that answers, and the last message", async () => {
    const words = { externalId: newId("event"), chatId: "chat", sender: "customer", text: "Where is it?" } as const;
    const about = { clientName: "Emma", clientPhone: "+380 50 123", source: "Telegram" };
    await receiveMessage(inbox.channel, { ...words, ...about }, "durable");
    const { conversationId } = await inbox.receive("x".repeat(300));
    await inbox.ada.addTag({ conversationId, tag: "vip" });
    expect((await inbox.viewer.list({})).rows).toEqual([
      {
        id: conversationId,
        ...about,
        chatId: "chat",
        channel: { id: inbox.channel.id, name: "Shop", kind: "custom" },
        bot: { id: inbox.channel.botId, name: "Test bot" },
        state: "bot",
        stop: null,
        assignee: null,
        snoozedUntil: null,
        reminder: null,
        hit: null,
        hasUndelivered: false,
        tags: ["vip"],
        unread: 2,
        lastMessage: { sender: "customer", text: "x".repeat(200), fileName: null },
        lastMessageAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
        createdAt: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it("contains the file name of a message without text, and the reason why people have the conversation", async () => {
    const { conversationId } = await inbox.receive("Hello");
    const { workspaceId } = inbox;
    const { id } = await storeFile({ workspaceId, name: "prices.txt", bytes: Buffer.from("1 €") });
    await inbox.ada.write({ conversationId, fileIds: [id], clientMessageId: "m1" });
    expect((await inbox.ada.list({})).rows).toMatchObject([
      {
        state: "person",
        stop: { cause: "employee", reason: expect.any(String) },
        lastMessage: { sender: "employee", text: "", fileName: "prices.txt" },
      },
    ]);
  });
});

describe("The filters", () => {
  beforeEach(async () => {
    for (const chat of ["bot", "person", "closed", "both"]) await inbox.receive("Hello", chat);
    const { rows } = await inbox.ada.list({});
    const idOf = (chat: string) => rows.find(({ chatId }) => chatId === chat)?.id ?? "";
    await inbox.ada.handOff({ conversationId: idOf("person") });
    await inbox.ada.handOff({ conversationId: idOf("both") });
    for (const chat of ["closed", "both"]) await inbox.ada.close({ conversationId: idOf(chat) });
    for (const chat of ["bot", "closed"]) await inbox.ada.addTag({ conversationId: idOf(chat), tag: "vip" });
    await inbox.ada.markRead({ conversationId: idOf("person"), seq: Number.MAX_SAFE_INTEGER });
    const [failed] = await addPending(inbox.channel, idOf("both"), ["Lost"]);
    await db
      .update(messages)
      .set({ delivery: "undelivered" })
      .where(inArray(messages.id, [failed ?? ""]));
  });

  it.each([
    ["all", {}, ["person", "bot"]],
    ["all", { state: "bot" }, ["bot"]],
    ["all", { state: "person" }, ["person"]],
    ["closed", {}, ["both", "closed"]],
    ["closed", { state: "undelivered" }, ["both"]],
    ["all", { state: "unread" }, ["bot"]],
    ["closed", { state: "unread" }, ["both", "closed"]],
    ["all", { tag: "vip" }, ["bot"]],
    ["all", { tag: "VIP" }, []],
    ["closed", { tag: "vip" }, ["closed"]],
    ["all", { channelId: "chn_other" }, []],
    ["all", { botId: "bot_other" }, []],
    ["closed", { memberId: "usr_other" }, []],
  ] as const)("in the view %s as in %j find %j", async (view, filter, found) => {
    expect(await chats({ view, filter })).toEqual(found);
  });

  it("select a channel, the bot that answers now, and the assignee", async () => {
    const { id: channelId, botId } = inbox.channel;
    expect(await chats({ filter: { channelId, botId } })).toHaveLength(2);
    expect(await chats({ filter: { memberId: inbox.adaId } })).toEqual(["person"]);
  });

  it("apply to a search in all conversations, which finds closed ones too", async () => {
    expect(await chats({ search: "hello" })).toEqual(["both", "closed", "person", "bot"]);
    expect(await chats({ filter: { tag: "vip" }, search: "hello" })).toEqual(["closed", "bot"]);
  });

  it("offer the channels, bots and tags in use, and the members who may answer", async () => {
    const { id, botId } = inbox.channel;
    expect(await inbox.ada.facets()).toEqual({
      channels: [{ id, botId, name: "Shop", kind: "custom" }],
      bots: [{ id: botId, name: "Test bot" }],
      tags: ["vip"],
      members: [
        { id: inbox.adaId, name: "Ada", photoId: null },
        { id: inbox.bobId, name: "Bob", photoId: null },
        { id: expect.any(String), name: "Test User", photoId: null },
      ],
    });
  });
});

describe("The search", () => {
  async function say(chatId: string, text: string, about: object = {}): Promise<void> {
    await receiveMessage(
      inbox.channel,
      { externalId: newId("event"), chatId, sender: "customer", text, ...about },
      "durable",
    );
  }

  beforeEach(async () => {
    await say("tg-4812", "I want a REFUND for order #A-77/12, please", { clientName: "Олена Шевченко" });
    await say("chat-2", "mail me: emma.jones@example.com", {
      clientName: "Emma Jones",
      clientPhone: "+38 (050) 123-45-67",
    });
    await say("chat-3", "Ünder the brïdge 東京 it's 100% 'quoted' \\ & | ! : * ( )");
    const other = await makeInbox();
    await other.receive("refund emma", "tg-4812");
  });

  it.each([
    ["refund", ["tg-4812"]],
    ["Refu ord", ["tg-4812"]],
    ["a-77", ["tg-4812"]],
    ["12 77", ["tg-4812"]],
    ["олена", ["tg-4812"]],
    ["4812", ["tg-4812"]],
    ["emma", ["chat-2"]],
    ["jones example", ["chat-2"]],
    ["emma.jones@example.com", ["chat-2"]],
    ["+38 050 123", ["chat-2"]],
    ["45-67", ["chat-2"]],
    ["4567", ["chat-2"]],
    ["ünder brï", ["chat-3"]],
    ["東京", ["chat-3"]],
    ["it's", ["chat-3"]],
    ["100%", ["chat-3"]],
    ["chat", ["chat-3", "chat-2"]],
    ["refund emma", []],
    ["nothing", []],
    ["!!! *", []],
    ["' & | :* ( \\ <-> \u0000", []],
    ["it ' | refund", []],
  ])("for %j finds %j", async (search, found) => {
    expect(await chats({ search })).toEqual(found);
  });

  it.each([
    ["shop", "Ann <x@shop.example>"],
    ["x@shop.example", "Ann <x@shop.example>"],
    ["quux", "a&amp;quux"],
    ["订单", "我的订单没到"],
    ["我的订单", "我的订单没到"],
    ["A77订单", "请查A77订单"],
    ["東京タワー", "今日は東京タワーに行く"],
    ["ガイド", "新しいｶﾞｲﾄﾞです"],
    ["สั่งซื้อ", "ฉันต้องการสั่งซื้อสินค้า"],
    ["주문", "주문했는데 안 왔어요"],
    ["muller", "Herr Müller"],
    ["MÜLLER", "Herr Muller"],
    ["hauptstrasse", "Hauptstraße 7"],
    ["istanbul", "İstanbul'dan"],
    ["İstanbul", "istanbul"],
    ["ISPARTA", "ısparta"],
    ["еще", "Ещё раз"],
    ["ещё", "еще раз"],
    ["caf\u00e9", "cafe\u0301 au lait"],
    ["cafe\u0301", "caf\u00e9 au lait"],
    ["orsted", "Ørsted"],
    ["οδοσ", "ΟΔΟΣ"],
    ["محمد", "مُحَمَّد"],
    ["नमस्ते", "नमस्ते जी"],
    ["fullwidth", "ＦＵＬＬＷＩＤＴＨ"],
  ])("for %j finds a message and a name like %j", async (search, text) => {
    await say("said", text);
    await say("named", "hello", { clientName: text });
    expect((await chats({ search })).toSorted()).toEqual(["named", "said"]);
  });

  it.each([
    ["单订", "我的订单没到"],
    ["订没", "我的订单没到"],
    ["амолет", "самолёт"],
  ])("for %j does not find %j", async (search, text) => {
    await say("said", text);
    expect(await chats({ search })).toEqual([]);
  });

  it.each([
    ["030 1234567", "+49 (30) 123-45-67"],
    ["030 987 65 43", "+49 (30) 987-65-43"],
    ["0049 30 123", "+49 (30) 123-45-67"],
    ["+49 30 1234567", "030/1234567"],
    ["+49 30 1234567", "+49 (0)30 1234567"],
    ["（030）１２３４５６７", "+49 30 1234567"],
  ])("for %j finds the phone number %j", async (search, clientPhone) => {
    await say("called", "hello", { clientPhone });
    await say("other", "hello", { clientPhone: "+49 40 7654321" });
    expect(await chats({ search })).toEqual(["called"]);
  });

  it("uses the indexes, even for a script without spaces", async () => {
    const condition = await searchCondition({ workspaceId: inbox.workspaceId }, "我的订单");
    if (condition === null) throw new Error("The search has words.");
    const plans = await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const message = await tx.execute(sql`explain select from messages m where ${condition.message}`);
      const conversation = await tx.execute(sql`explain select from conversations c where ${condition.conversation}`);
      return JSON.stringify([message, conversation]);
    });
    expect(plans).toMatch(/messages_words.*conversations_names/);
  });

  it("finds recent and old messages in pages, the newest first, even if there are very many matches", async () => {
    await fill(130, (i) => `2026-01-02T03:04:05.${String(i).padStart(3, "0")}Z`, "old");
    await db.execute(sql`
      insert into messages (id, workspace_id, conversation_id, channel_id, sender, text)
      select id || n, workspace_id, id, channel_id, 'customer', 'common words' from conversations, generate_series(1, 50) n
      where workspace_id = ${inbox.workspaceId} and last_message_at < '2026-02-01'`);
    const all = await readAll(undefined, { search: "common" });
    expect(all).toEqual(Array.from({ length: 130 }, (_, i) => `old-${129 - i}`));
    expect(await readAll(undefined, { search: "common", limit: 7 })).toEqual(all);
    expect((await inbox.ada.list({ search: "common", limit: 7 })).rows).toHaveLength(7);
    expect(await readAll(undefined, { search: "common", view: "closed" })).toEqual([]);
  });

  it("finds a message that has more words than an index entry can hold", async () => {
    const words = Array.from({ length: 300_000 }, (_, i) => `word${i}`).join(" ");
    await say("long", words);
    expect(await chats({ search: "word7" })).toEqual(["long"]);
  });
});

describe("The test chat", () => {
  it("is not in the list, the counts or the filters", async () => {
    const { workspaceId, botId, ctx } = inbox.channel;
    await createTestChannel(db, { workspaceId, botId });
    const message = { id: "m1", role: "user", parts: [{ type: "text", text: "Hello tests" }] };
    await acceptTestMessage(ctx, botId, { chatId: "try", message });
    const [test] = await db.select().from(channels).where(eq(channels.kind, "test"));
    expect(await chats({})).toEqual([]);
    expect(await chats({ filter: { channelId: test?.id } })).toEqual([]);
    expect(await chats({ search: "hello" })).toEqual([]);
    expect(await inbox.ada.facets()).toMatchObject({ channels: [{ kind: "custom" }] });
    await db.update(conversations).set({ handledBy: "person", assigneeId: inbox.adaId });
    expect(await inbox.ada.counts()).toEqual({ needsPerson: 0, mine: 0 });
  });
});
