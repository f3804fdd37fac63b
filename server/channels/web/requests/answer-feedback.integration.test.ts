import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as getMessages } from "@/app/api/chat/[channel]/messages/route";
import { db } from "@/db/client";
import { feedback } from "@/db/schema/feedback";
import { payloadsOf, recordEvents } from "@/server/events/testing/recorded-events";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { bearer, chatUrl, postMessage, readAnswer, readError } from "../testing/chat-client";
import { changeFeatures } from "../testing/change-features";
import { postAs } from "../testing/visitor-client";
import { makeWebBot, storedMessages, type WebBot } from "../testing/web-bot";
import { signVisitorToken } from "../visitor-token";
import { answerFeedback } from "./answer-feedback";

let bot: WebBot;
let token: string;
let asked: string;
let answer: string;

beforeEach(async () => {
  bot = await makeWebBot();
  await recordEvents(bot.ctx.workspaceId);
  token = signVisitorToken(bot.publicId, "visitor-1");
  const { response, done } = await postMessage(bot.publicId, { id: "m1", text: "Hello" }, { token });
  await readAnswer(response);
  await done;
  const [first, second] = await storedMessages(bot);
  asked = first?.id ?? "";
  answer = second?.id ?? "";
});

describe("A rating of an answer", () => {
  it("is stored once, can be changed and taken back, and the visitor sees it after a reload", async () => {
    expect((await rate({ message_id: answer, rating: "positive" })).status).toBe(200);
    expect(await shownRating()).toBe("positive");
    await rate({ message_id: answer, rating: "negative", comment: "  Wrong price. " });
    expect(await stored()).toMatchObject([
      { messageId: answer, rating: "negative", score: null, comment: "Wrong price." },
    ]);
    await rate({ message_id: answer, rating: null });
    expect(await stored()).toEqual([]);
    expect(await shownRating()).toBeNull();
    expect((await rate({ message_id: answer, rating: null })).status).toBe(200);
  });

  it("is an event when it is new or changes, not when it is repeated or taken back", async () => {
    await Promise.all(Array.from({ length: 5 }, () => rate({ message_id: answer, rating: "negative" })));
    await rate({ message_id: answer, rating: "negative", comment: "Wrong price." });
    await rate({ message_id: answer, rating: "negative" });
    await rate({ message_id: answer, rating: null });
    await rate({ message_id: answer, rating: "positive" });
    expect(await payloadsOf(bot.ctx.workspaceId, "feedback_received")).toMatchObject([
      { message_id: answer, rating: "negative", score: null, comment: null, platform: "webchat" },
      { message_id: answer, rating: "negative", comment: "Wrong price." },
      { message_id: answer, rating: "positive", comment: null },
    ]);
  });

  it("is refused for the visitor's own message, another visitor's answer and an unknown one", async () => {
    const other = signVisitorToken(bot.publicId, "visitor-2");
    await readAnswer((await postMessage(bot.publicId, { id: "m1", text: "Hello" }, { token: other })).response);
    const theirs = (await storedMessages(bot)).at(-1)?.id;
    const elsewhere = await makeWebBot();
    const foreign = signVisitorToken(elsewhere.publicId, "visitor-1");
    const body = JSON.stringify({ message_id: answer, rating: "positive" });
    const refused = [
      await rate({ message_id: asked, rating: "positive" }),
      await rate({ message_id: theirs, rating: "positive" }),
      await rate({ message_id: "msg_unknown", rating: null }),
      await postAs(answerFeedback, elsewhere.publicId, { token: foreign, body }),
      await postAs(answerFeedback, bot.publicId, { token: other, body }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await stored()).toEqual([]);
  });
});

describe("A score of the conversation", () => {
  it("is stored once with its rating, is a line in the thread, and is an event when it changes", async () => {
    await rate({ score: 3, comment: "Fine." });
    await rate({ score: 3 });
    await rate({ score: 5 });
    expect(await stored()).toMatchObject([{ messageId: null, rating: "positive", score: 5, comment: null }]);
    expect(await payloadsOf(bot.ctx.workspaceId, "feedback_received")).toMatchObject([
      { message_id: null, rating: "neutral", score: 3, comment: "Fine." },
      { message_id: null, rating: "positive", score: 5, comment: null },
    ]);
    const { inbox } = createTestCaller({ userId: bot.userId });
    const [row] = await stored();
    const { entries } = await inbox.thread({ conversationId: row?.conversationId ?? "", limit: 50 });
    expect(entries.filter(({ type }) => type === "event")).toMatchObject([
      { kind: "rated", actor: "customer", text: "3 of 5: Fine." },
      { kind: "rated", actor: "customer", text: "5 of 5" },
    ]);
  });
});

describe("Feedback", () => {
  it.each<[string, unknown]>([
    ["nothing", {}],
    ["an unknown rating", { message_id: "msg_1", rating: "neutral" }],
    ["a score of 0", { score: 0 }],
    ["a score of 5.5", { score: 5.5 }],
    ["a score and an answer", { score: 5, message_id: "msg_1", rating: "positive" }],
    ["an id with NUL", { message_id: "a\0b", rating: "positive" }],
    ["a comment of 2,001 characters", { score: 5, comment: "x".repeat(2001) }],
    ["a list", []],
    ["a key of all objects", JSON.parse('{"__proto__":{"score":5}}')],
  ])("is refused with 422 for %s", async (_, body) => {
    expect(await readError(await rate(body))).toMatchObject({ status: 422, message: expect.stringMatching(/^Send/) });
  });

  it("is stored with a comment that PostgreSQL cannot store unchanged", async () => {
    await rate({ score: 1, comment: "a\0b\ud800" });
    expect(await stored()).toMatchObject([{ rating: "negative", comment: "a\uFFFDb\uFFFD" }]);
  });

  it("is refused without a token, before the first message, where it is turned off, and too often", async () => {
    const body = JSON.stringify({ score: 5 });
    expect((await postAs(answerFeedback, bot.publicId, { body })).status).toBe(401);
    const silent = signVisitorToken(bot.publicId, "visitor-3");
    expect((await postAs(answerFeedback, bot.publicId, { body, token: silent })).status).toBe(404);
    await changeFeatures(bot, { rating: false });
    expect((await rate({ score: 5 })).status).toBe(403);
    expect((await rate({ message_id: answer, rating: "positive" })).status).toBe(200);
    await changeFeatures(bot, { feedback: false });
    expect((await rate({ message_id: answer, rating: "negative" })).status).toBe(403);
    const statuses = [];
    for (let i = 0; i < 31; i++) statuses.push((await rate({ score: (i % 5) + 1 })).status);
    expect(statuses.at(-1)).toBe(429);
  });
});

function rate(body: unknown): Promise<Response> {
  return postAs(answerFeedback, bot.publicId, { token, body: JSON.stringify(body) });
}

function stored() {
  return db
    .select()
    .from(feedback)
    .where(eq(feedback.workspaceId, bot.ctx.workspaceId))
    .orderBy(sql`created_at`);
}

async function shownRating() {
  const request = new Request(chatUrl(bot.publicId, "/messages"), { headers: bearer(token) });
  const { messages } = await (
    await getMessages(request, { params: Promise.resolve({ channel: bot.publicId }) })
  ).json();
  return messages.at(-1).rating;
}
