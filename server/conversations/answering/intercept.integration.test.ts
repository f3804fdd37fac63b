import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { memberships, workspaces } from "@/db/schema/accounts";
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

/** The texts of the messages that a bot was requested to answer. */
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

describe("An employee's message", () => {
  it("pauses a bot without interception settings and adds an event to the thread", async () => {
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

  it("pauses a bot that was published before bots had interception settings", async () => {
    const bot = await interceptingBot({});
    await db.execute(sql`update bot_versions set snapshot = snapshot - 'behaviour' where bot_id = ${bot.botId}`);
    await writeIn(bot, "Hello from the shop", employee);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "employee" });
  });

  it("does not pause a bot whose settings forbid it", async () => {
    const bot = await interceptingBot({ pauseOnEmployee: false });
    await writeIn(bot, "A note by us", employee);
    await writeIn(bot, "Hi");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot", handedOverCause: null });
    expect(await asked(bot)).toEqual(["Hi"]);
  });

  it("does not pause the bot if it is one of the first ignored messages or an ignored phrase", async () => {
    const bot = await interceptingBot({ ignoreFirst: 2, phrasesThatDoNotIntercept: ["We have your order"] });
    await writeIn(bot, "Welcome", employee);
    await writeIn(bot, "Here is our menu", employee);
    await writeIn(bot, "  WE HAVE your order ", employee);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot" });
    await writeIn(bot, "We have your order, Ann", employee);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "employee" });
  });

  it("has the same effects when it is written in the inbox", async () => {
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

describe("Control phrases", () => {
  const phrases = { stopPhrases: ["Стоп", "stop it"], resumePhrases: ["Продовжуй"] };

  it("stop and resume the bot when a customer writes them, and are neither answered nor sent to a model", async () => {
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

  it("do not replace the previous message as the one to answer", async () => {
    const bot = await interceptingBot(phrases);
    await writeIn(bot, "Where is my order?");
    const { lastCustomerMessageId } = await conversationOf(bot);
    await writeIn(bot, "Продовжуй");
    expect(await conversationOf(bot)).toMatchObject({ lastCustomerMessageId, handledBy: "bot" });
  });

  it("take effect as the first message of a conversation", async () => {
    const bot = await interceptingBot(phrases);
    await writeIn(bot, "stop it");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "control_phrase" });
    expect(await conversationOf(bot)).toMatchObject({ lastCustomerMessageId: null });
  });

  it("take effect on the chat page too, where the stream reports the outcome", async () => {
    const bot = await interceptingBot(phrases);
    const token = signVisitorToken(bot.publicId, "visitor-1");
    const say = async (text: string) =>
      (await readAnswer((await postMessage(bot.publicId, { id: newId("event"), text }, { token })).response)).end;
    expect(await say("Стоп")).toEqual({ turnId: null, outcome: "person" });
    expect(await say("Продовжуй")).toEqual({ turnId: null, outcome: "saved" });
    expect(await say("Where is my order?")).toMatchObject({ outcome: "saved", turnId: expect.any(String) });
  });

  it("are those of the bot's newly published version", async () => {
    const bot = await interceptingBot(phrases);
    await behave(bot, { interception: { stopPhrases: ["halt"] } });
    await writeIn(bot, "stop it");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "bot" });
    await writeIn(bot, "HALT");
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person" });
  });

  it("stop the bot when many arrive concurrently, and every message is stored", async () => {
    const bot = await interceptingBot(phrases);
    await Promise.all(Array.from({ length: 10 }, (_, i) => writeIn(bot, i % 2 ? "stop it" : `message ${i}`)));
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "control_phrase" });
    const rows = await db.select().from(messages).where(eq(messages.workspaceId, bot.ctx.workspaceId));
    expect(rows).toHaveLength(10);
    expect(rows.filter(({ isControl }) => isControl)).toHaveLength(5);
  });
});

describe("An assignee", () => {
  const phrases = { stopPhrases: ["operator"], resumePhrases: ["robot"], resumeAfterMinutes: 30 };

  it("is chosen when the customer calls for a person, and removed when the bot has the conversation again", async () => {
    const bot = await interceptingBot(phrases);
    const { workspaceId } = bot.ctx;
    await db.update(workspaces).set({ assignment: "round_robin" }).where(eq(workspaces.id, workspaceId));
    const [owner] = await db.select().from(memberships).where(eq(memberships.workspaceId, workspaceId));
    const assignee = async () => (await conversationOf(bot)).assigneeId;
    await writeIn(bot, "Operator");
    expect(await assignee()).toBe(owner?.userId);
    await writeIn(bot, "robot");
    expect(await assignee()).toBeNull();
    await writeIn(bot, "operator");
    expect(await assignee()).toBe(owner?.userId);
    await writeIn(bot, "robot");
    await writeIn(bot, "I help you", employee);
    expect(await assignee()).toBeNull();
    const { id } = await conversationOf(bot);
    await db
      .update(conversations)
      .set({ assigneeId: owner?.userId ?? null })
      .where(eq(conversations.id, id));
    await makeDue(bot);
    await resumeDue();
    expect(await assignee()).toBeNull();
  });
});

describe("A bot that takes conversations back", () => {
  const interception = { resumeAfterMinutes: 30, stopPhrases: ["stop"] };

  it("takes one back when a customer writes after the set time, and answers", async () => {
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

  it("takes one back automatically and answers the waiting message once", async () => {
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

  it("waits longer when an employee writes again", async () => {
    const bot = await interceptingBot(interception);
    await writeIn(bot, "Here I am", employee);
    await makeDue(bot);
    await writeIn(bot, "One moment", employee);
    expect(await resumeDue()).toEqual([]);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", isToResume: true });
  });

  const byOthers = ["manual", "control_phrase", "action", "limit", "failure"] as const;

  it.each(byOthers)("never takes back a conversation that was handed off by %s", async (cause) => {
    const bot = await interceptingBot(interception);
    await writeIn(bot, "Hi");
    const { id: conversationId, workspaceId } = await conversationOf(bot);
    if (cause === "control_phrase") await writeIn(bot, "stop", employee);
    else await handOff({ workspaceId, conversationId, cause, reason: "", turnId: null });
    await writeIn(bot, "I answer now", employee);
    expect(await stateOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: cause, isToResume: false });
  });
});
