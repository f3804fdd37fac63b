import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels, conversations, messages } from "@/db/schema/conversations";
import { feedback } from "@/db/schema/feedback";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { createChannel } from "@/server/channels/create-channel";
import { makeWebBot, type WebBot } from "@/server/channels/web/testing/web-bot";
import { newId } from "@/server/ids";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

const DAY_MS = 86_400_000;

let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot();
});

interface Given {
  rating?: "positive" | "negative";
  score?: number;
  comment?: string;
  at?: Date;
  channelId?: string;
  text?: string;
}

/** Stores a rating of an answer, or of the conversation if there is a score, in a conversation of its own. */
async function rate({ rating = "positive", score, at = new Date(), channelId = bot.channelId, ...given }: Given) {
  const { workspaceId } = bot.ctx;
  const scope = { workspaceId, channelId, conversationId: newId("conversation"), botId: bot.botId };
  await db.insert(conversations).values({ ...scope, id: scope.conversationId, externalChatId: newId("conversation") });
  const messageId = newId("message");
  await db.insert(messages).values({ ...scope, id: messageId, sender: "ai", text: given.text ?? "From 10 € a month." });
  await db.insert(feedback).values({
    ...scope,
    id: newId("feedback"),
    messageId: score === undefined ? messageId : null,
    rating: score === undefined ? rating : score < 3 ? "negative" : "positive",
    score: score ?? null,
    comment: given.comment ?? null,
    updatedAt: at,
  });
  return scope.conversationId;
}

function ratings(input: { channelId?: string } = {}, userId = bot.userId) {
  return createTestCaller({ userId }).conversations.ratings({ botId: bot.botId, ...input });
}

async function sums(input: { channelId?: string } = {}) {
  const total = { helpful: 0, unhelpful: 0, rated: 0, scores: 0 };
  for (const { day: _, ...counts } of (await ratings(input)).days) {
    for (const key of ["helpful", "unhelpful", "rated", "scores"] as const) total[key] += counts[key];
  }
  return total;
}

describe("The overview of ratings", () => {
  it("counts answers and conversations by day, for 30 days in the bot's time zone", async () => {
    await db.update(bots).set({ timeZone: "Pacific/Kiritimati" }).where(eq(bots.id, bot.botId));
    const zone = new Intl.DateTimeFormat("en-CA", { timeZone: "Pacific/Kiritimati" });
    await rate({});
    await rate({ rating: "negative" });
    await rate({ score: 5 });
    await rate({ score: 2 });
    const third = new Date(Date.now() - 2 * DAY_MS);
    await rate({ at: third });
    await rate({ at: new Date(Date.now() - 31 * DAY_MS) });
    const { days } = await ratings();
    expect(days).toHaveLength(30);
    expect(days.filter(({ helpful, unhelpful, rated }) => helpful + unhelpful + rated > 0)).toEqual([
      { day: zone.format(third), helpful: 1, unhelpful: 0, rated: 0, scores: 0 },
      { day: zone.format(new Date()), helpful: 1, unhelpful: 1, rated: 2, scores: 7 },
    ]);
    expect(days.at(-1)?.day).toBe(zone.format(new Date()));
  });

  it("uses UTC if the database does not know the bot's time zone", async () => {
    await db.update(bots).set({ timeZone: "Mars/Base" }).where(eq(bots.id, bot.botId));
    await rate({});
    expect((await ratings()).days.at(-1)).toMatchObject({ day: new Date().toISOString().slice(0, 10), helpful: 1 });
  });

  it("counts one channel or all of the bot, without the test chat and other bots", async () => {
    const second = await createChannel(bot.ctx, { botId: bot.botId, kind: "web", name: "Shop" });
    const [test] = await db
      .insert(channels)
      .values({
        id: newId("channel"),
        workspaceId: bot.ctx.workspaceId,
        botId: bot.botId,
        kind: "test",
        delivery: "pull",
        runsDraft: true,
        name: "Test",
        publicId: newId("channel"),
        settings: {},
      })
      .returning();
    await rate({});
    await rate({ channelId: second.id });
    await rate({ channelId: test?.id ?? "" });
    expect(await sums()).toMatchObject({ helpful: 2 });
    expect(await sums({ channelId: second.id })).toMatchObject({ helpful: 1 });
    const other = await makeWebBot();
    expect(await sums({ channelId: other.channelId })).toMatchObject({ helpful: 0 });
  });

  it("shows the newest ten negative ratings with comment, beginning of the answer and conversation", async () => {
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    for (let i = 12; i > 2; i -= 1) await rate({ rating: "negative", at: minutesAgo(i) });
    const scored = await rate({ score: 1, comment: "Slow", at: minutesAgo(2) });
    const answered = await rate({ rating: "negative", comment: "Wrong", text: "x".repeat(5000), at: minutesAgo(1) });
    await rate({ score: 3 });
    const { negative } = await ratings();
    expect(negative).toHaveLength(10);
    expect(negative.slice(0, 2)).toMatchObject([
      {
        conversationId: answered,
        seq: expect.any(Number),
        score: null,
        comment: "Wrong",
        answer: `${"x".repeat(159)}…`,
      },
      { conversationId: scored, seq: null, score: 1, comment: "Slow", answer: null },
    ]);
    expect(negative[2]).toMatchObject({ comment: null, answer: "From 10 € a month." });
  });

  it("is for viewers of the workspace only", async () => {
    await rate({ rating: "negative", comment: "Secret" });
    const { userId: viewerId } = await makeUser();
    await makeMember(bot.ctx.workspaceId, "viewer", viewerId);
    expect((await ratings({}, viewerId)).negative).toHaveLength(1);
    await expect(ratings({}, (await makeWorkspace()).userId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
