import type { UIMessageChunk } from "ai";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { callFunctions, speak, startModelServer } from "@/db/testing/model-server";
import { GET as getMessages } from "@/app/api/chat/[channel]/messages/route";
import { publishBot } from "@/server/bots/publish-bot";
import { updateBot } from "@/server/bots/update-bot";
import { bearer, chatUrl, postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { storedMessages, turnsOf } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { newId } from "@/server/ids";
import type { BotBehaviourInput } from "@/server/schemas/bot-behaviour";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { loadTurn } from "../context/load-turn";
import { type BehavingBot, makeBehavingBot } from "../testing/behaving-bot";

await startEventEndpoint();
const model = await startModelServer();
let bot: BehavingBot;
let token = "";

async function use(behaviour: BotBehaviourInput = {}): Promise<void> {
  bot = await makeBehavingBot(behaviour, model.baseUrl);
  await updateBot(bot.ctx, { botId: bot.botId, standardFunctions: { showOptions: { description: "" } } });
  await publishBot(bot.ctx, bot.botId);
  token = signVisitorToken(bot.publicId, newId("event"));
}

beforeEach(() => use());

/** Sends a message from the chat page; with `tapped`, as a tap on an option. */
async function write(text: string, tapped?: { message_id: string; value: string }) {
  const parts = [{ type: "text", text }, ...(tapped ? [{ type: "data-choice", data: tapped }] : [])];
  const message = { id: newId("event"), role: "user", parts };
  const { response, done } = await postMessage(
    bot.publicId,
    { id: message.id, text },
    {
      token,
      body: JSON.stringify({ message }),
    },
  );
  const answer = await readAnswer(response);
  await done;
  return answer;
}

function shownIn(chunks: UIMessageChunk[]): unknown {
  const part = chunks.find((chunk) => chunk.type === "data-interactive");
  return part && "data" in part ? part.data : undefined;
}

/** Makes the model call `show_options` first and answer `then` after that. */
function modelShows(args: object, then = "Anything else."): void {
  model.answer((response, number) =>
    number === 1 ? callFunctions(response, ["show_options", args]) : speak(response, [then]),
  );
}

/** The bot's newest message. */
async function offered() {
  const message = (await storedMessages(bot)).findLast(({ sender }) => sender === "ai");
  if (!message) throw new Error("The bot has sent nothing.");
  return message;
}

/** Adds a message after the one that offers options. */
async function follow(offerId: string, sender: string, answers: string | null): Promise<void> {
  await db.execute(sql`
    insert into messages (id, workspace_id, conversation_id, channel_id, sender, text, answers)
    select ${newId("message")}, workspace_id, conversation_id, channel_id, ${sender}, 'How many?', ${answers}::jsonb
    from messages where id = ${offerId}`);
}

/** The texts of the history that the model got in the newest turn. */
async function historyTexts(): Promise<string[]> {
  const turn = (await turnsOf(bot)).at(-1);
  const { input } = await loadTurn(turn?.id ?? "");
  return input.history.flatMap((message) => ("text" in message && message.text !== "" ? [message.text] : []));
}

const wines = { quick_replies: [{ label: "Red", value: "red-1" }, { label: "White 🍷" }] };
const shownWines = {
  quick_replies: [
    { label: "Red", value: "red-1" },
    { label: "White 🍷", value: "White 🍷" },
  ],
};

describe("Options that a model shows", () => {
  it("are sent with the text of the call, without calling the model again", async () => {
    modelShows({ text: "Which *one*?", ...wines });
    const { chunks, types, end } = await write("Hello");
    expect(shownIn(chunks)).toEqual(shownWines);
    expect(types.indexOf("data-interactive")).toBeLessThan(types.indexOf("data-end"));
    expect(end).toMatchObject({ outcome: "saved", text: "Which *one*?" });
    expect(model.requests).toHaveLength(1);
    expect(await offered()).toMatchObject({ text: "Which *one*?", interactive: shownWines });
    const trace = (await turnsOf(bot)).at(-1)?.trace;
    expect(trace).toMatchObject([
      { kind: "model" },
      { kind: "action", functionName: "show_options", status: "succeeded", arguments: shownWines },
    ]);
  });

  it("are sent with the model's next text if the call has no text", async () => {
    modelShows({ ...wines, text: null, cards: [] }, "Which one?");
    const { text, chunks, end } = await write("Hello");
    expect([text, end]).toEqual(["Which one?", { turnId: expect.any(String), outcome: "saved" }]);
    expect(shownIn(chunks)).toEqual(shownWines);
    expect(model.requests).toHaveLength(2);
  });

  it("may be cards without a text", async () => {
    const cards = [{ title: "Lamp", subtitle: "For the desk", buttons: [{ label: "Buy", type: "reply" }] }];
    modelShows({ cards }, "");
    const { chunks, end } = await write("Hello");
    expect(end).toMatchObject({ outcome: "saved" });
    const shown = { cards: [{ ...cards[0], buttons: [{ label: "Buy", type: "reply", value: "Buy" }] }] };
    expect(shownIn(chunks)).toEqual(shown);
    expect(await offered()).toMatchObject({ text: "", interactive: shown });
  });

  it("have no images, which a browser would load without a click", async () => {
    modelShows({ cards: [{ title: "Lamp", image_url: "https://stranger.example/?data=secret" }] }, "");
    const { chunks } = await write("Hello");
    expect(shownIn(chunks)).toEqual({ cards: [{ title: "Lamp", buttons: [] }] });
  });

  it("are sent with the last message of a split answer", async () => {
    await use({ split: { mode: "paragraph" }, footer: "Bye!" });
    modelShows({ text: "First.\n\nSecond.", ...wines });
    const { chunks, end } = await write("Hello");
    expect(shownIn(chunks)).toBeUndefined();
    expect(end).toMatchObject({ text: "First.", more: [{ text: "Second.\n\nBye!" }] });
    expect((await storedMessages(bot)).map(({ interactive }) => interactive)).toEqual([null, null, shownWines]);
    const request = new Request(chatUrl(bot.publicId, "/messages"), { headers: bearer(token) });
    const page = await getMessages(request, { params: Promise.resolve({ channel: bot.publicId }) });
    const { messages } = await page.json();
    expect(messages.at(-1)).toMatchObject({ text: "Second.\n\nBye!", ...shownWines });
    expect(messages.at(0)).not.toHaveProperty("quick_replies");
  });

  it.each([
    [
      "fourteen quick replies",
      { quick_replies: Array.from({ length: 14 }, () => ({ label: "A" })) },
      "quick_replies: A message has at most 13 quick replies.",
    ],
    [
      "a label that is too long",
      { quick_replies: [{ label: "😀".repeat(41) }] },
      "quick_replies.0.label: A quick reply's label has at most 40 characters.",
    ],
    [
      "a script as an address",
      { buttons: [{ label: "A", type: "url", value: "javascript:x" }] },
      "buttons.0.value: Write an address that starts with https:// or http://.",
    ],
    [
      "two kinds",
      { ...wines, buttons: [{ label: "A", type: "reply" }] },
      "arguments: Give one of quick_replies, buttons and cards.",
    ],
    ["nothing", {}, "arguments: Give one of quick_replies, buttons and cards."],
  ])("are refused with %s, and the model gets the reason", async (_, args, fault) => {
    model.answer((response, number) =>
      number < 3
        ? callFunctions(response, [
            "show_options",
            number === 1 ? { text: "Which?", ...args } : { text: "Which?", ...wines },
          ])
        : speak(response, ["Done."]),
    );
    const { chunks } = await write("Hello");
    expect(shownIn(chunks)).toEqual(shownWines);
    const [turn] = await turnsOf(bot);
    expect(turn?.trace[1]).toMatchObject({ status: "refused", result: `The call was not made.\n${fault}` });
  });

  it("may be thirteen quick replies with labels of forty characters", async () => {
    const quick_replies = Array.from({ length: 13 }, (_, i) => ({
      label: `${i % 10}${"👩‍👩‍👧".repeat(39)}`,
      value: `v${i}`,
    }));
    modelShows({ text: "Which?", quick_replies });
    expect(shownIn((await write("Hello")).chunks)).toEqual({ quick_replies });
    model.answer((response) => speak(response, ["Good."]));
    await write("13");
    expect((await historyTexts()).at(-1)).toBe("v12");
  });

  it("are available to the model only if the bot's settings allow them", async () => {
    await updateBot(bot.ctx, { botId: bot.botId, standardFunctions: {} });
    await publishBot(bot.ctx, bot.botId);
    modelShows({ text: "Which?", ...wines }, "Which one?");
    const { text, chunks } = await write("Hello");
    expect([text, shownIn(chunks)]).toEqual(["Which one?", undefined]);
  });
});

describe("A customer's answer to options", () => {
  beforeEach(async () => {
    modelShows({ text: "Which?", ...wines });
    await write("Hello");
    model.answer((response) => speak(response, ["Good choice."]));
  });

  it.each(["1", "1.", "1)", "Red", " red "])("is the option's value when they write %j", async (text) => {
    await write(text);
    const answer = (await storedMessages(bot)).findLast(({ sender }) => sender === "customer");
    expect(answer).toMatchObject({ text, meaning: "red-1" });
    expect(await historyTexts()).toEqual(["Hello", "Which?\n\n1. Red (red-1)\n2. White 🍷", "red-1"]);
  });

  it("is the option's value when they tap the option", async () => {
    await write("Red", { message_id: (await offered()).id, value: "red-1" });
    expect((await storedMessages(bot)).at(2)).toMatchObject({ text: "Red", meaning: "red-1" });
  });

  it("is only the text if the text equals the value or matches no option", async () => {
    await write("White 🍷");
    expect((await storedMessages(bot)).at(2)).toMatchObject({ text: "White 🍷", meaning: null });
    expect((await historyTexts()).at(-1)).toBe("White 🍷");
    await write("1");
    expect((await storedMessages(bot)).at(4)).toMatchObject({ text: "1", meaning: null });
  });

  it("is not the value of a forged tap", async () => {
    const { id } = await offered();
    await write("Red", { message_id: id, value: "admin" });
    expect((await storedMessages(bot)).at(2)).toMatchObject({ text: "Red", meaning: "red-1" });
  });

  it("is only the text after a tap on another message's option", async () => {
    await write("Red", { message_id: "msg_other", value: "red-1" });
    expect((await storedMessages(bot)).at(2)).toMatchObject({ text: "Red", meaning: null });
  });

  it("is only the text after a tap whose text is not a label", async () => {
    await write("Hi", { message_id: (await offered()).id, value: "red-1" });
    expect((await storedMessages(bot)).at(2)).toMatchObject({ text: "Hi", meaning: null });
  });

  it("is only the text after a tap on options that the bot has followed with another message", async () => {
    const first = await offered();
    await write("Hmm");
    await write("Red", { message_id: first.id, value: "red-1" });
    expect((await storedMessages(bot)).at(4)).toMatchObject({ text: "Red", meaning: null });
  });

  it("is the option's value after further messages of the same answer, tapped or typed", async () => {
    const { id } = await offered();
    await follow(id, "ai", "{}");
    await write("Red", { message_id: id, value: "red-1" });
    expect((await storedMessages(bot)).at(-2)).toMatchObject({ text: "Red", meaning: "red-1" });
  });

  it("is only the text if they type a number after a question of an employee", async () => {
    await follow((await offered()).id, "employee", null);
    await write("1");
    expect((await storedMessages(bot)).at(3)).toMatchObject({ text: "1", meaning: null });
  });

  it("is the option's value if they tap it after a question of an employee", async () => {
    const { id } = await offered();
    await follow(id, "employee", null);
    await write("Red", { message_id: id, value: "red-1" });
    expect((await storedMessages(bot)).at(3)).toMatchObject({ text: "Red", meaning: "red-1" });
  });

  it("is treated as typed text if the tap is malformed", async () => {
    const { response, done } = await postMessage(
      bot.publicId,
      { id: "m", text: "" },
      {
        token,
        body: JSON.stringify({
          message: {
            id: "m-9",
            role: "user",
            parts: [
              { type: "text", text: "Red" },
              { type: "data-choice", data: { value: 7 } },
            ],
          },
        }),
      },
    );
    await readAnswer(response);
    await done;
    expect((await storedMessages(bot)).at(2)).toMatchObject({ text: "Red", meaning: "red-1" });
  });
});

it("A chosen option that is a stop phrase stops the bot, even if the customer typed its number", async () => {
  await use({ interception: { stopPhrases: ["operator"] } });
  modelShows({ text: "Who?", quick_replies: [{ label: "The bot" }, { label: "A person", value: "Operator" }] });
  await write("Hello");
  const { end } = await write("2");
  expect(end?.outcome).toBe("person");
  expect((await storedMessages(bot)).at(-1)).toMatchObject({ text: "2", isControl: true });
});

it("The offline model can show options", async () => {
  await updateBot(bot.ctx, { botId: bot.botId, model: OFFLINE_MODEL });
  await publishBot(bot.ctx, bot.botId);
  const { chunks, end } = await write("Show options: Red, White");
  expect(shownIn(chunks)).toMatchObject({ quick_replies: [{ label: "Red" }, { label: "White" }] });
  expect(end?.text).toBe("Please choose.");
  expect((await write("2")).text).toBe("You chose: White");
});
