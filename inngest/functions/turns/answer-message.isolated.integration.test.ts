import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations, messages, turns } from "@/db/schema/conversations";
import { deliveries } from "@/db/schema/deliveries";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { speak, startModelServer } from "@/db/testing/model-server";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import type { BotBehaviourInput } from "@/server/schemas/bot-behaviour";
import { updateChannel } from "@/server/channels/update-channel";
import { loadTurn } from "@/server/turn/context/load-turn";
import { type BehavingBot, conversationOf, makeBehavingBot, writeIn } from "@/server/turn/testing/behaving-bot";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const model = await startModelServer();
const receiver = await startWebhookReceiver();
beforeEach(() => receiver.reset());

async function use(behaviour: BotBehaviourInput): Promise<BehavingBot> {
  const bot = await makeBehavingBot(behaviour, model.baseUrl);
  const custom = { webhookUrl: `${receiver.origin}/hook` };
  await updateChannel(bot.ctx, { channelId: bot.customChannelId, custom });
  return bot;
}

/** The texts that arrived, grouped by request. */
function arrived(): string[][] {
  return receiver.requests.map(({ body }) => body.new_messages.map(({ text }) => text));
}

async function settled(bot: BehavingBot): Promise<boolean> {
  const rows = await db.select().from(messages).where(eq(messages.workspaceId, bot.ctx.workspaceId));
  const answers = rows.filter(({ sender }) => sender === "ai");
  return answers.length > 0 && answers.every(({ delivery }) => delivery === "delivered");
}

describe("An answer in parts", () => {
  it("arrives part by part, in order, once, with pauses, even if the webhook fails in between", async () => {
    const bot = await use({ split: { mode: "paragraph", pauseSeconds: 1 }, footer: "Shop" });
    model.answer((response) => speak(response, ["One.\n\nTwo.\n\nThree."]));
    const at: number[] = [];
    receiver.respond = (_, response) => {
      at.push(performance.now());
      // The first attempt at the second part.
      response.writeHead(receiver.requests.length === 2 ? 503 : 200, { "retry-after": "1" }).end();
    };
    await writeIn(bot, "Tell me");
    await expect.poll(() => settled(bot), { timeout: 25_000 }).toBe(true);
    expect(arrived()).toEqual([["One."], ["Two."], ["Two."], ["Three.\n\nShop"]]);
    const ids = receiver.requests.map(({ headers }) => headers["webhook-id"]);
    expect(ids[1]).toBe(ids[2]);
    expect(new Set(ids).size).toBe(3);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(900);
    expect((at[3] ?? 0) - (at[2] ?? 0)).toBeGreaterThan(900);
    const rows = await db.select().from(deliveries).where(eq(deliveries.workspaceId, bot.ctx.workspaceId));
    expect(rows.map(({ status }) => status)).toEqual(["delivered", "delivered", "delivered"]);
  });

  it("arrives one request per part without pauses too, and a later answer waits for it", async () => {
    const bot = await use({ split: { mode: "paragraph", pauseSeconds: 0 } });
    model.answer((response, n) => speak(response, [n === 1 ? "One.\n\nTwo." : "Next."]));
    await writeIn(bot, "Tell me");
    await expect.poll(() => settled(bot), { timeout: 25_000 }).toBe(true);
    await writeIn(bot, "And?");
    await expect.poll(() => arrived().flat(), { timeout: 25_000 }).toContain("Next.");
    expect(arrived()).toEqual([["One."], ["Two."], ["Next."]]);
  });
});

describe("Messages in quick succession", () => {
  it("get one answer that includes all of them", async () => {
    const bot = await use({ mergeSeconds: 2 });
    model.answer((response) => speak(response, ["To all of it."]));
    const texts = ["Hi", "I am Ann", "from Kyiv", "order 7", "where is it?"];
    for (const text of texts) await writeIn(bot, text);
    await expect.poll(() => settled(bot), { timeout: 25_000 }).toBe(true);
    const answered = await db.select().from(turns).where(eq(turns.workspaceId, bot.ctx.workspaceId));
    expect(answered).toMatchObject([{ status: "completed" }]);
    const { history } = (await loadTurn(answered[0]?.id ?? "")).input;
    expect(history.slice(0, 5)).toEqual(texts.map((text) => ({ role: "user", text })));
    expect(arrived()).toEqual([["To all of it."]]);
    expect(model.requests).toHaveLength(1);
  });
});

describe("A message limit", () => {
  it("is announced once on a custom channel, which then gets no more answers", async () => {
    const bot = await use({ antiSpam: { maxMessages: 1, text: "That is all." } });
    model.answer((response) => speak(response, ["Yes?"]));
    await writeIn(bot, "1");
    await expect.poll(() => arrived(), { timeout: 25_000 }).toEqual([["Yes?"]]);
    await writeIn(bot, "2");
    await expect.poll(() => arrived(), { timeout: 25_000 }).toEqual([["Yes?"], ["That is all."]]);
    await writeIn(bot, "3");
    expect(await conversationOf(bot)).toMatchObject({ handledBy: "person", handedOverCause: "limit" });
    await db.delete(conversations).where(eq(conversations.workspaceId, bot.ctx.workspaceId));
    expect(model.requests).toHaveLength(1);
  });
});
