import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { subscribeLive } from "@/db/live";
import { bots, botVersions } from "@/db/schema/bots";
import { channels, conversations, messages } from "@/db/schema/conversations";
import { outbox } from "@/db/schema/outbox";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeConversation, makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { columnsOf } from "@/server/channels/registry";
import { storeFile } from "@/server/files/store-file";
import { newId } from "@/server/ids";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { listMessages } from "./list-messages";
import { handOff } from "./answering/hand-off";
import { receiveMessage } from "./receive-message";
import { sayInConversation } from "./send-message";
import { setConversationVariables } from "./set-variables";
import { switchActiveBot } from "./answering/switch-bot";
import { tagConversation } from "./tag-conversation";

const inngest = await startEventEndpoint();

let channel: TestChannel;
let scope: { workspaceId: string; conversationId: string };
beforeEach(async () => {
  channel = await makeCustomChannel();
  scope = await makeConversation(channel, "chat");
  inngest.sent.length = 0;
  inngest.isUp = true;
});

async function stored() {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, scope.conversationId));
  if (!row) throw new Error("no conversation");
  return row;
}

function storedMessages() {
  return db.select().from(messages).where(eq(messages.conversationId, scope.conversationId)).orderBy(messages.seq);
}

/** The same conversation's id with the id of another workspace. */
const foreign = () => ({ ...scope, workspaceId: newId("workspace") });

describe("Pausing the bot", () => {
  const pause = { cause: "action", reason: "Wants a refund.", turnId: "trn_1" } as const;

  it("hands the conversation off to people and announces the change", async () => {
    const announced = Promise.withResolvers<void>();
    const unsubscribe = await subscribeLive("conversation", scope.conversationId, () => announced.resolve());
    expect(await handOff({ ...scope, ...pause })).toBe(true);
    await announced.promise;
    unsubscribe();
    expect(await stored()).toMatchObject({
      handledBy: "person",
      handedOverCause: "action",
      handedOverReason: "Wants a refund.",
      handedOverTurnId: "trn_1",
    });
  });

  it("keeps the first reason, even when many callers pause it concurrently", async () => {
    const all = Array.from({ length: 8 }, (_, i) =>
      handOff({ ...scope, ...pause, reason: `Reason ${i}`, turnId: `trn_${i}` }),
    );
    const paused = await Promise.all(all);
    expect(paused.filter(Boolean)).toHaveLength(1);
    const winner = paused.indexOf(true);
    expect(await stored()).toMatchObject({ handedOverReason: `Reason ${winner}`, handedOverTurnId: `trn_${winner}` });
  });

  it("changes nothing from another workspace", async () => {
    expect(await handOff({ ...foreign(), ...pause })).toBe(false);
    expect((await stored()).handledBy).toBe("bot");
  });

  it("has a different cause than an employee's message, after which the pausing turn can no longer reply", async () => {
    const written = { externalId: newId("event"), chatId: "chat", sender: "employee", text: "I am here." } as const;
    await receiveMessage(channel, written, "durable");
    expect(await stored()).toMatchObject({ handledBy: "person", handedOverCause: "employee", handedOverTurnId: null });
    scope = await makeConversation(channel, "other");
    await handOff({ ...scope, ...pause });
    await receiveMessage(channel, { ...written, externalId: newId("event"), chatId: "other" }, "durable");
    expect(await stored()).toMatchObject({
      handedOverCause: "action",
      handedOverReason: "Wants a refund.",
      handedOverTurnId: null,
    });
  });
});

describe("Setting variables", () => {
  it("keeps the existing variables and the types of values", async () => {
    const { workspaceId, conversationId } = scope;
    await setConversationVariables(workspaceId, conversationId, { city: "Kyiv", count: 2 });
    await setConversationVariables(workspaceId, conversationId, { count: 3, list: [1, { a: null }], odd: "a\0b" });
    expect((await stored()).variables).toEqual({ city: "Kyiv", count: 3, list: [1, { a: null }], odd: "a\uFFFDb" });
  });

  it("loses no variable when many are set concurrently, and sets none from another workspace", async () => {
    const { workspaceId, conversationId } = scope;
    const names = Array.from({ length: 20 }, (_, i) => `v${i}`);
    await Promise.all(names.map((name) => setConversationVariables(workspaceId, conversationId, { [name]: true })));
    await setConversationVariables(foreign().workspaceId, conversationId, { foreign: true });
    expect(Object.keys((await stored()).variables).toSorted()).toEqual(names.toSorted());
  });
});

describe("Tagging", () => {
  const by = { actor: "bot" } as const;

  it("stores a tag once and without surrounding space", async () => {
    expect(await tagConversation({ ...scope, tag: "  refund ", by })).toBe("refund");
    await Promise.all(Array.from({ length: 6 }, () => tagConversation({ ...scope, tag: "order", by })));
    expect((await stored()).tags).toEqual(["refund", "order"]);
  });

  it("refuses invalid tags, a fifty-first tag and a conversation of another workspace", async () => {
    const tag = (text: string) => tagConversation({ ...scope, tag: text, by });
    await expect(tag("  ")).rejects.toMatchObject({ code: "invalid" });
    await expect(tag("x".repeat(51))).rejects.toMatchObject({ code: "invalid" });
    await expect(tagConversation({ ...foreign(), tag: "x", by })).rejects.toMatchObject({
      code: "not_found",
    });
    for (let i = 0; i < 50; i++) await tag(`t${i}`);
    await expect(tag("one more")).rejects.toMatchObject({ code: "limit_exceeded" });
    expect(await tag("t7")).toBe("t7");
    expect((await stored()).tags).toHaveLength(50);
  });
});

describe("Switching the bot", () => {
  async function addBot(name: string, published = true, workspaceId = channel.workspaceId): Promise<string> {
    const [id, versionId] = [newId("bot"), newId("botVersion")];
    const words = { name, instruction: "", model: OFFLINE_MODEL, fallbackText: "Sorry." };
    await db.insert(bots).values({ id, workspaceId, ...words, publishedVersionId: published ? versionId : null });
    const snapshot = { schemaVersion: 1 as const, botId: id, ...words, name: `${name} 1`, actions: [] };
    if (published) await db.insert(botVersions).values({ id: versionId, workspaceId, botId: id, number: 1, snapshot });
    return id;
  }

  it("switches to another bot and back to the channel's own bot", async () => {
    const [sales, own] = [await addBot("Sales"), await addBot("Shop")];
    await db.update(channels).set({ botId: own }).where(eq(channels.id, channel.id));
    expect(await switchActiveBot({ ...scope, botId: sales, turnId: "trn_1" })).toBe("Sales 1");
    expect(await switchActiveBot({ ...scope, botId: sales, turnId: "trn_1" })).toBe("Sales 1");
    expect(await stored()).toMatchObject({ botId: sales, botTurnId: "trn_1" });
    expect(await switchActiveBot({ ...scope, botId: null, turnId: null })).toBe("Shop 1");
    expect(await stored()).toMatchObject({ botId: own, botTurnId: null });
  });

  it("is refused for a bot that was never published, except in the test chat", async () => {
    const draft = await addBot("Draft", false);
    const toDraft = { ...scope, botId: draft, turnId: null };
    await expect(switchActiveBot(toDraft)).rejects.toMatchObject({
      code: "conflict",
      message: "Draft has never been published, so it cannot answer. Publish it first.",
    });
    expect((await stored()).botId).toBe(channel.botId);
    await db.update(channels).set(columnsOf("test")).where(eq(channels.id, channel.id));
    expect(await switchActiveBot(toDraft)).toBe("Draft");
    expect((await stored()).botId).toBe(draft);
  });

  it("is refused for bots and conversations of another workspace and for bots that do not exist", async () => {
    const elsewhere = await addBot("Theirs", true, (await makeCustomChannel()).workspaceId);
    const gone = { code: "not_found" };
    await expect(switchActiveBot({ ...scope, botId: elsewhere, turnId: null })).rejects.toMatchObject(gone);
    await expect(switchActiveBot({ ...scope, botId: "bot_gone", turnId: null })).rejects.toMatchObject(gone);
    const sales = await addBot("Sales");
    await expect(switchActiveBot({ ...foreign(), botId: sales, turnId: null })).rejects.toMatchObject(gone);
  });
});

describe("A message that a step sends while its action runs", () => {
  let words: { text: string; stepCallId: string; turnId: string };
  beforeEach(() => {
    words = { text: "One moment.", stepCallId: `${newId("actionRun")}-1`, turnId: "trn_1" };
  });

  it("is stored as pending, and its delivery is requested", async () => {
    const received = await receiveMessage(
      channel,
      { externalId: "e1", chatId: "chat", sender: "customer", text: "Hi" },
      "durable",
    );
    await sayInConversation({ ...scope, ...words });
    expect(await storedMessages()).toMatchObject([
      { sender: "customer" },
      { sender: "ai", text: "One moment.", delivery: "pending", stepCallId: words.stepCallId, turnId: null },
    ]);
    expect(inngest.sent).toMatchObject([{ name: "delivery/requested", data: scope }]);
    expect((await stored()).lastCustomerMessageId).toBe(received.messageId);
  });

  it("is sent once, even when its step is repeated in sequence or concurrently", async () => {
    await sayInConversation({ ...scope, ...words });
    await sayInConversation({ ...scope, ...words });
    const again = { ...scope, ...words, stepCallId: `${newId("actionRun")}-2`, text: "Still there." };
    await Promise.all(Array.from({ length: 8 }, () => sayInConversation(again)));
    expect((await storedMessages()).map(({ text }) => text)).toEqual(["One moment.", "Still there."]);
  });

  it("has its delivery event in the outbox when the executor is unreachable", async () => {
    inngest.isUp = false;
    await sayInConversation({ ...scope, ...words });
    expect(await db.select().from(outbox).where(eq(outbox.name, "delivery/requested"))).toMatchObject([
      { data: scope },
    ]);
    inngest.isUp = true;
  });

  it("needs no delivery on a chat page and may consist of only a file", async () => {
    await db.update(channels).set(columnsOf("web")).where(eq(channels.id, channel.id));
    const { workspaceId } = scope;
    const file = await storeFile({ workspaceId, name: "prices.txt", bytes: Buffer.from("One euro.") });
    await sayInConversation({ ...scope, ...words, fileId: file.id, text: "" });
    expect(await storedMessages()).toMatchObject([{ delivery: "none", text: "" }]);
    expect((await listMessages(scope.conversationId)).messages).toMatchObject([
      { sender: "ai", files: [{ name: "prices.txt" }] },
    ]);
    expect(inngest.sent).toEqual([]);
  });

  it("is refused while people have the conversation, except for the turn that handed it off", async () => {
    await handOff({ ...scope, cause: "action", reason: "", turnId: "trn_1" });
    await sayInConversation({ ...scope, ...words });
    const other = { ...scope, ...words, stepCallId: `${newId("actionRun")}-1`, turnId: "trn_2" };
    await expect(sayInConversation(other)).rejects.toMatchObject({ code: "conflict" });
    await expect(sayInConversation({ ...other, turnId: null })).rejects.toMatchObject({ code: "conflict" });
    expect(await storedMessages()).toHaveLength(1);
    // Repeating a step after the hand-off succeeds if its message was sent before.
    await db.update(conversations).set({ handedOverTurnId: null });
    await sayInConversation({ ...scope, ...words });
  });

  it("is refused from another workspace and for a conversation that does not exist", async () => {
    await expect(sayInConversation({ ...foreign(), ...words })).rejects.toMatchObject({ code: "not_found" });
    await expect(sayInConversation({ ...scope, conversationId: "cnv_gone", ...words })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await storedMessages()).toEqual([]);
  });
});
