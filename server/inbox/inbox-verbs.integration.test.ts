import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { subscribeInbox } from "@/db/live";
import { bots, botVersions } from "@/db/schema/bots";
import { conversations, turns } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { resumeDue } from "@/server/conversations/answering/resume-due";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { eventsOf, makeInbox, storedConversation, type TestInbox } from "./testing/inbox";

const inngest = await startEventEndpoint();

let inbox: TestInbox;
let conversationId: string;
let messageId: string;
beforeEach(async () => {
  inbox = await makeInbox();
  ({ conversationId, messageId } = await inbox.receive("Where is my order?"));
  inngest.sent.length = 0;
});

const stored = () => storedConversation(conversationId);
const newest = async () => (await inbox.ada.thread({ conversationId })).entries.at(-1);

describe("Every verb of the inbox", () => {
  const verbs: [string, (caller: TestInbox["ada"]) => Promise<unknown>][] = [
    ["write", (by) => by.write({ conversationId, text: "Hello", clientMessageId: "m1" })],
    ["handOff", (by) => by.handOff({ conversationId })],
    ["takeBack", (by) => by.takeBack({ conversationId })],
    ["handOff with a reason", (by) => by.handOff({ conversationId, reason: "Mine" })],
    ["takeBack with an answer", (by) => by.takeBack({ conversationId, answerNow: true })],
    ["close", (by) => by.close({ conversationId })],
    ["reopen", (by) => by.reopen({ conversationId })],
    ["assign", (by) => by.assign({ conversationId, memberId: inbox.adaId })],
    ["snooze", (by) => by.snooze({ conversationId, until: new Date(Date.now() + 60_000) })],
    ["unsnooze", (by) => by.unsnooze({ conversationId })],
    ["clearContext", (by) => by.clearContext({ conversationId })],
    ["addTag", (by) => by.addTag({ conversationId, tag: "vip" })],
    ["removeTag", (by) => by.removeTag({ conversationId, tag: "vip" })],
    ["addNote", (by) => by.addNote({ conversationId, text: "Nice", clientNoteId: "n1" })],
    ["setVariables", (by) => by.setVariables({ conversationId, values: { city: "Kyiv" } })],
    ["switchBot", (by) => by.switchBot({ conversationId, botId: null })],
    ["markRead", (by) => by.markRead({ conversationId, seq: 1 })],
    ["sendAgain", (by) => by.sendAgain({ messageId })],
  ];

  it.each(verbs)("such as %s is not found from another workspace and forbidden to viewers", async (_name, call) => {
    await expect(call(inbox.stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call(inbox.viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await stored()).toMatchObject({ handledBy: "bot", status: "open", tags: [], variables: {}, unreadCount: 1 });
    expect(await eventsOf(conversationId)).toEqual([]);
  });

  it("that reads is allowed to viewers, but not to members of other workspaces", async () => {
    expect(await inbox.viewer.get({ conversationId })).toMatchObject({ id: conversationId, state: "bot" });
    expect((await inbox.viewer.thread({ conversationId })).entries).toHaveLength(1);
    expect((await inbox.viewer.list({})).rows).toHaveLength(1);
    await expect(inbox.stranger.get({ conversationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(inbox.stranger.thread({ conversationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(inbox.stranger.view({ conversationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await inbox.stranger.list({})).toEqual({ rows: [], nextCursor: null });
    expect(await inbox.stranger.facets()).toMatchObject({ channels: [], bots: [], tags: [] });
    expect(await inbox.stranger.counts()).toEqual({ needsPerson: 0, mine: 0 });
  });

  it("that changes a conversation is announced only to the inbox of its workspace", async () => {
    const announcements: string[] = [];
    const announced = Promise.withResolvers<void>();
    const unsubscribe = [
      await subscribeInbox(newId("workspace"), () => announcements.push("foreign")),
      await subscribeInbox(inbox.workspaceId, ({ id }) => announced.resolve(void announcements.push(id))),
    ];
    await inbox.ada.addTag({ conversationId, tag: "vip" });
    await announced.promise;
    unsubscribe.forEach((end) => end());
    expect(announcements).toEqual([conversationId]);
  });
});

describe("Handing off and taking back", () => {
  it("hands the conversation off once and keeps the first reason", async () => {
    const all = await Promise.all([
      inbox.ada.handOff({ conversationId, reason: "A refund." }),
      inbox.bob.handOff({ conversationId, reason: "A refund." }),
      inbox.ada.handOff({ conversationId }),
    ]);
    expect(all.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await stored()).toMatchObject({ handledBy: "person", handedOverCause: "manual" });
    expect(await eventsOf(conversationId)).toHaveLength(1);
    const { stop, handledSince } = await inbox.ada.get({ conversationId });
    expect(stop).toMatchObject({ cause: "manual" });
    expect(Date.parse(handledSince ?? "")).toBeCloseTo(Date.now(), -5);
  });

  it("clears the hand-off when the bot takes it back, and requests no answer unless asked to", async () => {
    await inbox.ada.handOff({ conversationId, reason: "A refund." });
    await db
      .update(conversations)
      .set({ resumeAt: new Date(Date.now() + 60_000) })
      .where(eq(conversations.id, conversationId));
    expect(await inbox.bob.takeBack({ conversationId })).toEqual({ changed: true, answers: false });
    expect(await inbox.bob.takeBack({ conversationId })).toEqual({ changed: false, answers: false });
    expect(await stored()).toMatchObject({
      handledBy: "bot",
      handedOverCause: null,
      handedOverReason: null,
      resumeAt: null,
    });
    expect(inngest.sent).toEqual([]);
    expect(await eventsOf(conversationId)).toEqual(["user paused A refund.", "user resumed"]);
  });

  it("replaces a hand-off that would end automatically, once", async () => {
    await inbox.ada.write({ conversationId, text: "Ada here.", clientMessageId: "m1" });
    const comeBack = (at: Date) =>
      db.update(conversations).set({ resumeAt: at }).where(eq(conversations.id, conversationId));
    await comeBack(new Date(Date.now() - 1000));
    const all = await Promise.all([
      inbox.ada.handOff({ conversationId, reason: "A lawyer writes." }),
      inbox.ada.handOff({ conversationId, reason: "A lawyer writes." }),
    ]);
    expect(all.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await resumeDue()).toEqual([]);
    expect(await stored()).toMatchObject({
      handledBy: "person",
      handedOverCause: "manual",
      handedOverReason: "A lawyer writes.",
      resumeAt: null,
    });
    expect(await eventsOf(conversationId)).toEqual([
      "user paused An employee wrote in the inbox.",
      "user paused A lawyer writes.",
    ]);
    await inbox.ada.write({ conversationId, text: "Still me.", clientMessageId: "m2" });
    expect(await inbox.bob.handOff({ conversationId })).toEqual({ changed: false });
    expect(await stored()).toMatchObject({ handedOverReason: "A lawyer writes.", resumeAt: null });
  });

  it("requests an answer to the customer's newest message when asked to", async () => {
    await inbox.ada.handOff({ conversationId });
    const { messageId: newestId } = await inbox.receive("Hello?");
    expect(await inbox.ada.takeBack({ conversationId, answerNow: true })).toEqual({ changed: true, answers: true });
    expect(inngest.sent).toMatchObject([
      { name: "conversation/message.received", data: { conversationId, messageId: newestId } },
    ]);
  });

  it("requests no answer to a message that is answered or being answered", async () => {
    await inbox.ada.write({ conversationId, text: "It left today.", clientMessageId: "m1" });
    expect(await inbox.ada.takeBack({ conversationId, answerNow: true })).toEqual({ changed: true, answers: false });
    await inbox.ada.handOff({ conversationId });
    const next = await inbox.receive("Thanks. And the other one?");
    await db.insert(turns).values({
      id: newId("turn"),
      workspaceId: inbox.workspaceId,
      conversationId,
      botId: inbox.channel.botId,
      messageId: next.messageId,
      host: "durable",
      status: "running",
      leaseUntil: new Date(Date.now() + 60_000),
    });
    expect(await inbox.ada.takeBack({ conversationId, answerNow: true })).toEqual({ changed: true, answers: false });
  });
});

describe("Closing", () => {
  it("and reopening change a conversation once, even when two members do it concurrently", async () => {
    const closed = await Promise.all([inbox.ada.close({ conversationId }), inbox.bob.close({ conversationId })]);
    expect(closed.map(({ changed }) => changed).toSorted()).toEqual([false, true]);
    expect((await inbox.ada.get({ conversationId })).closedAt).not.toBeNull();
    expect(await inbox.ada.reopen({ conversationId })).toEqual({ changed: true });
    expect(await inbox.ada.reopen({ conversationId })).toEqual({ changed: false });
    expect(await eventsOf(conversationId)).toEqual(["user closed", "user reopened"]);
  });

  it("is undone once by the customer's next messages", async () => {
    await inbox.ada.close({ conversationId });
    await Promise.all([inbox.receive("One more thing"), inbox.receive("or two"), inbox.receive("or three")]);
    expect(await inbox.ada.get({ conversationId })).toMatchObject({ state: "bot", closedAt: null, unread: 4 });
    expect(await eventsOf(conversationId)).toEqual(["user closed", "customer reopened"]);
  });

  it("is not undone by an employee's message in the channel", async () => {
    await inbox.ada.close({ conversationId });
    const bye = { externalId: newId("event"), chatId: "chat", sender: "employee", text: "Bye." } as const;
    await receiveMessage(inbox.channel, bye, "durable");
    expect(await stored()).toMatchObject({ status: "closed", unreadCount: 0 });
  });
});

describe("Clearing the context", () => {
  it("marks a place between earlier and later messages, and only if there are messages to clear", async () => {
    expect(await inbox.ada.clearContext({ conversationId })).toEqual({ changed: true });
    expect(await inbox.ada.clearContext({ conversationId })).toEqual({ changed: false });
    const { contextClearedSeq } = await stored();
    await inbox.receive("Again from the beginning");
    const { entries } = await inbox.ada.thread({ conversationId });
    expect(entries.map(({ type }) => type)).toEqual(["message", "event", "message"]);
    expect(entries.map(({ seq }) => seq > contextClearedSeq)).toEqual([false, true, true]);
  });
});

describe("Members", () => {
  it("add and remove a tag once", async () => {
    const tag = { conversationId, tag: "  vip " };
    expect(await inbox.ada.addTag(tag)).toEqual({ tag: "vip" });
    await Promise.all([
      inbox.ada.addTag({ conversationId, tag: "late" }),
      inbox.bob.addTag({ conversationId, tag: "late" }),
    ]);
    expect((await stored()).tags).toEqual(["vip", "late"]);
    expect(await inbox.ada.removeTag(tag)).toEqual({ changed: true });
    expect(await inbox.ada.removeTag(tag)).toEqual({ changed: false });
    expect(await eventsOf(conversationId)).toEqual(["user tagged vip", "user tagged late", "user untagged vip"]);
    await expect(inbox.ada.addTag({ conversationId, tag: "  " })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("add a note once, see it at its place in the thread, and can delete only their own notes", async () => {
    const note = { conversationId, text: "  Call her\0 back. ", clientNoteId: "n1" };
    const [{ id }] = await Promise.all([inbox.ada.addNote(note), inbox.ada.addNote(note)]);
    await inbox.bob.addNote({ ...note, text: "Done." });
    await inbox.receive("Hello?");
    const { entries } = await inbox.viewer.thread({ conversationId });
    expect(entries).toMatchObject([
      { type: "message" },
      { type: "note", id, text: "Call her\uFFFD back.", author: { id: inbox.adaId, name: "Ada" } },
      { type: "note", text: "Done.", author: { name: "Bob" } },
      { type: "message" },
    ]);
    await expect(inbox.bob.deleteNote({ noteId: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await inbox.stranger.deleteNote({ noteId: id });
    await inbox.ada.deleteNote({ noteId: id });
    await inbox.ada.deleteNote({ noteId: id });
    expect((await inbox.ada.thread({ conversationId })).entries).toHaveLength(3);
  });

  it("set typed variables and remove them, and concurrent changes are not lost", async () => {
    await Promise.all([
      inbox.ada.setVariables({ conversationId, values: { city: "Kyiv", count: 2, list: [1, { a: null }] } }),
      inbox.bob.setVariables({ conversationId, values: { plan: "gold" } }),
    ]);
    const change = { conversationId, values: { count: 3 }, remove: ["city", "nothing"] };
    expect(await inbox.ada.setVariables(change)).toEqual({ changed: true });
    expect(await inbox.ada.setVariables(change)).toEqual({ changed: false });
    expect((await inbox.viewer.get({ conversationId })).variables).toEqual({
      count: 3,
      list: [1, { a: null }],
      plan: "gold",
    });
    expect(await newest()).toMatchObject({
      kind: "variables_set",
      text: "count, city, nothing",
      user: { name: "Ada" },
    });
    await expect(inbox.ada.setVariables({ conversationId, values: { "not a name": 1 } })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

describe("Switching the bot", () => {
  it("lets another published bot answer", async () => {
    const { workspaceId } = inbox;
    const [botId, versionId] = [newId("bot"), newId("botVersion")];
    const bot = { id: botId, workspaceId, name: "Stock", instruction: "", model: OFFLINE_MODEL, fallbackText: "" };
    await db.insert(bots).values(bot);
    await expect(inbox.ada.switchBot({ conversationId, botId })).rejects.toMatchObject({ code: "CONFLICT" });
    await db.insert(botVersions).values({
      id: versionId,
      workspaceId,
      botId,
      number: 1,
      snapshot: { ...bot, botId, schemaVersion: 1, actions: [] },
    });
    await db.update(bots).set({ publishedVersionId: versionId }).where(eq(bots.id, botId));
    expect(await inbox.ada.switchBot({ conversationId, botId })).toEqual({ botName: "Stock" });
    expect(await inbox.ada.switchBot({ conversationId, botId })).toEqual({ botName: "Stock" });
    expect((await inbox.ada.get({ conversationId })).bot).toEqual({ id: botId, name: "Stock" });
    await expect(inbox.ada.switchBot({ conversationId, botId: newId("bot") })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await eventsOf(conversationId)).toEqual(["user bot_switched Stock"]);
  });
});

describe("The unread count", () => {
  const seqs = async () => (await inbox.ada.thread({ conversationId })).entries.map(({ seq }) => seq);

  it("counts the customer's messages after the last one that a member has seen", async () => {
    await inbox.receive("Hello?");
    const [, second = 0] = await seqs();
    await inbox.receive("Anybody?");
    await inbox.ada.markRead({ conversationId, seq: second });
    expect((await stored()).unreadCount).toBe(1);
    await inbox.ada.markRead({ conversationId, seq: 1 });
    expect((await stored()).unreadCount).toBe(1);
    await inbox.ada.markRead({ conversationId, seq: Number.MAX_SAFE_INTEGER });
    expect((await stored()).unreadCount).toBe(0);
  });

  it("includes messages that arrive while a member reads", async () => {
    const [first = 0] = await seqs();
    const texts = Array.from({ length: 20 }, (_, i) => `Message ${i}`);
    await Promise.all(
      texts.flatMap((text) => [inbox.receive(text), inbox.ada.markRead({ conversationId, seq: first })]),
    );
    expect((await stored()).unreadCount).toBe(20);
  });

  it("is zero after a member has answered", async () => {
    await inbox.ada.write({ conversationId, text: "Here I am.", clientMessageId: "m1" });
    expect((await stored()).unreadCount).toBe(0);
  });
});
