import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { conversations, messages, turns } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { refuse, speak, startModelServer } from "@/db/testing/model-server";
import { type BotBehaviourInput, openOfficeHours, usualLimits } from "@/server/schemas/bot-behaviour";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { storedMessages, turnsOf } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { listMessages } from "@/server/conversations/list-messages";
import { takeBack } from "@/server/conversations/answering/take-back";
import { textParts } from "@/server/conversations/text-parts";
import { updateBot } from "@/server/bots/update-bot";
import { newId } from "@/server/ids";
import { loadTurn } from "./load-turn";
import { behave, type BehavingBot, makeBehavingBot } from "../testing/behaving-bot";

await startEventEndpoint();
const model = await startModelServer();
let bot: BehavingBot;
let token = "";
beforeEach(() => {
  model.answer((response) => speak(response, ["Hello."]));
});

async function use(behaviour: BotBehaviourInput): Promise<void> {
  bot = await makeBehavingBot(behaviour, model.baseUrl);
  token = signVisitorToken(bot.publicId, newId("event"));
}

/** Sends a message from the chat page and reads the answer. */
async function ask(text: string) {
  const { response, done } = await postMessage(bot.publicId, { id: newId("event"), text }, { token });
  const answer = await readAnswer(response);
  await done;
  return answer;
}

async function conversation() {
  const [row] = await db.select().from(conversations).where(eq(conversations.workspaceId, bot.ctx.workspaceId));
  if (!row) throw new Error("no conversation");
  return row;
}

async function botTexts(): Promise<string[]> {
  return (await storedMessages(bot)).filter(({ sender }) => sender === "ai").map(({ text }) => text);
}

async function lastTurn() {
  const turn = (await turnsOf(bot)).at(-1);
  if (!turn) throw new Error("no turn");
  return turn;
}

/** The texts of the history that the model got in the newest turn. */
async function historyTexts(): Promise<string[]> {
  const { input } = await loadTurn((await lastTurn()).id);
  return input.history.map((message) => ("text" in message ? message.text : "result"));
}

describe("A bot without behaviour settings", () => {
  it("answers with the model's text", async () => {
    await use({});
    const { text, end } = await ask("Hi");
    expect([text, end]).toEqual(["Hello.", { turnId: (await lastTurn()).id, outcome: "saved" }]);
    expect(await storedMessages(bot)).toMatchObject([
      { sender: "customer", isControl: false },
      { sender: "ai", text: "Hello.", bareText: null, turnPart: 0, pauseSeconds: null },
    ]);
  });

  it("answers the same way if it was published before there were such settings", async () => {
    await use({ footer: "Later set" });
    await db.execute(sql`update bot_versions set snapshot = snapshot - 'behaviour' where bot_id = ${bot.botId}`);
    await ask("Hi");
    expect(await botTexts()).toEqual(["Hello."]);
  });
});

describe("Working hours", () => {
  const closed = { ...openOfficeHours, days: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } };

  it("send the away text, with its variables, once per closed period without calling the model", async () => {
    await use({ workingHours: { ...closed, awayText: "{bot_name} is away." } });
    const { end } = await ask("Hi");
    expect(end).toMatchObject({ outcome: "saved", text: "Shop is away." });
    expect((await ask("Anyone?")).end).toMatchObject({ outcome: "saved", text: null });
    expect(await botTexts()).toEqual(["Shop is away."]);
    expect(model.requests).toEqual([]);
    expect(await turnsOf(bot)).toMatchObject([
      { status: "completed", trace: [{ kind: "note", text: expect.stringMatching(/outside of the working hours/) }] },
      { status: "completed" },
    ]);
    // Another closed period.
    await db.update(conversations).set({ toldClosed: "2026-01-01T18:00 (UTC)" });
    await ask("And now?");
    expect(await botTexts()).toEqual(["Shop is away.", "Shop is away."]);
  });

  it("let the bot answer after the away text if its settings say so", async () => {
    await use({ workingHours: { ...closed, awayText: "We are closed.", answerOutside: true } });
    const { text, end } = await ask("Hi");
    expect(text).toBe("Hello.");
    expect(end).toMatchObject({ text: "We are closed.", more: [{ sender: "ai", text: "Hello." }] });
    expect((await ask("Again")).end).toEqual({ turnId: expect.any(String), outcome: "saved" });
    expect(await botTexts()).toEqual(["We are closed.", "Hello.", "Hello."]);
  });

  it("change nothing during opening hours", async () => {
    const always = [{ from: "00:00", to: "24:00" }];
    const days = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always };
    await use({ workingHours: { ...closed, days } });
    expect((await ask("Hi")).end).toEqual({ turnId: expect.any(String), outcome: "saved" });
  });
});

describe("Limits", () => {
  async function sentNotifications() {
    return db.select().from(notifications).where(eq(notifications.workspaceId, bot.ctx.workspaceId));
  }

  it("on messages send their text once, hand the conversation off and notify people", async () => {
    await use({ antiSpam: { ...usualLimits, maxMessages: 2, text: "Enough for today." } });
    await ask("1");
    await ask("2");
    expect((await ask("3")).end).toMatchObject({ outcome: "saved", text: "Enough for today." });
    expect((await ask("4")).end).toMatchObject({ outcome: "person" });
    expect(await botTexts()).toEqual(["Hello.", "Hello.", "Enough for today."]);
    const reason = "More than 2 messages in 24 h.";
    expect(await conversation()).toMatchObject({
      handledBy: "person",
      handedOverCause: "limit",
      handedOverReason: reason,
    });
    expect(await sentNotifications()).toMatchObject([{ kind: "limit_reached", body: reason, botId: bot.botId }]);
    expect(model.requests).toHaveLength(2);
  });

  it("restart when people give the conversation back", async () => {
    await use({ antiSpam: { ...usualLimits, maxMessages: 1 } });
    await ask("1");
    await ask("2");
    const { id: conversationId, workspaceId } = await conversation();
    await takeBack({ workspaceId, conversationId, by: { actor: "system" } });
    await ask("3");
    expect((await botTexts()).at(-1)).toBe("Hello.");
    await ask("4");
    expect(await conversation()).toMatchObject({ handedOverCause: "limit" });
    expect(await sentNotifications()).toHaveLength(2);
  });

  it("on identical messages ignore case", async () => {
    await use({ antiSpam: { ...usualLimits, maxMessages: null, maxIdentical: 2 } });
    await ask("buy");
    await ask("something else");
    await ask(" BUY ");
    expect(await conversation()).toMatchObject({ handledBy: "bot" });
    await ask("Buy");
    expect(await conversation()).toMatchObject({ handedOverReason: "The same message more than 2 times in 24 h." });
  });

  it("on tokens count only those within the period", async () => {
    await use({ antiSpam: { ...usualLimits, periodHours: 1, maxMessages: null, maxTokens: 1000 } });
    await ask("1");
    await db.update(turns).set({ inputTokens: 1000 }).where(eq(turns.workspaceId, bot.ctx.workspaceId));
    await db
      .update(turns)
      .set({ startedAt: sql`now() - interval '2 hours'` })
      .where(eq(turns.workspaceId, bot.ctx.workspaceId));
    await ask("2");
    expect(await conversation()).toMatchObject({ handledBy: "bot" });
    await db
      .update(turns)
      .set({ startedAt: sql`now()` })
      .where(eq(turns.workspaceId, bot.ctx.workspaceId));
    await ask("3");
    expect(await conversation()).toMatchObject({
      handedOverCause: "limit",
      handedOverReason: "1,000 tokens or more in 1 h.",
    });
  });

  it("without a text stop the bot without a reply", async () => {
    await use({ antiSpam: { ...usualLimits, maxMessages: 1, text: "" } });
    await ask("1");
    expect((await ask("2")).end).toMatchObject({ outcome: "saved", text: null });
    expect(await conversation()).toMatchObject({ handedOverCause: "limit" });
  });
});

describe("A bot that cannot answer", () => {
  it("sends its fallback text, hands the conversation off and notifies people once", async () => {
    await use({});
    model.answer((response) => refuse(response, 401, "no key"));
    expect((await ask("Hi")).end).toMatchObject({ outcome: "saved", text: expect.stringMatching(/^Sorry/) });
    expect(await conversation()).toMatchObject({ handledBy: "person", handedOverCause: "failure" });
    const notified = await db.select().from(notifications).where(eq(notifications.workspaceId, bot.ctx.workspaceId));
    expect(notified).toMatchObject([{ kind: "person_called", title: "A bot could not answer" }]);
    expect((await ask("Hello?")).end).toMatchObject({ outcome: "person" });
  });

  it("because it was never published keeps the conversation, so that it can be tried out", async () => {
    await use({});
    await db.update(bots).set({ publishedVersionId: null }).where(eq(bots.id, bot.botId));
    expect((await ask("Hi")).end).toMatchObject({ text: expect.stringMatching(/^Sorry/) });
    expect(await conversation()).toMatchObject({ handledBy: "bot" });
  });

  it("keeps the conversation if its settings say so", async () => {
    await use({ handOverOnFailure: false });
    model.answer((response) => refuse(response, 401, "no key"));
    await ask("Hi");
    expect(await conversation()).toMatchObject({ handledBy: "bot" });
    model.answer((response) => speak(response, ["Back."]));
    expect((await ask("Hello?")).text).toBe("Back.");
  });
});

describe("A history setting", () => {
  const four = async () => {
    for (const text of ["one", "two", "three", "four"]) await ask(text);
  };

  it.each<[BotBehaviourInput["history"], string[]]>([
    [{ kind: "all" }, ["one", "Hello.", "two", "Hello.", "three", "Hello.", "four"]],
    [{ kind: "messages", count: 3 }, ["three", "Hello.", "four"]],
    [{ kind: "messages", count: 1 }, ["four"]],
    [{ kind: "off" }, ["four"]],
  ])("of %j limits the history", async (history, texts) => {
    await use({ history });
    await four();
    expect(await historyTexts()).toEqual(texts);
  });

  it("in minutes keeps only the messages of that time", async () => {
    await use({ history: { kind: "minutes", minutes: 30 } });
    await ask("one");
    await db.update(messages).set({ createdAt: sql`now() - interval '31 minutes'` });
    await ask("two");
    await ask("three");
    expect(await historyTexts()).toEqual(["two", "Hello.", "three"]);
  });

  it("always keeps the messages that wait for an answer", async () => {
    await use({ history: { kind: "messages", count: 1 } });
    await ask("one");
    const answered = (await storedMessages(bot)).at(-1);
    await ask("two");
    await ask("three");
    // As if the bot had not answered the second message yet.
    await db.delete(messages).where(and(eq(messages.sender, "ai"), sql`${messages.seq} > ${answered?.seq ?? 0}`));
    expect(await historyTexts()).toEqual(["two", "three"]);
  });

  it("keeps no messages before the context was cleared, except the message to answer", async () => {
    await use({});
    await ask("one");
    await db.update(conversations).set({ contextClearedSeq: sql`nextval('messages_seq_seq')` });
    await ask("two");
    expect(await historyTexts()).toEqual(["two"]);
    await db.update(conversations).set({ contextClearedSeq: sql`nextval('messages_seq_seq')` });
    expect(await historyTexts()).toEqual(["two"]);
  });
});

describe("An answer", () => {
  it("is split into messages that are stored once, in order, and joined again for the model", async () => {
    await use({ split: { mode: "sentence" }, header: "{bot_name} says:", footer: "Bye." });
    model.answer((response) => speak(response, ["It is shipped. ", "It comes on Friday. Anything else?"]));
    const { text, end } = await ask("Where is it?");
    expect(text).toBe("It is shipped. It comes on Friday. Anything else?");
    const parts = ["Shop says:\n\nIt is shipped.", "It comes on Friday.", "Anything else?\n\nBye."];
    expect(await botTexts()).toEqual(parts);
    expect([end?.text, ...(end?.more ?? []).map((more) => more.text)]).toEqual(parts);
    const stored = (await storedMessages(bot)).slice(1);
    expect(end?.more?.map(({ id }) => id)).toEqual(stored.slice(1).map(({ id }) => id));
    expect(stored.map(({ turnPart, bareText }) => [turnPart, bareText])).toEqual([
      [0, "It is shipped."],
      [1, null],
      [2, "Anything else?"],
    ]);
    await ask("Thanks");
    expect((await historyTexts())[1]).toBe("It is shipped.\n\nIt comes on Friday.\n\nAnything else?");
  });

  it("has its header and footer in separate messages if they do not fit", async () => {
    await use({ split: { mode: "length", maxCharacters: 100 }, header: "H".repeat(60), footer: "Bye." });
    model.answer((response) => speak(response, ["a".repeat(60)]));
    await ask("Hi");
    expect(await botTexts()).toEqual(["H".repeat(60), `${"a".repeat(60)}\n\nBye.`]);
    await ask("Hi");
    expect((await historyTexts())[1]).toBe("a".repeat(60));
  });

  it("reports which part of it is Markdown: the model's text, but not the bot's fixed texts", async () => {
    await use({ split: { mode: "none" }, header: "*{bot_name}*", footer: "_Bye_" });
    model.answer((response) => speak(response, ["It is **shipped**."]));
    const { end } = await ask("Where is it?");
    const parts = [
      { format: "plain", text: "*Shop*" },
      { format: "markdown", text: "It is **shipped**." },
      { format: "plain", text: "_Bye_" },
    ];
    expect(textParts({ text: end?.text ?? "", markdown: end?.markdown ?? null })).toEqual(parts);
    const { messages: stored } = await listMessages((await lastTurn()).conversationId);
    expect(stored.map(textParts)).toEqual([[{ format: "plain", text: "Where is it?" }], parts]);
  });

  it("that is the fallback text is sent unchanged", async () => {
    await use({ split: { mode: "sentence" }, header: "Bot:", footer: "Bye." });
    await updateBot(bot.ctx, { botId: bot.botId, fallbackText: "Sorry. Not now." });
    await behave(bot, { split: { mode: "sentence" }, header: "Bot:", footer: "Bye." });
    model.answer((response) => refuse(response, 401, "no"));
    await ask("Hi");
    expect(await botTexts()).toEqual(["Sorry. Not now."]);
    const { messages: stored } = await listMessages((await lastTurn()).conversationId);
    expect(stored.at(-1)).toMatchObject({ text: "Sorry. Not now.", markdown: null });
  });

  it.each<[BotBehaviourInput["replyLanguage"], RegExp]>([
    [{ kind: "auto" }, /(?<!language.*)$/],
    [{ kind: "customer" }, /^Answer in the language of the customer's newest message/],
    [{ kind: "fixed", language: "Ukrainian" }, /^Answer in this language only.*: Ukrainian\.$/],
  ])("is requested in the language %j", async (replyLanguage, words) => {
    await use({ replyLanguage });
    await ask("Hi");
    const { instruction } = (await loadTurn((await lastTurn()).id)).input;
    expect(instruction.split("\n\n").at(-1)).toMatch(words);
  });
});

describe("Messages in quick succession", () => {
  it("get one answer to all of them, and the streams of the others report this immediately", async () => {
    await use({ mergeSeconds: 2 });
    const texts = ["Hi", "I am Ann", "from Kyiv", "order 7", "where is it?"];
    const began = performance.now();
    const answers = [];
    for (const text of texts) answers.push(ask(text));
    const ends = await Promise.all(answers);
    const outcomes = ends.map(({ end }) => end?.outcome);
    expect(outcomes.filter((outcome) => outcome === "saved")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "overtaken")).toHaveLength(4);
    expect(ends.every(({ types }) => types.filter((type) => type === "data-waiting").length === 2)).toBe(true);
    expect(performance.now() - began).toBeGreaterThan(1900);
    expect(await botTexts()).toEqual(["Hello."]);
    expect(model.requests).toHaveLength(1);
    const answering = (await turnsOf(bot)).find(({ status }) => status === "completed");
    const { history } = (await loadTurn(answering?.id ?? "")).input;
    expect(history.map((message) => "text" in message && message.text).toSorted()).toEqual(texts.toSorted());
  });

  it("end the wait of the previous message before its answer starts", async () => {
    await use({ mergeSeconds: 60 });
    const first = ask("Hi");
    await expect.poll(async () => (await turnsOf(bot)).length).toBe(1);
    const second = postMessage(bot.publicId, { id: newId("event"), text: "More" }, { token });
    expect((await first).end).toMatchObject({ outcome: "overtaken" });
    // A take-over by people ends the wait of the second message too.
    await second;
    await db.execute(sql`
      update conversations set handled_by = 'person' where workspace_id = ${bot.ctx.workspaceId}`);
    expect((await readAnswer((await second).response)).end).toMatchObject({ outcome: "overtaken" });
    expect(await turnsOf(bot)).toMatchObject([{ status: "dropped" }, { status: "dropped" }]);
  });
});
