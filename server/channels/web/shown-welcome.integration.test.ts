import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as postSession } from "@/app/api/chat/[channel]/session/route";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { namesIn, payloadsOf, recordEvents } from "@/server/events/testing/recorded-events";
import { newId } from "@/server/ids";
import { interactive } from "@/server/messages/interactive";
import { textWithOptions } from "@/server/messages/options";
import { row, says } from "@/server/scenario/run/testing/talk";
import { makeScriptedBot, publishScenario, visitsOf } from "@/server/scenario/run/testing/scripted-bot";
import { makeFulfilment } from "@/server/scenario/webhooks/testing/make-webhook";
import { startScenarioReceiver } from "@/server/scenario/webhooks/testing/scenario-receiver";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import type { BehavingBot } from "@/server/turn/testing/behaving-bot";
import { bearer, chatUrl, postMessage, readAnswer, toMessage } from "./testing/chat-client";
import { showsWelcome } from "./shown-welcome";
import { findWebChannel } from "./find-web-channel";

await startEventEndpoint();

/** Ids are unique over all bots, so each bot gets its own. */
let prefix = "";
beforeEach(() => {
  prefix = newId("interaction");
});
const id = (name: string) => `${prefix}_${name}`;

const month = (): InteractionInput => ({ id: id("month"), name: "One month", responses: [says("30 €.")] });
const fallback = (): InteractionInput => ({
  id: id("fallback"),
  role: "fallback",
  name: "Fallback",
  responses: [says("Sorry.")],
});
const welcome = (changes: Partial<InteractionInput> = {}): InteractionInput => ({
  id: id("welcome"),
  role: "welcome",
  name: "Welcome",
  responses: [says("Hello from {{bot_name}}."), says("Which one?")],
  menu: { rows: [row("r1", "One month", id("month"))] },
  ...changes,
});

const session = z.object({
  token: z.string(),
  messages: z.array(z.object({ id: z.string(), text: z.string(), quick_replies: interactive.shape.quick_replies })),
});

/** Opens the chat page; returns the visitor's token and the texts that it shows. */
async function openPage({ publicId }: BehavingBot, token?: string) {
  const request = new Request(chatUrl(publicId, "/session"), { method: "POST", headers: bearer(token) });
  const response = await postSession(request, { params: Promise.resolve({ channel: publicId }) });
  const { messages, ...opened } = session.parse(await response.json());
  const shown = messages.map(({ text, quick_replies }) =>
    textWithOptions(text, quick_replies ? { quick_replies } : null),
  );
  return { ...opened, messages, shown };
}

/** Writes as a page that has shown Welcome. */
async function write({ publicId }: BehavingBot, token: string, text: string, data?: object) {
  const message = toMessage({ id: newId("event"), text });
  const parts = data ? [...message.parts, { type: "data-choice", data }] : message.parts;
  const body = JSON.stringify({ message: { ...message, parts }, welcomed: true });
  const { response, done } = await postMessage(publicId, { id: "", text: "" }, { token, body });
  await readAnswer(response);
  await done;
}

const conversationsOf = ({ channelId }: BehavingBot) =>
  db.select().from(conversations).where(eq(conversations.channelId, channelId));

const WELCOME = ["Hello from Shop.", "Which one?\n\n1. One month"];

describe("A chat page of a scripted bot", () => {
  it("reports the conversation and the messages of Welcome when the visitor writes", async () => {
    const bot = await makeScriptedBot([welcome(), month(), fallback()]);
    await recordEvents(bot.ctx.workspaceId);
    const { token } = await openPage(bot);
    expect(await namesIn(bot.ctx.workspaceId)).toEqual([]);
    await write(bot, token, "1");
    expect(await namesIn(bot.ctx.workspaceId)).toEqual([
      "conversation_started",
      "message_sent",
      "message_sent",
      "message_received",
      "message_sent",
    ]);
    const sent = await payloadsOf(bot.ctx.workspaceId, "message_sent");
    expect(sent.map(({ text }) => text)).toEqual(["Hello from Shop.", "Which one?", "30 €."]);
  });

  it("shows Welcome before the visitor writes, and stores nothing", async () => {
    const bot = await makeScriptedBot([welcome(), month(), fallback()]);
    const { token, shown } = await openPage(bot);
    expect(shown.map((text) => text.replace(/from .*\./, "from Shop."))).toEqual(WELCOME);
    expect((await openPage(bot, token)).shown).toEqual(shown);
    expect(await conversationsOf(bot)).toEqual([]);
    expect(await visitsOf(bot)).toEqual([]);
  });

  it.each([
    ["the keyword of a row", "1", ["30 €."]],
    ["the text of a row", "one month", ["30 €."]],
    ["anything else", "Hello", ["Please choose one of these.\n\n1. One month"]],
  ])("takes %s as the answer to Welcome, which is sent once", async (_what, text, answers) => {
    const bot = await makeScriptedBot([welcome(), month(), fallback()]);
    const { token, shown, messages } = await openPage(bot);
    await write(bot, token, text);
    const after = await openPage(bot, token);
    expect(after.shown).toEqual([...shown, text, ...answers]);
    expect(after.messages.slice(0, 2).map((message) => message.id)).toEqual(messages.map((message) => message.id));
    expect((await visitsOf(bot))[0]).toBe(id("welcome"));
  });

  it("takes a tap on an option of Welcome", async () => {
    const bot = await makeScriptedBot([welcome(), month(), fallback()]);
    const { token, messages } = await openPage(bot);
    await write(bot, token, "One month", { message_id: messages[1]?.id, value: "One month" });
    expect((await openPage(bot, token)).shown.at(-1)).toBe("30 €.");
  });

  it("takes the first message as the value that Welcome asks for", async () => {
    const attributes = [{ id: "a1", name: "age", kind: "number" as const, question: "How old are you?" }];
    const bot = await makeScriptedBot([
      welcome({ responses: [], attributes, menu: null, redirect: { type: "interaction", interactionId: id("month") } }),
      month(),
      fallback(),
    ]);
    const { token, shown } = await openPage(bot);
    expect(shown).toEqual(["How old are you?"]);
    await write(bot, token, "old");
    await write(bot, token, "44");
    expect((await openPage(bot, token)).shown).toEqual([
      "How old are you?",
      "old",
      "Please write a number, such as 12 or 1.5.",
      "44",
      "30 €.",
    ]);
    expect((await conversationsOf(bot))[0]?.variables).toEqual({ age: 44 });
  });

  it("begins one conversation when two tabs write at the same moment", async () => {
    const bot = await makeScriptedBot([welcome(), month(), fallback()]);
    const { token, shown } = await openPage(bot);
    await Promise.all([write(bot, token, "1"), write(bot, token, "one month")]);
    const after = (await openPage(bot, token)).shown;
    expect(after.slice(0, 2)).toEqual(shown);
    expect(after.filter((text) => text === shown[1])).toHaveLength(1);
    expect(await conversationsOf(bot)).toHaveLength(1);
  });

  it("lets Welcome answer the first message of a client that has not shown it", async () => {
    const bot = await makeScriptedBot([welcome(), month(), fallback()]);
    const { token, shown } = await openPage(bot);
    const { response, done } = await postMessage(bot.publicId, { id: "m1", text: "Hello" }, { token });
    await readAnswer(response);
    await done;
    expect((await openPage(bot, token)).shown).toEqual(["Hello", ...shown]);
  });

  const person = { kind: "person" as const, id: "p1" };
  const image = { kind: "image" as const, id: "i1", url: "https://shop.example/a.png" };
  it.each<[string, Partial<InteractionInput>, boolean]>([
    ["needs an image", { responses: [says("Hi."), image] }, true],
    ["hands the conversation over", { responses: [says("Hi."), person] }, true],
    ["does not greet", {}, false],
  ])("shows no Welcome that %s", async (_what, changes, greets) => {
    const bot = await makeScriptedBot([welcome(changes), month(), fallback()], { greets });
    expect((await openPage(bot)).shown).toEqual([]);
    expect(await showsWelcome(await findWebChannel(bot.publicId))).toBe(false);
  });

  it("shows no Welcome that calls a webhook, and calls none", async () => {
    const bot = await makeScriptedBot([welcome(), month(), fallback()]);
    const receiver = await startScenarioReceiver();
    const fulfilmentId = await makeFulfilment({ workspaceId: bot.ctx.workspaceId, botId: bot.botId }, receiver.origin);
    await publishScenario(bot.ctx, bot.botId, [welcome({ fulfilmentId }), month(), fallback()]);
    expect((await openPage(bot)).shown).toEqual([]);
    expect(receiver.calls).toEqual([]);
  });
});
