import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import { conversationEvents } from "@/db/schema/inbox";
import { notifications } from "@/db/schema/notifications";
import { messageFiles } from "@/db/schema/files";
import { scenarioPlaces, scenarioVisits } from "@/db/schema/scenario";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { speak, startModelServer } from "@/db/testing/model-server";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { findChannel } from "@/server/channels/get-channel";
import { turnsOf } from "@/server/channels/web/testing/web-bot";
import { receiveMessage } from "@/server/conversations/receive-message";
import { png } from "@/server/files/testing/sample-files";
import { newId } from "@/server/ids";
import { clearContext } from "@/server/inbox/clear-context";
import { row, says } from "@/server/scenario/run/testing/talk";
import {
  addScriptedBot,
  draftScenario,
  makeScriptedBot,
  publishScenario,
  saidIn,
  Visitor,
  visitsOf,
} from "@/server/scenario/run/testing/scripted-bot";
import { makeCampaign } from "@/server/scenario/webhooks/testing/make-webhook";
import { startScenarioReceiver } from "@/server/scenario/webhooks/testing/scenario-receiver";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { chatHost } from "../chat/chat-host";
import { loadTurn } from "../context/load-turn";
import { openDurableTurn } from "../durable/durable-turn";
import { saveReplies } from "../replies/save-replies";
import { runTurn } from "../run-turn";
import { type BehavingBot, makeBehavingBot } from "../testing/behaving-bot";

await startEventEndpoint();
const receiver = await startScenarioReceiver();
const model = await startModelServer();
beforeEach(() => receiver.reset());

/** Ids are unique over all bots, so each bot gets its own. */
let prefix = "";
beforeEach(() => {
  prefix = newId("interaction");
});
const id = (name: string) => `${prefix}_${name}`;

const fallback = (): InteractionInput => ({
  id: id("fallback"),
  role: "fallback",
  name: "Fallback",
  responses: [says("Sorry.")],
});

function welcome(
  rows: NonNullable<InteractionInput["menu"]>["rows"],
  more: Partial<InteractionInput> = {},
): InteractionInput {
  return { id: id("welcome"), role: "welcome", name: "Welcome", responses: [says("Choose:")], menu: { rows }, ...more };
}

const month = (): InteractionInput => ({ id: id("month"), name: "One month", responses: [says("30 €.")] });
const year = (): InteractionInput => ({ id: id("year"), name: "One year", responses: [says("270 €.")] });
const monthRow = () => row("r-month", "One month", id("month"));
const yearRow = () => row("r-year", "One year", id("year"));

function names(visits: string[]): string[] {
  return visits.map((visit) => visit.replace(`${prefix}_`, ""));
}

describe("New versions that are published while customers stand in a menu", () => {
  it("keep the row that a customer saw, and lead to Fallback if it was removed", async () => {
    const bot = await makeScriptedBot([welcome([monthRow(), yearRow()]), month(), year(), fallback()]);
    const [kept, removed] = [new Visitor(bot), new Visitor(bot)];
    await Promise.all([kept.say("hi"), removed.say("hi")]);
    await publishScenario(bot.ctx, bot.botId, [welcome([yearRow(), monthRow()]), month(), year(), fallback()]);
    expect(await kept.say("1")).toEqual(["30 €."]);
    await publishScenario(bot.ctx, bot.botId, [welcome([yearRow()]), month(), year(), fallback()]);
    expect(await removed.say("1")).toEqual(["Sorry."]);
    expect(await removed.say("menu")).toEqual(["Choose:\n\n1. One year"]);
  });
});

describe("A customer's values", () => {
  it("become typed variables of the conversation, which clearing the context does not touch", async () => {
    const attributes = [
      { id: "a-1", name: "guests", kind: "number" as const, question: "How many?" },
      { id: "a-2", name: "day", kind: "date" as const, question: "When?" },
    ];
    const bot = await makeScriptedBot([welcome([], { attributes, menu: null }), fallback()]);
    const visitor = new Visitor(bot);
    expect(await visitor.say("hi")).toEqual(["Choose:", "How many?"]);
    expect(await visitor.say("4")).toEqual(["When?"]);
    const { id: conversationId } = await visitor.conversation();
    await clearContext(bot.ctx, { conversationId });
    expect(await visitor.conversation()).toMatchObject({ scenarioState: null, variables: { guests: 4 } });
    expect(await visitor.say("hi")).toEqual(["Choose:", "When?"]);
    await visitor.say("1.3.2027");
    expect(await visitor.conversation()).toMatchObject({ variables: { guests: 4, day: "2027-03-01" } });
    const [place] = await db.select().from(scenarioPlaces).where(eq(scenarioPlaces.conversationId, conversationId));
    expect(place).toMatchObject({ botId: bot.botId, interactionId: id("welcome") });
  });
});

describe("A message in the customer's own words", () => {
  it("is matched by the phrases, with its scores in the trace", async () => {
    const phrases = {
      hours: ["when are you open", "what are your opening hours", "are you open on sunday", "when do you close"],
      refund: ["I want my money back", "can I get a refund", "how do I return my order", "send the money back to me"],
    };
    const others = Object.entries(phrases).map(([name, own]) => {
      return { id: id(name), name, phrases: own, responses: [says(`About ${name}.`)] };
    });
    const bot = await makeScriptedBot([welcome([], { menu: null }), ...others, fallback()], { threshold: 0.5 });
    const visitor = new Visitor(bot);
    expect(await visitor.say("are you opne on a sunday")).toEqual(["About hours."]);
    expect(await visitor.say("please send my money back")).toEqual(["About refund."]);
    const trace = (await turnsOf(bot)).at(-1)?.trace ?? [];
    expect(trace).toMatchObject([{ kind: "scenario", how: "phrase", name: "refund", threshold: 0.5 }]);
    expect(trace[0]).toMatchObject({ candidates: [{ name: "refund" }, { name: "hours" }] });
  });
});

describe("A customer who comes back after the conversation was closed", () => {
  it("is greeted by Welcome", async () => {
    const bot = await makeScriptedBot([welcome([monthRow()]), month(), fallback()]);
    const visitor = new Visitor(bot);
    await visitor.say("hi");
    await visitor.say("1");
    const { id: conversationId } = await visitor.conversation();
    await db
      .update(conversations)
      .set({ status: "closed", closedAt: new Date() })
      .where(eq(conversations.id, conversationId));
    expect(await visitor.say("hello")).toEqual(["Choose:\n\n1. One month"]);
    expect(await visitor.say("hello")).toEqual(["Please choose one of these.\n\n1. One month"]);
  });
});

describe("Another bot's campaign", () => {
  it("has the conversation from its Welcome until the customer goes back", async () => {
    const bot = await makeBehavingBot({});
    const shared = { menu: { rows: [{ id: "r-back", text: "Leave", redirect: { type: "return" as const } }] } };
    const other = await addScriptedBot(bot.ctx, [
      { id: id("other"), role: "welcome", name: "Other", responses: [says("I am {{bot_name}}.")], ...shared },
    ]);
    const toOther = { id: "r-other", text: "Other", redirect: { type: "campaign" as const, botId: other } };
    await publishScenario(bot.ctx, bot.botId, [welcome([toOther, monthRow()]), month(), fallback()]);
    const visitor = new Visitor(bot);
    await visitor.say("hi");
    expect(await visitor.say("1")).toEqual(["I am Other.\n\n1. Leave"]);
    expect(await visitor.conversation()).toMatchObject({ botId: other, scenarioState: { botId: other } });
    expect(await visitor.say("nonsense")).toEqual(["Please choose one of these.\n\n1. Leave"]);
    expect(await visitor.say("Leave")).toEqual(["Choose:\n\n1. Other\n2. One month"]);
    expect(await visitor.conversation()).toMatchObject({ botId: bot.botId });
    expect(await visitor.say("2")).toEqual(["30 €."]);
    const { id: conversationId } = await visitor.conversation();
    const events = await db
      .select()
      .from(conversationEvents)
      .where(eq(conversationEvents.conversationId, conversationId));
    expect(events.map(({ kind, text }) => [kind, text])).toEqual([
      ["bot_switched", "Other"],
      ["bot_switched", "Shop"],
    ]);
    expect((await turnsOf(bot)).map(({ botId }) => botId === other)).toEqual([false, false, true, true, false]);
    expect(names(await visitsOf(bot))).toEqual([
      "welcome",
      "r-other",
      "other",
      "r-back",
      "welcome",
      "r-month",
      "month",
    ]);
  });

  it("leads to Fallback if its bot was deleted", async () => {
    const bot = await makeBehavingBot({});
    const other = await addScriptedBot(bot.ctx, [
      { id: id("other"), role: "welcome", name: "O", responses: [says("O.")] },
    ]);
    const toOther = { id: "r-other", text: "Other", redirect: { type: "campaign" as const, botId: other } };
    await publishScenario(bot.ctx, bot.botId, [welcome([toOther]), fallback()]);
    await db.delete(bots).where(eq(bots.id, other));
    const visitor = new Visitor(bot);
    await visitor.say("hi");
    expect(await visitor.say("1")).toEqual(["Sorry."]);
    expect(await visitor.conversation()).toMatchObject({ botId: bot.botId });
  });
});

/** Receives a message on the custom channel, by default, and opens its durable turn. */
async function open(bot: BehavingBot, text: string, channelId = bot.customChannelId) {
  const channel = await findChannel(bot.ctx, channelId);
  const message = { externalId: newId("event"), chatId: "chat-1", sender: "customer" as const, text };
  const { conversationId, messageId } = await receiveMessage(channel, message, "durable");
  const due = { workspaceId: bot.ctx.workspaceId, conversationId, messageId };
  return { conversationId, turnId: await openDurableTurn(due, newId("event")) };
}

const unseen = { text: () => {}, nextText: () => {}, working: () => {}, waiting: () => {} };

/** Runs a turn up to its end, without saving it. */
async function run(turnId: string | null) {
  const turn = await loadTurn(turnId ?? "");
  return { turn, result: await runTurn(turn.input, chatHost(turn, unseen)) };
}

async function answer(bot: BehavingBot, text: string, channelId?: string) {
  const { conversationId, turnId } = await open(bot, text, channelId);
  const { turn, result } = await run(turnId);
  await saveReplies(turn, result, newId("message"));
  await db.update(conversations).set({ deliveryOwner: null }).where(eq(conversations.id, conversationId));
  return conversationId;
}

describe("A turn that is overtaken or killed", () => {
  it("changes neither the place nor variables, visits or the bot; the next turn starts from where it was", async () => {
    const bot = await makeBehavingBot({});
    const other = await addScriptedBot(bot.ctx, [
      { id: id("other"), role: "welcome", name: "Other", responses: [says("Other.")] },
    ]);
    const attributes = [{ id: "a-1", name: "age", kind: "number" as const, question: "Age?" }];
    const redirect = { type: "campaign" as const, botId: other };
    await publishScenario(bot.ctx, bot.botId, [welcome([], { attributes, menu: null, redirect }), fallback()]);
    const conversationId = await answer(bot, "hi");
    const read = async () => {
      const [conversation] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
      const { scenarioState, variables, botId, botTurnId } = conversation ?? {};
      return { scenarioState, variables, botId, botTurnId, visits: await visitsOf(bot) };
    };
    const before = await read();
    const { turn, result } = await run((await open(bot, "30")).turnId);
    expect(result).toMatchObject({ text: "Other.", scenario: { switchTo: other, variables: { age: 30 } } });
    const second = await open(bot, "31");
    expect(await saveReplies(turn, result, newId("message"))).toMatchObject({ saved: false, replies: [] });
    expect(await read()).toEqual(before);
    const again = await run(second.turnId);
    expect(await saveReplies(again.turn, again.result, newId("message"))).toMatchObject({ saved: true });
    expect(await read()).toMatchObject({ variables: { age: 31 }, botId: other });
    expect(names((await read()).visits)).toEqual(["welcome", "other"]);
  });

  it("leaves Welcome to the message that overtook it", async () => {
    const bot = await makeBehavingBot({});
    await publishScenario(bot.ctx, bot.botId, [welcome([monthRow()]), month(), fallback()]);
    await open(bot, "Hello");
    const conversationId = await answer(bot, "Are you there?");
    await answer(bot, "Well?");
    const said = await saidIn(bot, conversationId);
    expect(said.map(({ text }) => text)).toEqual(["Choose:", "Please choose one of these."]);
  });

  it("calls the webhook of the chosen row once, however often it is repeated", async () => {
    const bot = await makeBehavingBot({});
    const scope = { workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const webhookId = await makeCampaign(scope, receiver.origin);
    const rows = [{ ...monthRow(), webhookId }];
    await publishScenario(bot.ctx, bot.botId, [welcome(rows), month(), fallback()]);
    const conversationId = await answer(bot, "hi");
    const { turnId } = await open(bot, "1");
    const killed = await run(turnId);
    const repeated = await run(turnId);
    expect(repeated.result).toEqual(killed.result);
    const ends = await Promise.all(
      [killed, repeated].map(({ turn, result }) => saveReplies(turn, result, newId("message"))),
    );
    expect(ends.filter(({ saved }) => saved)).toHaveLength(1);
    expect(receiver.calls.map(({ body }) => JSON.parse(body))).toMatchObject([{ option: "One month", keyword: 1 }]);
    expect((await saidIn(bot, conversationId)).map(({ text }) => text)).toEqual(["Choose:", "30 €."]);
  });
});

describe("The test chat", () => {
  it("runs the draft of the bot and of the campaigns that it leads to", async () => {
    const bot = await makeBehavingBot({});
    const other = await addScriptedBot(bot.ctx, [
      { id: id("other"), role: "welcome", name: "Other", responses: [says("Published.")] },
    ]);
    await draftScenario(bot.ctx, other, [
      { id: id("other"), role: "welcome", name: "Other", responses: [says("Draft.")] },
    ]);
    const toOther = { id: "r-other", text: "Other", redirect: { type: "campaign" as const, botId: other } };
    await draftScenario(bot.ctx, bot.botId, [welcome([toOther]), fallback()]);
    const tested = and(eq(channels.botId, bot.botId), eq(channels.runsDraft, true));
    const [channel] = await db.select({ id: channels.id }).from(channels).where(tested);
    const conversationId = await answer(bot, "hi", channel?.id);
    await answer(bot, "1", channel?.id);
    expect((await saidIn(bot, conversationId)).map(({ text }) => text)).toEqual(["Choose:", "Draft."]);
    const versions = await db.select().from(scenarioVisits).where(eq(scenarioVisits.conversationId, conversationId));
    expect(versions.map(({ botVersionId }) => botVersionId)).toEqual([null, null, null]);
  });
});

describe("What a scenario sends", () => {
  it("has the bot's header and footer, its delays, and images as files of messages", async () => {
    const target = await startTargetServer();
    target.on("/lamp.png", { headers: { "content-type": "image/png" }, body: png });
    const image = { kind: "image" as const, id: "i", url: `${target.url}/lamp.png`, delaySeconds: 2 };
    target.on("/page.png", { headers: { "content-type": "image/png" }, body: "<p>No image</p>" });
    const responses = [says("Look *here*:"), image, { ...image, id: "j", url: `${target.url}/page.png` }];
    const frame = { header: "Shop:", footer: "Bye!" };
    const bot = await makeScriptedBot([welcome([], { responses, menu: null })], {}, frame);
    const conversationId = await answer(bot, "hi");
    const said = await saidIn(bot, conversationId);
    expect(
      said.map(({ text, bareText, fixedStart, pauseSeconds }) => ({ text, bareText, fixedStart, pauseSeconds })),
    ).toEqual([
      { text: "Shop:\n\nLook *here*:", bareText: "Look *here*:", fixedStart: 19, pauseSeconds: null },
      { text: "", bareText: null, fixedStart: 0, pauseSeconds: 2 },
      {
        text: `${target.url}/page.png\n\nBye!`,
        bareText: `${target.url}/page.png`,
        fixedStart: target.url.length + 15,
        pauseSeconds: 2,
      },
    ]);
    const carried = await db
      .select()
      .from(messageFiles)
      .where(eq(messageFiles.messageId, said[1]?.id ?? ""));
    expect(carried).toHaveLength(1);
    const visitor = new Visitor(bot);
    expect((await visitor.say("hi")).length).toBe(3);
  });

  it("hands the conversation to people with its reason, and notifies them", async () => {
    const person = { kind: "person" as const, id: "p", reason: "Wants a refund." };
    const bot = await makeScriptedBot([welcome([], { responses: [person, says("One moment.")], menu: null })]);
    const visitor = new Visitor(bot);
    expect(await visitor.say("hi")).toEqual(["One moment."]);
    const conversation = await visitor.conversation();
    expect(conversation).toMatchObject({ handledBy: "person", handedOverReason: "Wants a refund." });
    const told = await db.select().from(notifications).where(eq(notifications.workspaceId, bot.ctx.workspaceId));
    expect(told.map(({ kind, body }) => [kind, body])).toEqual([["person_called", "Wants a refund."]]);
  });
});

describe("A bot with a scenario and a model", () => {
  it("lets the model answer what the scenario does not know, and keeps the menu open", async () => {
    model.answer((response) => speak(response, ["From the model."]));
    const bot = await makeBehavingBot({}, model.baseUrl);
    const asked = model.requests.length;
    await publishScenario(bot.ctx, bot.botId, [welcome([monthRow()]), month(), fallback()], { modelAnswers: true });
    const visitor = new Visitor(bot);
    expect(await visitor.say("hi")).toEqual(["Choose:\n\n1. One month"]);
    expect(model.requests.length).toBe(asked);
    await visitor.say("Do you sell ponies?");
    expect(model.requests.length).toBe(asked + 1);
    const { id: conversationId } = await visitor.conversation();
    expect((await saidIn(bot, conversationId)).at(-1)?.text).toBe("From the model.");
    expect(await visitor.say("One month")).toEqual(["30 €."]);
    const trace = (await turnsOf(bot))[1]?.trace ?? [];
    expect(trace.map(({ kind }) => kind)).toEqual(["note", "model"]);
  });

  it("applies its limits before the scenario", async () => {
    const antiSpam = { maxMessages: 1, text: "Slower, please." };
    const bot = await makeScriptedBot([welcome([monthRow()]), month()], {}, { antiSpam });
    const visitor = new Visitor(bot);
    await visitor.say("hi");
    expect(await visitor.say("1")).toEqual(["Slower, please."]);
    expect(names(await visitsOf(bot))).toEqual(["welcome"]);
  });
});
