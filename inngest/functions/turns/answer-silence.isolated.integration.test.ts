import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { channels, conversations, turns } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { scenarioPlaces, silenceTimers } from "@/db/schema/scenario";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { updateChannel } from "@/server/channels/update-channel";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { eventsOf } from "@/server/inbox/testing/inbox";
import { dispatch } from "@/server/outbox/outbox";
import {
  addScriptedBot,
  makeScriptedBot,
  publishScenario,
  saidIn,
  Visitor,
} from "@/server/scenario/run/testing/scripted-bot";
import { says } from "@/server/scenario/run/testing/talk";
import { botBehaviour, weekdays } from "@/server/schemas/bot-behaviour";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { loadTurn } from "@/server/turn/context/load-turn";
import { rescueTurns } from "@/server/turn/durable/rescue-turns";
import { requestDueReminders } from "@/server/turn/silence/request-due-reminders";
import { type DueRule, endSilenceTurn, openSilenceTurn } from "@/server/turn/silence/silence-turn";
import { type BehavingBot, conversationOf, writeIn } from "@/server/turn/testing/behaving-bot";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const receiver = await startWebhookReceiver();
beforeEach(() => receiver.reset());

const WAIT = { timeout: 20_000 };
const GREETING = "Which membership would you like?";

type RuleInput = NonNullable<InteractionInput["silence"]>[number];

/** Ids are unique over all bots, so each bot gets its own. */
let count = 0;

/** A Welcome with rules for silence, and an interaction without any. */
function greeting(...rules: Omit<RuleInput, "id">[]): InteractionInput[] {
  count += 1;
  const silence = rules.map((rule, i) => ({ ...rule, id: `sil_${count}_${i + 1}` }));
  return [
    { id: `int_${count}_welcome`, role: "welcome", name: "Welcome", responses: [says(GREETING)], silence },
    { id: `int_${count}_offer`, name: "Offer", responses: [says("The first month is free.")] },
  ];
}

const writes = (text: string, afterMinutes = 60): Omit<RuleInput, "id"> => ({
  afterMinutes,
  effect: { type: "text", text },
});
const closes: Omit<RuleInput, "id"> = { afterMinutes: 24 * 60, effect: { type: "close" } };

interface Silent {
  bot: BehavingBot;
  visitor: Visitor;
  conversationId: string;
  messageId: string;
}

/** A bot's customer on the chat page who said hello and now is silent. */
async function fallSilent(interactions: InteractionInput[], behaviour = {}): Promise<Silent> {
  const bot = await makeScriptedBot(interactions, {}, behaviour);
  const visitor = new Visitor(bot);
  expect(await visitor.say("Hello")).toEqual([GREETING]);
  const { id, lastCustomerMessageId } = await visitor.conversation();
  return { bot, visitor, conversationId: id, messageId: lastCustomerMessageId ?? "" };
}

async function timerOf(conversationId: string) {
  const [timer] = await db.select().from(silenceTimers).where(eq(silenceTimers.conversationId, conversationId));
  return timer;
}

/** Moves a timer's time into the past. */
async function makeDue(conversationId: string): Promise<void> {
  const past = new Date(Date.now() - 60_000);
  await db
    .update(silenceTimers)
    .set({ dueAt: past, checkAt: past })
    .where(eq(silenceTimers.conversationId, conversationId));
}

async function sweep(): Promise<void> {
  await dispatch(await requestDueReminders());
}

async function textsIn({ bot, conversationId }: Silent): Promise<string[]> {
  return (await saidIn(bot, conversationId)).map(({ text }) => text);
}

function remindersOf(conversationId: string) {
  return db
    .select()
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), eq(turns.host, "durable")));
}

async function dueRule({ bot, conversationId, messageId }: Silent): Promise<DueRule> {
  const { ruleId = "" } = (await timerOf(conversationId)) ?? {};
  return { workspaceId: bot.ctx.workspaceId, conversationId, messageId, ruleId };
}

describe("A reminder", () => {
  it("is sent once, however often it is requested, and the next rule counts from it", async () => {
    const silent = await fallSilent(greeting(writes("Still there, {{client_name}}?"), writes("Goodbye!", 120)));
    const { conversationId } = silent;
    expect(await timerOf(conversationId)).toMatchObject({ effect: "text", detail: "Still there, ?" });
    await sweep();
    expect(await remindersOf(conversationId)).toEqual([]);
    await makeDue(conversationId);
    const [first, second] = await Promise.all([requestDueReminders(), requestDueReminders()]);
    const owed = [...first, ...second];
    expect(owed).toHaveLength(1);
    await dispatch([...owed, ...owed.map((event) => ({ ...event, id: newId("event") }))]);
    await expect.poll(() => textsIn(silent), WAIT).toEqual([GREETING, "Still there, ?"]);
    const next = await timerOf(conversationId);
    expect(next).toMatchObject({ ruleId: `sil_${count}_2`, detail: "Goodbye!" });
    expect(Math.round(((next?.dueAt.getTime() ?? 0) - Date.now()) / 60_000)).toBe(120);
    await sweep();
    expect(await remindersOf(conversationId)).toMatchObject([{ status: "completed", silenceRuleId: `sil_${count}_1` }]);
    expect(await eventsOf(conversationId)).toEqual(["bot reminded The customer wrote nothing for 1 hour."]);
  });

  it("reaches the customer of a custom channel, whose message stays answered", async () => {
    const bot = await makeScriptedBot(greeting(writes("Still there?")));
    await updateChannel(bot.ctx, { channelId: bot.customChannelId, custom: { webhookUrl: `${receiver.origin}/hook` } });
    const sent = () => receiver.requests.flatMap(({ body }) => body.new_messages.map(({ text }) => text));
    await writeIn(bot, "Hello");
    await expect.poll(sent, WAIT).toEqual([GREETING]);
    const { id } = await conversationOf(bot);
    await makeDue(id);
    await sweep();
    await expect.poll(sent, WAIT).toEqual([GREETING, "Still there?"]);
    const { inbox } = createTestCaller({ userId: bot.userId });
    expect(await inbox.get({ conversationId: id })).toMatchObject({ isUnanswered: false, reminder: null });
    expect(await timerOf(id)).toBeUndefined();
  });

  it("closes the conversation without a message", async () => {
    const silent = await fallSilent(greeting(closes));
    await makeDue(silent.conversationId);
    await sweep();
    await expect.poll(() => silent.visitor.conversation(), WAIT).toMatchObject({ status: "closed", handledBy: "bot" });
    expect(await textsIn(silent)).toEqual([GREETING]);
    expect(await timerOf(silent.conversationId)).toBeUndefined();
    expect(await eventsOf(silent.conversationId)).toEqual(["bot closed The customer wrote nothing for 1 day."]);
  });

  it("hands the conversation over to people and notifies them", async () => {
    const silent = await fallSilent(greeting({ afterMinutes: 5, effect: { type: "person" } }, writes("Never")));
    await makeDue(silent.conversationId);
    await sweep();
    await expect.poll(() => silent.visitor.conversation(), WAIT).toMatchObject({ handledBy: "person" });
    const reason = "The customer wrote nothing for 5 minutes after “Welcome”.";
    expect(await eventsOf(silent.conversationId)).toEqual([`bot paused ${reason}`]);
    const told = db.select().from(notifications).where(eq(notifications.workspaceId, silent.bot.ctx.workspaceId));
    expect(await told).toMatchObject([{ kind: "person_called", body: reason }]);
    expect(await timerOf(silent.conversationId)).toBeUndefined();
  });

  it("goes to another interaction; the rules that follow stay if that one has none, and none is repeated", async () => {
    count += 1;
    const id = count;
    const offer = { type: "interaction" as const, interactionId: `int_${id}_offer` };
    const welcome = { type: "interaction" as const, interactionId: `int_${id}_welcome` };
    const silent = await fallSilent([
      {
        id: `int_${id}_welcome`,
        role: "welcome",
        name: "Welcome",
        responses: [says(GREETING)],
        silence: [
          { id: `sil_${id}_1`, afterMinutes: 60, effect: offer },
          { id: `sil_${id}_2`, afterMinutes: 60, effect: welcome },
          { id: `sil_${id}_3`, afterMinutes: 60, effect: { type: "text", text: "Goodbye!" } },
        ],
      },
      { id: `int_${id}_offer`, name: "Offer", responses: [says("The first month is free.")] },
    ]);
    const { conversationId } = silent;
    expect(await timerOf(conversationId)).toMatchObject({ effect: "interaction", detail: "Offer" });
    const expected = [GREETING];
    for (const text of ["The first month is free.", GREETING, "Goodbye!"]) {
      await makeDue(conversationId);
      await sweep();
      expected.push(text);
      await expect.poll(() => textsIn(silent), WAIT).toEqual(expected);
    }
    expect(await timerOf(conversationId)).toBeUndefined();
    const [place] = await db.select().from(scenarioPlaces).where(eq(scenarioPlaces.conversationId, conversationId));
    expect(place?.interactionId).toBe(`int_${id}_welcome`);
  });

  it("is sent in the test chat by the draft", async () => {
    const { bot } = await fallSilent(greeting(writes("Still there?")));
    const ofDraft = and(eq(channels.botId, bot.botId), eq(channels.runsDraft, true));
    const [channel] = await db.select().from(channels).where(ofDraft);
    if (!channel) throw new Error("There is no test chat.");
    const message = { externalId: newId("event"), chatId: "test-1", sender: "customer", text: "Hello" } as const;
    const { conversationId, messageId, events } = await receiveMessage(channel, message, "durable");
    await dispatch(events);
    const silent = { bot, conversationId, messageId };
    const texts = () => textsIn({ ...silent, visitor: new Visitor(bot) });
    await expect.poll(texts, WAIT).toEqual([GREETING]);
    await makeDue(conversationId);
    await sweep();
    await expect.poll(texts, WAIT).toEqual([GREETING, "Still there?"]);
  });
});

describe("A reminder that is due", () => {
  it("is not sent when the customer writes at the same moment", async () => {
    const silent = await fallSilent(greeting(writes("Still there?")));
    await makeDue(silent.conversationId);
    const turnId = (await openSilenceTurn(await dueRule(silent), "run-1")) ?? "";
    const turn = await loadTurn(turnId);
    await silent.visitor.say("Hello again");
    const reply = { text: "Still there?", silent: false, trace: [], inputTokens: 0, outputTokens: 0, failure: null };
    expect(await endSilenceTurn(turn, reply)).toEqual({ saved: false });
    expect(await remindersOf(silent.conversationId)).toMatchObject([{ status: "dropped" }]);
    expect(await eventsOf(silent.conversationId)).toEqual([]);
    expect(await openSilenceTurn(await dueRule(silent), "run-2")).toBeNull();
  });

  it.each(["hands it off and back", "closes and reopens it", "switches to another bot"])(
    "is void after a member %s",
    async (what) => {
      const silent = await fallSilent(greeting(writes("Still there?")));
      const { bot, conversationId } = silent;
      const { inbox } = createTestCaller({ userId: bot.userId });
      if (what.startsWith("hands")) {
        await inbox.handOff({ conversationId });
        await inbox.takeBack({ conversationId });
      } else if (what.startsWith("closes")) {
        await inbox.close({ conversationId });
        await inbox.reopen({ conversationId });
      } else await inbox.switchBot({ conversationId, botId: await addScriptedBot(bot.ctx, greeting()) });
      await makeDue(conversationId);
      expect((await inbox.get({ conversationId })).reminder).toBeNull();
      expect(await openSilenceTurn(await dueRule(silent), "run-1")).toBeNull();
      expect(await requestDueReminders()).toEqual([]);
      expect(await timerOf(conversationId)).toBeUndefined();
    },
  );

  it("waits for the next opening if it keeps to working hours, by the version that is then published", async () => {
    const inThreeDays = weekdays[(new Date().getUTCDay() + 2) % 7] ?? "mon";
    const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const workingHours = { timeZone: "UTC", days: { ...closed, [inThreeDays]: [{ from: "09:00", to: "10:00" }] } };
    const rule = { ...writes("Good morning!"), onlyInWorkingHours: true };
    const silent = await fallSilent(greeting(rule), botBehaviour.parse({ workingHours: null }));
    const { bot, conversationId } = silent;
    await makeDue(conversationId);
    const { bots } = createTestCaller({ userId: bot.userId });
    await bots.update({ botId: bot.botId, behaviour: botBehaviour.parse({ workingHours }) });
    await bots.publish({ botId: bot.botId });
    const due = await dueRule(silent);
    expect(await openSilenceTurn(due, "run-1")).toBeNull();
    const { dueAt, checkAt } = (await timerOf(conversationId)) ?? {};
    expect(dueAt?.toISOString()).toMatch(/T09:00:00.000Z$/);
    expect(checkAt).toEqual(dueAt);
    expect(dueAt && dueAt > new Date()).toBe(true);
    expect(await requestDueReminders()).toEqual([]);
  });

  it("is not sent if the published version no longer has the rule or the interaction that it leads to", async () => {
    const interactions = greeting(writes("Still there?"));
    const silent = await fallSilent(interactions);
    await makeDue(silent.conversationId);
    const due = await dueRule(silent);
    const without = interactions.map((one) => ({ ...one, silence: [] }));
    await publishScenario(silent.bot.ctx, silent.bot.botId, without);
    expect(await openSilenceTurn(due, "run-1")).toBeNull();
    expect(await timerOf(silent.conversationId)).toBeUndefined();
  });

  it("is sent once after the process that was sending it has died", async () => {
    const silent = await fallSilent(greeting(writes("Still there?")));
    const { conversationId } = silent;
    await makeDue(conversationId);
    const due = await dueRule(silent);
    const turnId = await openSilenceTurn(due, "lost-run");
    expect(await openSilenceTurn(due, "lost-run")).toBe(turnId);
    expect(await openSilenceTurn(due, "other-run")).toBeNull();
    await db
      .update(turns)
      .set({ leaseUntil: new Date(0) })
      .where(eq(turns.id, turnId ?? ""));
    expect(await rescueTurns(["durable"])).toEqual([]);
    await makeDue(conversationId);
    await sweep();
    await expect.poll(() => textsIn(silent), WAIT).toEqual([GREETING, "Still there?"]);
    expect(await remindersOf(conversationId)).toMatchObject([{ id: turnId, status: "completed" }]);
  });
});

describe("Cancelling a reminder", () => {
  it("is for operators, ends the chain of rules and drops the turn that is writing", async () => {
    const silent = await fallSilent(greeting(writes("Still there?"), writes("Goodbye!")));
    const { bot, conversationId } = silent;
    const { userId: viewerId } = await makeUser();
    await makeMember(bot.ctx.workspaceId, "viewer", viewerId);
    const viewer = createTestCaller({ userId: viewerId }).inbox;
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId }).inbox;
    const { inbox } = createTestCaller({ userId: bot.userId });
    const { rows } = await viewer.list({});
    expect(rows).toMatchObject([{ reminder: { effect: "text", detail: "Still there?" } }]);
    await expect(viewer.cancelReminder({ conversationId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(stranger.cancelReminder({ conversationId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await makeDue(conversationId);
    const turn = await loadTurn((await openSilenceTurn(await dueRule(silent), "run-1")) ?? "");
    expect(await inbox.cancelReminder({ conversationId })).toEqual({ changed: true });
    expect(await inbox.cancelReminder({ conversationId })).toEqual({ changed: false });
    const reply = { text: "Still there?", silent: false, trace: [], inputTokens: 0, outputTokens: 0, failure: null };
    expect(await endSilenceTurn(turn, reply)).toEqual({ saved: false });
    expect(await textsIn(silent)).toEqual([GREETING]);
    expect(await timerOf(conversationId)).toBeUndefined();
    expect(await eventsOf(conversationId)).toEqual(["user reminder_cancelled"]);
    const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect(row).toMatchObject({ status: "open", handledBy: "bot" });
  });
});
