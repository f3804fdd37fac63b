import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations, turns } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { outbox } from "@/db/schema/outbox";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { callFunctions, speak, startModelServer } from "@/db/testing/model-server";
import type { ActionStep } from "@/server/schemas/action-definition";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import type { StandardFunctions } from "@/server/schemas/standard-functions";
import { updateBot } from "@/server/bots/update-bot";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, publishAction, storedMessages, turnsOf, type WebBot } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { handOff } from "@/server/conversations/answering/hand-off";
import { receiveMessage } from "@/server/conversations/receive-message";
import { switchActiveBot } from "@/server/conversations/answering/switch-bot";
import { newId } from "@/server/ids";
import { openDurableTurn } from "../durable/durable-turn";
import { loadTurn } from "../context/load-turn";
import { saveReplies } from "./save-replies";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));

const model = await startModelServer();
let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot({ baseUrl: model.baseUrl });
});

const everything: StandardFunctions = {
  callPerson: { description: "" },
  stopDialogue: { description: "" },
  ignoreMessage: { description: "" },
  tagDialogue: { description: "", tags: [] },
  rememberVariable: { description: "", names: [] },
};

async function switchOn(standardFunctions: StandardFunctions): Promise<void> {
  await updateBot(bot.ctx, { botId: bot.botId, standardFunctions });
  await publishBot(bot.ctx, bot.botId);
}

let token = "";
let count = 0;
async function ask(text: string) {
  count += 1;
  const { response, done } = await postMessage(bot.publicId, { id: `m${count}`, text }, { token });
  const answer = await readAnswer(response);
  await done;
  return answer;
}
beforeEach(() => {
  token = signVisitorToken(bot.publicId, `visitor-${newId("event")}`);
});

async function conversation() {
  const [row] = await db.select().from(conversations).where(eq(conversations.workspaceId, bot.ctx.workspaceId));
  if (!row) throw new Error("no conversation");
  return row;
}

describe("Standard functions", () => {
  it("call a person: the turn's reply is sent, people are notified, and the bot stops answering", async () => {
    await switchOn(everything);
    model.answer((response, n) =>
      n === 1
        ? callFunctions(response, ["call_person", { reason: "Wants a refund." }])
        : speak(response, ["A colleague will write to you."]),
    );
    const { text, end } = await ask("I want a human!");
    expect([text, end?.outcome]).toEqual(["A colleague will write to you.", "saved"]);
    const [turn] = await turnsOf(bot);
    expect(await conversation()).toMatchObject({
      handledBy: "person",
      handedOverCause: "action",
      handedOverReason: "Wants a refund.",
      handedOverTurnId: turn?.id,
    });
    const notified = await db.select().from(notifications).where(eq(notifications.workspaceId, bot.ctx.workspaceId));
    expect(notified).toMatchObject([{ kind: "person_called", body: "Wants a refund.", botId: bot.botId }]);
    expect((await ask("Hello?")).end).toEqual({ turnId: null, outcome: "person" });
    expect((await storedMessages(bot)).map(({ sender }) => sender)).toEqual(["customer", "ai", "customer"]);
  });

  it("add a tag and set a variable, which the next turn reads", async () => {
    await updateBot(bot.ctx, { botId: bot.botId, instruction: "The customer lives in {city}." });
    const { callPerson: _, stopDialogue: __, ...two } = everything;
    await switchOn(two);
    model.answer((response, n) =>
      n === 1
        ? callFunctions(
            response,
            ["tag_dialogue", { tag: " moving " }],
            ["remember_variable", { name: "city", value: "Kyiv" }],
          )
        : speak(response, ["Noted."]),
    );
    expect((await ask("I moved to Kyiv")).text).toBe("Noted.");
    expect(await conversation()).toMatchObject({ tags: ["moving"], variables: { city: "Kyiv" }, handledBy: "bot" });
    const [first] = await turnsOf(bot);
    expect(first?.trace.filter(({ kind }) => kind === "action")).toMatchObject([
      { functionName: "tag_dialogue", runId: null, status: "succeeded", result: expect.stringContaining("moving") },
      { functionName: "remember_variable", runId: null, status: "succeeded" },
    ]);
    model.answer((response) => speak(response, ["Yes."]));
    await ask("Do you know where I live?");
    const [, second] = await turnsOf(bot);
    expect((await loadTurn(second?.id ?? "")).input.instruction).toBe("The customer lives in Kyiv.");
  });

  it("leave a message without a reply: no message is stored, and the streamed text is withdrawn", async () => {
    await switchOn(everything);
    model.answer((response) => callFunctions(response, ["ignore_message", {}]));
    const { end } = await ask("👍");
    expect(end).toEqual({ turnId: end?.turnId, outcome: "saved", text: null });
    expect(await storedMessages(bot)).toHaveLength(1);
    const [turn] = await turnsOf(bot);
    expect(turn).toMatchObject({ status: "completed", reason: null });
    expect(turn?.trace.at(-1)).toEqual({ kind: "note", text: "The bot left the message without a reply." });
    const { id: conversationId, lastCustomerMessageId } = await conversation();
    const due = { workspaceId: bot.ctx.workspaceId, conversationId, messageId: lastCustomerMessageId ?? "" };
    expect(await openDurableTurn(due, "inngest-run")).toBeNull();
  });

  it("stop the dialogue without a reply", async () => {
    await switchOn(everything);
    model.answer((response, n) =>
      n === 1 ? callFunctions(response, ["stop_dialogue", { reason: "Spam." }]) : speak(response, []),
    );
    expect((await ask("Buy pills")).end).toMatchObject({ outcome: "saved", text: null });
    expect(await conversation()).toMatchObject({ handledBy: "person", handedOverReason: "Spam." });
    expect(await db.select().from(notifications).where(eq(notifications.workspaceId, bot.ctx.workspaceId))).toEqual([]);
  });
});

describe("An action", () => {
  const say = (name: string, text: string): ActionStep => ({
    kind: "send_message",
    name,
    content: { type: "text", text },
  });

  it("sends messages that are shown once, during the turn and before the reply", async () => {
    await publishAction(bot, "greet", [say("one", "First."), say("two", "Second.")]);
    model.answer((response, n) => (n === 1 ? callFunctions(response, ["greet", {}]) : speak(response, ["Last."])));
    const { chunks, text, types } = await ask("Hi");
    const shown = chunks.flatMap((chunk) => (chunk.type === "data-said" && "data" in chunk ? [chunk.data].flat() : []));
    expect(shown).toMatchObject([
      { sender: "ai", text: "First." },
      { sender: "ai", text: "Second." },
    ]);
    expect(types.lastIndexOf("data-said")).toBeLessThan(types.indexOf("data-end"));
    expect(text).toBe("Last.");
    expect((await storedMessages(bot)).map((message) => message.text)).toEqual(["Hi", "First.", "Second.", "Last."]);
  });

  it("may send the whole answer, after which the model needs no reply", async () => {
    await publishAction(bot, "greet", [say("one", "First.")]);
    model.answer((response, n) => (n === 1 ? callFunctions(response, ["greet", {}]) : speak(response, [])));
    expect((await ask("Hi")).end).toMatchObject({ outcome: "saved", text: null });
    expect((await storedMessages(bot)).map((message) => message.text)).toEqual(["Hi", "First."]);
    expect(await turnsOf(bot)).toMatchObject([{ status: "completed", reason: null }]);
  });

  it("hands the conversation off, and the turn's reply is still sent", async () => {
    await publishAction(bot, "give_up", [{ kind: "hand_over", name: "give", reason: "Stuck." }]);
    model.answer((response, n) => (n === 1 ? callFunctions(response, ["give_up", {}]) : speak(response, ["Goodbye."])));
    expect((await ask("Hi")).end).toMatchObject({ outcome: "saved" });
    expect((await storedMessages(bot)).map((message) => message.text)).toEqual(["Hi", "Goodbye."]);
    expect((await conversation()).handledBy).toBe("person");
  });

  it("switches the bot: this turn's reply is sent, and the other bot answers the next message", async () => {
    const { id: sales } = await createBot(bot.ctx, { name: "Sales", templateId: null });
    await updateBot(bot.ctx, { botId: sales, instruction: "Facts:\nQ: Which colour?\nA: Only blue today." });
    await publishBot(bot.ctx, sales);
    await publishAction(bot, "to_sales", [{ kind: "switch_bot", name: "switch", botId: sales }]);
    model.answer((response, n) =>
      n === 1 ? callFunctions(response, ["to_sales", {}]) : speak(response, ["Over to Sales."]),
    );
    expect((await ask("I want to buy")).text).toBe("Over to Sales.");
    await ask("Hello there");
    expect(model.requests).toHaveLength(2);
    const [first, second] = await turnsOf(bot);
    expect([first?.botId, second?.botId]).toEqual([bot.botId, sales]);
    expect([first?.status, second?.status]).toEqual(["completed", "completed"]);
    expect((await storedMessages(bot)).map(({ sender }) => sender)).toEqual(["customer", "ai", "customer", "ai"]);
  });
});

describe("A turn's reply", () => {
  const answer = { text: "Hi.", silent: false, trace: [], inputTokens: 0, outputTokens: 0, failure: null };

  async function begin() {
    const channel = { id: bot.channelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const message = { externalId: newId("event"), chatId: "race", sender: "customer", text: "Hi" } as const;
    const received = await receiveMessage(channel, message, "chat");
    if (received.turnId === null) throw new Error("no turn");
    const scope = { workspaceId: channel.workspaceId, conversationId: received.conversationId };
    return { scope, received, turn: await loadTurn(received.turnId) };
  }

  async function otherBot(): Promise<string> {
    const { id } = await createBot(bot.ctx, { name: "Sales", templateId: null });
    await publishBot(bot.ctx, id);
    return id;
  }

  it("is dropped when the conversation was switched from outside to another bot, which then answers", async () => {
    const { scope, received, turn } = await begin();
    const sales = await otherBot();
    await switchActiveBot({ ...scope, botId: sales, turnId: null });
    const { saved, events } = await saveReplies(turn, answer, newId("message"));
    expect(saved).toBe(false);
    expect(events).toMatchObject([
      { name: "conversation/message.received", data: { ...scope, messageId: received.messageId } },
    ]);
    expect(
      await db
        .select()
        .from(outbox)
        .where(eq(outbox.id, events[0]?.id ?? "")),
    ).toHaveLength(1);
    const [dropped] = await turnsOf(bot);
    expect(dropped).toMatchObject({ status: "dropped", reason: expect.stringContaining("Another bot") });
    const again = await openDurableTurn({ ...scope, messageId: received.messageId }, "inngest-run");
    const [opened] = await db
      .select()
      .from(turns)
      .where(eq(turns.id, again ?? ""));
    expect(opened?.botId).toBe(sales);
  });

  it("is dropped when something other than the turn handed the conversation off", async () => {
    const { scope, turn } = await begin();
    await handOff({ ...scope, cause: "action", reason: "", turnId: "trn_other" });
    expect(await saveReplies(turn, answer, newId("message"))).toEqual({
      saved: false,
      replies: [],
      events: [],
      isRecorded: false,
    });
  });

  it("is saved once, silent or not, even when many callers save it concurrently", async () => {
    for (const silent of [true, false]) {
      const { scope, turn } = await begin();
      await handOff({ ...scope, cause: "action", reason: "", turnId: turn.turnId });
      const result = { ...answer, silent, text: silent ? "" : "Hi." };
      const ends = await Promise.all(Array.from({ length: 6 }, () => saveReplies(turn, result, newId("message"))));
      expect(ends.filter(({ saved }) => saved)).toHaveLength(1);
      await db.update(conversations).set({ handledBy: "bot" }).where(eq(conversations.id, scope.conversationId));
    }
    expect((await storedMessages(bot)).map(({ text }) => text)).toEqual(["Hi", "Hi", "Hi."]);
  });
});
