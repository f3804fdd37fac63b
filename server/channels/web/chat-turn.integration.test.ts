import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { modelProviders } from "@/db/schema/bots";
import { begin, finish, type ModelServer, refuse, say, speak, startModelServer } from "@/db/testing/model-server";
import { receiveMessage } from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { captureLog } from "@/server/log/testing/capture-log";
import type { CallLimits } from "@/server/models/requests/call-model";
import { runChatTurn } from "@/server/turn/chat/run-chat-turn";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { postMessage, readAnswer } from "./testing/chat-client";
import { API_KEY, makeWebBot, storedMessages, turnsOf, type WebBot } from "./testing/web-bot";
import { signVisitorToken } from "./visitor-token";

const model = await startModelServer();
let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot({ baseUrl: model.baseUrl });
});

const FALLBACK = "Sorry, I can't answer right now. Please try again in a few minutes.";
const hello = { id: "m1", text: "Hello" };

describe("A model that answers", () => {
  it("has its text streamed as it is generated", async () => {
    const heard = Promise.withResolvers<void>();
    model.answer(async (response) => {
      begin(response);
      say(response, "Good");
      await heard.promise;
      say(response, " day.");
      finish(response);
    });
    const { response } = await postMessage(bot.publicId, hello);
    const [first, rest] = response.body?.tee() ?? [];
    const reader = first?.pipeThrough(new TextDecoderStream()).getReader();
    for (let seen = ""; !seen.includes('"Good"');) seen += (await reader?.read())?.value ?? "";
    heard.resolve();
    expect(await readAnswer(new Response(rest ?? null))).toMatchObject({
      text: "Good day.",
      end: { outcome: "saved" },
    });
    expect(await storedMessages(bot)).toMatchObject([{ sender: "customer" }, { sender: "ai", text: "Good day." }]);
    expect(await turnsOf(bot)).toMatchObject([{ status: "completed", inputTokens: 12, outputTokens: 3 }]);
  });

  it.each([
    ["429", (number: number) => (number === 1 ? 429 : 0)],
    ["500 twice", (number: number) => (number <= 2 ? 500 : 0)],
  ])("after a %s is called again, and the customer sees only the answer", async (_, statusOf) => {
    model.answer((response, number) =>
      statusOf(number) === 0
        ? speak(response, ["There you are."])
        : refuse(response, statusOf(number), "busy", { "retry-after": "0" }),
    );
    const { response } = await postMessage(bot.publicId, hello);
    const { text, end } = await readAnswer(response);
    expect([text, end?.outcome, end?.text]).toEqual(["There you are.", "saved", undefined]);
    const [turn] = await turnsOf(bot);
    expect(turn).toMatchObject({ status: "completed", trace: [{ attempts: model.requests.length, error: null }] });
  });

  it("with characters that PostgreSQL cannot store has its answer saved with replacements", async () => {
    model.answer((response) => speak(response, ["Nul\0 and half \ud83d"]));
    const { response } = await postMessage(bot.publicId, hello);
    expect((await readAnswer(response)).end?.outcome).toBe("saved");
    expect((await storedMessages(bot))[1]?.text).toBe("Nul\uFFFD and half \uFFFD");
  });
});

describe("A model that shows its thinking", () => {
  it("has nothing streamed before its answer if its text begins like a thought", async () => {
    model.answer((response) => speak(response, ["Okay, the user wants X.", "\n</think>\n\n", "answer"]));
    const { text, end } = await readAnswer((await postMessage(bot.publicId, hello)).response);
    expect([text, end?.text]).toEqual(["answer", undefined]);
    expect((await storedMessages(bot))[1]?.text).toBe("answer");
  });

  it("with other first words has its streamed text discarded once, and later texts held back", async () => {
    model.answer((response) => speak(response, ["They greet us.", "</think>", "Good day."]));
    const first = await readAnswer((await postMessage(bot.publicId, hello)).response);
    expect(first.end).toMatchObject({ outcome: "saved", text: "Good day." });
    const second = await readAnswer((await postMessage(bot.publicId, { id: "m2", text: "Hello again" })).response);
    expect([second.text, second.end?.text]).toEqual(["Good day.", undefined]);
    expect((await storedMessages(bot)).map(({ text }) => text)).toEqual([
      "Hello",
      "Good day.",
      "Hello again",
      "Good day.",
    ]);
  });
});

describe("A model that does not answer", () => {
  it.each<[string, Parameters<ModelServer["answer"]>[0], RegExp, number]>([
    [
      "a wrong key",
      (response) => refuse(response, 401, `Incorrect API key: ${API_KEY}`),
      /^401 from .*: Incorrect API key: •••$/,
      1,
    ],
    [
      "a 429 with a long wait",
      (response) => refuse(response, 429, "quota", { "retry-after": "3600" }),
      /^429 from .*: quota \(It asks to wait 3600 s\.\)$/,
      1,
    ],
    ["repeated 500s", (response) => refuse(response, 500, "boom"), /^500 from .*: boom$/, 3],
    ["a connection that breaks", (response) => response.destroy(), /127\.0\.0\.1/, 3],
    ["a body that is not an answer", (response) => response.writeHead(200).end("<html>"), /127\.0\.0\.1/, 3],
    ["silence", (response) => speak(response, []), /said nothing/, 1],
  ])("because of %s results in the fallback text, and in a trace with the reason", async (_, how, reason, attempts) => {
    model.answer((response, number) => how(response, number));
    const { response } = await postMessage(bot.publicId, hello);
    const { text, end, raw, types } = await readAnswer(response);
    expect([text, types]).toEqual(["", ["start", "data-end", "finish"]]);
    expect(end).toEqual({ turnId: expect.any(String), outcome: "saved", text: FALLBACK });
    expect(await storedMessages(bot)).toMatchObject([{ sender: "customer" }, { sender: "ai", text: FALLBACK }]);
    expect(model.requests).toHaveLength(attempts);
    expect(model.requests[0]?.authorization).toBe(`Bearer ${API_KEY}`);
    await expectReason(reason, raw);
  });

  it("to its end results in the fallback text, and the trace keeps the streamed text", async () => {
    model.answer((response) => {
      begin(response);
      say(response, "Your order is");
      response.end();
    });
    const { response } = await postMessage(bot.publicId, hello);
    const { text, end, raw, types } = await readAnswer(response);
    expect([text, end]).toEqual(["Your order is", { turnId: end?.turnId, outcome: "saved", text: FALLBACK }]);
    expect(types).toEqual(["start", "text-start", "text-delta", "text-end", "data-end", "finish"]);
    expect((await storedMessages(bot))[1]?.text).toBe(FALLBACK);
    expect(model.requests).toHaveLength(1);
    await expectReason(/broke its answer off/, raw);
  });

  it("because it hangs, from the start or half-way, results in the fallback text", async () => {
    const limits = { firstTokenMs: 100, idleMs: 100, backoffMs: 5 };
    model.answer(() => {});
    expect(await runTurn(limits)).toEqual({
      saved: true,
      failure: expect.stringMatching(/sent nothing for 0\.1 s/),
      streamed: "",
    });
    expect(model.requests).toHaveLength(3);
    model.answer((response) => {
      begin(response);
      say(response, "Your order is");
    });
    expect(await runTurn(limits)).toMatchObject({
      failure: expect.stringMatching(/sent nothing/),
      streamed: "Your order is",
    });
    expect(model.requests).toHaveLength(1);
    expect((await storedMessages(bot)).map(({ text }) => text)).toEqual(["Hello", FALLBACK, "Hello", FALLBACK]);
  });

  it("because its provider was deleted results in the fallback text", async () => {
    await db.delete(modelProviders).where(eq(modelProviders.workspaceId, bot.ctx.workspaceId));
    const { response } = await postMessage(bot.publicId, hello);
    const { end, raw } = await readAnswer(response);
    expect(end).toMatchObject({ outcome: "saved", text: FALLBACK });
    await expectReason(/model provider was deleted/, raw);
  });
});

describe("A turn that is overtaken while it streams", () => {
  it("ends without a reply, and only the newer message is answered", async () => {
    const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    model.answer(async (response, number) => {
      if (number > 1) return speak(response, ["To both."]);
      begin(response);
      say(response, "To the first.");
      asked.resolve();
      await release.promise;
      return finish(response);
    });
    const token = signVisitorToken(bot.publicId, "visitor-1");
    const first = await postMessage(bot.publicId, hello, { token });
    await asked.promise;
    const second = await postMessage(bot.publicId, { id: "m2", text: "Wait, one more thing" }, { token });
    const answer = await readAnswer(second.response);
    release.resolve();
    const overtaken = await readAnswer(first.response);
    const [older, newer] = await turnsOf(bot);
    expect([overtaken.text, overtaken.end]).toEqual(["To the first.", { turnId: older?.id, outcome: "overtaken" }]);
    expect([answer.text, answer.end]).toEqual(["To both.", { turnId: newer?.id, outcome: "saved" }]);
    expect(older).toMatchObject({ status: "dropped", reason: expect.stringMatching(/^Overtaken/) });
    expect((await storedMessages(bot)).map(({ text }) => text)).toEqual(["Hello", "Wait, one more thing", "To both."]);
  });

  it("does not report a fallback text that was not saved", async () => {
    const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    model.answer(async (response, number) => {
      if (number > 1) return speak(response, ["Yes?"]);
      asked.resolve();
      await release.promise;
      return refuse(response, 400, "no");
    });
    const token = signVisitorToken(bot.publicId, "visitor-1");
    const first = await postMessage(bot.publicId, hello, { token });
    await asked.promise;
    await readAnswer((await postMessage(bot.publicId, { id: "m2", text: "Hello?" }, { token })).response);
    release.resolve();
    expect((await readAnswer(first.response)).end).toEqual({ turnId: expect.any(String), outcome: "overtaken" });
  });
});

describe("A turn whose client has disconnected", () => {
  it("runs to its end and is saved", async () => {
    const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    model.answer(async (response) => {
      begin(response);
      say(response, "Still");
      asked.resolve();
      await release.promise;
      say(response, " here.");
      finish(response);
    });
    const { response, done } = await postMessage(bot.publicId, hello);
    const reader = response.body?.getReader();
    await reader?.read();
    await asked.promise;
    await reader?.cancel();
    release.resolve();
    await done;
    expect(await storedMessages(bot)).toMatchObject([{ sender: "customer" }, { sender: "ai", text: "Still here." }]);
    expect(await turnsOf(bot)).toMatchObject([{ status: "completed" }]);
  });

  it("renews its lease while it works, so that no other turn answers", async () => {
    const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    model.answer(async (response) => {
      asked.resolve();
      await release.promise;
      speak(response, ["At last."]);
    });
    const { response } = await postMessage(bot.publicId, hello);
    await asked.promise;
    const [opened] = await turnsOf(bot);
    const later = async () => ((await turnsOf(bot))[0]?.leaseUntil ?? 0) > (opened?.leaseUntil ?? 0);
    await expect.poll(later, { timeout: 10_000 }).toBe(true);
    release.resolve();
    expect((await readAnswer(response)).text).toBe("At last.");
  });
});

describe("a turn that has ended", () => {
  it("has one line in the log, with its ids, model, calls and times, and none of its words", async () => {
    const log = captureLog();
    model.answer((response) => speak(response, ["The secret word is plover."]));
    const { response, done } = await postMessage(bot.publicId, hello);
    await readAnswer(response);
    await done;
    log.stop();
    const [turn] = await turnsOf(bot);
    expect(log.lines().filter(({ event }) => event === "turn.ended")).toEqual([
      {
        level: "info",
        time: expect.any(String),
        event: "turn.ended",
        workspaceId: bot.ctx.workspaceId,
        conversationId: turn?.conversationId,
        messageId: turn?.messageId,
        turnId: turn?.id,
        botId: bot.botId,
        botVersionId: turn?.botVersionId,
        outcome: "answered",
        model: expect.any(String),
        ms: expect.any(Number),
        modelMs: expect.any(Number),
        modelCalls: 1,
        actionCalls: 0,
        inputTokens: 12,
        outputTokens: 3,
      },
    ]);
    expect(log.raw.join("")).not.toMatch(/plover|Hello/);
  });
});

describe("A turn that fails for an internal reason", () => {
  it("announces a later answer, leaves the turn to the watchdog, and logs no message text", async () => {
    const log = captureLog();
    const text = "My card is 4111 1111 1111 1111";
    model.answer(async (response) => {
      // From here on, the database refuses every reply.
      await db.execute(sql`alter table messages add constraint broken check (sender <> 'ai') not valid`);
      speak(response, [text]);
    });
    const { response, done } = await postMessage(bot.publicId, { id: "m1", text });
    const { types, end, chunks } = await readAnswer(response);
    await done;
    await db.execute(sql`alter table messages drop constraint broken`);
    const [logged, raw] = [log.text(), log.raw.join("\n")];
    log.stop();
    expect(end).toBeNull();
    expect(types.at(-1)).toBe("error");
    expect(chunks.at(-1)).toMatchObject({ errorText: expect.stringMatching(/will appear here in a moment/) });
    expect(await turnsOf(bot)).toMatchObject([{ status: "running" }]);
    expect(logged).toMatch(/^trn_\w+ the chat turn ended early/);
    expect(raw).not.toContain("4111");
  });
});

/** Expects the reason in the newest turn's trace, also as the editor shows it, and the API key nowhere. */
async function expectReason(reason: RegExp, streamed: string): Promise<void> {
  const turn = (await turnsOf(bot)).at(-1);
  expect(turn).toMatchObject({ status: "failed", reason: expect.stringMatching(reason) });
  const shown = await createTestCaller({ userId: bot.userId }).conversations.turn({ turnId: turn?.id ?? "" });
  expect(shown).toMatchObject({
    status: "failed",
    trace: expect.arrayContaining([
      { position: 1, kind: "note", text: expect.stringMatching(/fallback text was sent/) },
    ]),
  });
  expect(JSON.stringify([turn, shown, streamed, await storedMessages(bot)])).not.toContain(API_KEY);
}

/** Runs a turn of the bot with other limits than the endpoint's. */
async function runTurn(limits: Partial<CallLimits> = {}) {
  const channel = { id: bot.channelId, workspaceId: bot.ctx.workspaceId, botId: bot.botId };
  const message = { externalId: newId("event"), chatId: newId("event"), sender: "customer" as const, text: "Hello" };
  const { turnId } = await receiveMessage(channel, message, "chat");
  let streamed = "";
  const viewer = { text: (delta: string) => void (streamed += delta), nextText() {}, working() {}, waiting() {} };
  const { saved, result } = await runChatTurn({ turnId: turnId ?? "" }, newId("message"), viewer, { limits });
  return { saved, failure: result.failure, streamed };
}
