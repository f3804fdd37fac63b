import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { conversationEvents } from "@/db/schema/inbox";
import { outbox } from "@/db/schema/outbox";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import type { BotBehaviourInput } from "@/server/schemas/bot-behaviour";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { newId } from "@/server/ids";
import { openDurableTurn } from "@/server/turn/durable/durable-turn";
import { loadTurn } from "@/server/turn/context/load-turn";
import { behave, type BehavingBot, conversationOf, makeBehavingBot, writeIn } from "@/server/turn/testing/behaving-bot";
import { interceptByEmployee } from "./intercept";
import { handOff } from "./hand-off";
import { resumeDue } from "./resume-due";

const events = await startEventEndpoint();

const employee = { from: "employee" } as const;

function interceptingBot(interception: BotBehaviourInput["interception"]): Promise<BehavingBot> {
  return makeBehavingBot({ interception });
}

async function stateOf(bot: BehavingBot) {
  const { handledBy, handedOverCause, handedOverReason, resumeAt } = await conversationOf(bot);
  return { handledBy, handedOverCause, handedOverReason, isToResume: resumeAt !== null };
}

async function eventsOf(bot: BehavingBot) {
  const { id } = await conversationOf(bot);
  const rows = await db
    .select()
    .from(conversationEvents)
    .where(eq(conversationEvents.conversationId, id))
    .orderBy(conversationEvents.seq);
  return rows.map(({ kind, actor, text }) => `${actor} ${kind}: ${text}`);
}

/** Texts of messages that a bot has been asked to answer. */
async function asked(bot: BehavingBot): Promise<string[]> {
  const mine = eq(messages.workspaceId, bot.ctx.workspaceId);
  const rows = await db.select().from(messages).where(mine).orderBy(messages.seq);
  const sent = events.sent.filter(({ name }) => name === "conversation/message.received").map(({ data }) => data);
  const ids = new Set(sent.map((data) => data["messageId"]));
  return rows.filter(({ id }) => ids.has(id)).map(({ text }) => text);
}

async function makeDue(bot: BehavingBot): Promise<void> {
  const { id } = await conversationOf(bot);
  await db
    .update(conversations)
    .set({ resumeAt: sql`now() - interval '1 second'` })
    .where(eq(conversations.id, id));
}

describe("an employee's message", () => {
  it("pauses a bot without settings, as it always did, and says so in the thread", async () => {
    const bot = await interceptingBot({});
    await writeIn(bot, "Hi");
    await writeIn(bot, "I take over", employee);
    await writeIn(bot, "Still me", employee);
    expect(await stateOf(bot)).toEqual({
      handledBy: "person",
      handedOverCause: "employee",
      handedOverReason: "An employee wrote in the channel.",
      isToResume: false,
    });
    await writeIn(bot, "Thanks");
    expect(await asked(bot)).toEqual(["Hi"]);
    expect(await eventsOf(bot)).toEqual(["employee paused: An employee wrote in the channel."]);
  });

  it("pauses one that was published before there were settings", async () => {
    const bot = await interceptingBot({});
    await db.execute(sql`update bot_versions set snapshot = snapshot - 'behaviour' where bot_id = ${bot.botId}`);
    await writeIn(bot, "Hello from the shop", employee);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "employee" });
  });

  it("leaves the conversation to a bot that is not to pause", async () => {
    const bot = await interceptingBot({ pauseOnEmployee: false });
    await writeIn(bot, "A note by us", employee);
    await writeIn(bot, "Hi");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot", handedOverCause: null });
    expect(await asked(bot)).toEqual(["Hi"]);
  });

  it("does not pause while it is one of the first, or a phrase that does not", async () => {
    const bot = await interceptingBot({ ignoreFirst: 2, phrasesThatDoNotIntercept: ["We have your order"] });
    await writeIn(bot, "Welcome", employee);
    await writeIn(bot, "Here is our menu", employee);
    await writeIn(bot, "  WE HAVE your order ", employee);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot" });
    await writeIn(bot, "We have your order, Ann", employee);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "employee" });
  });

  it("counts in the inbox by the same rules", async () => {
    const bot = await interceptingBot({ ignoreFirst: 1, stopPhrases: ["bot off"], resumePhrases: ["bot on"] });
    await writeIn(bot, "Welcome", employee);
    const { id: conversationId, workspaceId } = await conversationOf(bot);
    const by = { actor: "user", userId: bot.userId } as const;
    const write = (text: string) => interceptByEmployee({ workspaceId, conversationId, text, by });
    expect(await write("Hello")).toBe("pause");
    expect(await write("BOT ON")).toBe("resume");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot", handedOverReason: null });
    expect(await write("Bot off")).toBe("stop");
    expect(await stateOf(bot)).toMatchObject({ handedOverCause: "control_phrase" });
    expect(await eventsOf(bot)).toEqual([
      "user paused: An employee wrote in the inbox.",
      "user resumed: An employee wrote “BOT ON”.",
      "user paused: An employee wrote “Bot off”.",
    ]);
    const foreign = interceptByEmployee({ workspaceId: "ws_other", conversationId, text: "bot on", by });
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("phrases", () => {
  const phrases = { stopPhrases: ["Стоп", "stop it"], resumePhrases: ["Продовжуй"] };

  it("of a customer stop the bot and let it go on, and are neither answered nor told to a model", async () => {
    const bot = await interceptingBot(phrases);
    await writeIn(bot, "Hi");
    await writeIn(bot, " СТОП ");
    expect(await stateOf(bot)).toMatchObject({
      handledBy: "person",
      handedOverCause: "control_phrase",
      handedOverReason: "The customer wrote “СТОП”.",
    });
    await writeIn(bot, "Anyone?");
    await writeIn(bot, "продовжуй");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot", handedOverCause: null });
    await writeIn(bot, "Please do not stop it");
    expect(await asked(bot)).toEqual(["Hi", "Please do not stop it"]);
    const { id: conversationId, workspaceId, lastCustomerMessageId } = await conversationOf(bot);
    const turnId = await openDurableTurn(
      { workspaceId, conversationId, messageId: lastCustomerMessageId ?? "" },
      "inngest-run",
    );
    const { history } = (await loadTurn(turnId ?? "")).input;
    expect(history.map((message) => "text" in message && message.text)).toEqual([
      "Hi",
      "Anyone?",
      "Please do not stop it",
    ]);
    expect(await eventsOf(bot)).toEqual([
      "customer paused: The customer wrote “СТОП”.",
      "customer resumed: The customer wrote “продовжуй”.",
    ]);
  });

  it("do not overtake the message before them", async () => {
    const bot = await interceptingBot(phrases);
    await writeIn(bot, "Where is my order?");
    const { lastCustomerMessageId } = await conversationOf(bot);
    await writeIn(bot, "Продовжуй");
    expect(await conversationOf(bot)).toMatchObject({ lastCustomerMessageId, handledBy: "bot" });
  });

  it("may be the first that is written", async () => {
    const bot = await interceptingBot(phrases);
    await writeIn(bot, "stop it");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "control_phrase" });
    expect(await conversationOf(bot)).toMatchObject({ lastCustomerMessageId: null });
  });

  it("hold on the chat page too, whose stream says so", async () => {
    const bot = await interceptingBot(phrases);
    const token = signVisitorToken(bot.publicId, "visitor-1");
    const say = async (text: string) =>
      (await readAnswer((await postMessage(bot.publicId, { id: newId("event"), text }, { token })).response)).end;
    expect(await say("Стоп")).toEqual({ turnId: null, outcome: "person" });
    expect(await say("Продовжуй")).toEqual({ turnId: null, outcome: "saved" });
    expect(await say("Where is my order?")).toMatchObject({ outcome: "saved", turnId: expect.any(String) });
  });

  it("are those of the bot that answers now, and of its published version", async () => {
    const bot = await interceptingBot(phrases);
    await behave(bot, { interception: { stopPhrases: ["halt"] } });
    await writeIn(bot, "stop it");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot" });
    await writeIn(bot, "HALT");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person" });
  });

  it("of many that come at once stop it once, with every message kept", async () => {
    const bot = await interceptingBot(phrases);
    await Promise.all(Array.from({ length: 10 }, (_, i) => writeIn(bot, i % 2 ? "stop it" : `message ${i}`)));
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "control_phrase" });
    const rows = await db.select().from(messages).where(eq(messages.workspaceId, bot.ctx.workspaceId));
    expect(rows).toHaveLength(10);
    expect(rows.filter(({ isControl }) => isControl)).toHaveLength(5);
  });
});

describe("a bot that takes conversations back", () => {
  const interception = { resumeAfterMinutes: 30, stopPhrases: ["stop"] };

  it("does so when a customer writes after the time, and answers", async () => {
    const bot = await interceptingBot(interception);
    await writeIn(bot, "I am here", employee);
    const { resumeAt } = await conversationOf(bot);
    expect((resumeAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(29 * 60_000);
    await writeIn(bot, "Too early");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", isToResume: true });
    await makeDue(bot);
    await writeIn(bot, "Anyone?");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot", handedOverCause: null, isToResume: false });
    expect(await asked(bot)).toEqual(["Anyone?"]);
    expect((await eventsOf(bot)).at(-1)).toMatch(/^system resumed: No employee wrote/);
  });

  it("does so by itself, and answers the message that waits, once", async () => {
    const bot = await interceptingBot(interception);
    await writeIn(bot, "Hi", employee);
    await writeIn(bot, "Anyone?");
    await makeDue(bot);
    const owed = await Promise.all([resumeDue(), resumeDue()]);
    const { id: conversationId, lastCustomerMessageId } = await conversationOf(bot);
    expect(owed.flat()).toMatchObject([{ data: { conversationId, messageId: lastCustomerMessageId } }]);
    expect(
      await db
        .select()
        .from(outbox)
        .where(eq(outbox.id, owed.flat()[0]?.id ?? "")),
    ).toHaveLength(1);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot" });
    expect(await resumeDue()).toEqual([]);
  });

  it("has nothing to answer when an employee wrote last", async () => {
    const bot = await interceptingBot(interception);
    await writeIn(bot, "Anyone?");
    await writeIn(bot, "Yes, all done.", employee);
    await makeDue(bot);
    expect(await resumeDue()).toEqual([]);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot" });
  });

  it("waits on when an employee writes again", async () => {
    const bot = await interceptingBot(interception);
    await writeIn(bot, "Here I am", employee);
    await makeDue(bot);
    await writeIn(bot, "One moment", employee);
    expect(await resumeDue()).toEqual([]);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", isToResume: true });
  });

  const byOthers = ["manual", "control_phrase", "action", "limit", "failure"] as const;

  it.each(byOthers)("never does after %s", async (cause) => {
    const bot = await interceptingBot(interception);
    await writeIn(bot, "Hi");
    const { id: conversationId, workspaceId } = await conversationOf(bot);
    if (cause === "control_phrase") await writeIn(bot, "stop", employee);
    else await handOff({ workspaceId, conversationId, cause, reason: "", turnId: null });
    await writeIn(bot, "I answer now", employee);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: cause, isToResume: false });
  });
});
