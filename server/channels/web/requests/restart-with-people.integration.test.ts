import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as postSession } from "@/app/api/chat/[channel]/session/route";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { untilWaiting } from "@/db/testing/until-waiting";
import { callPerson } from "@/server/conversations/call-person";
import { newId } from "@/server/ids";
import { makeScriptedBot } from "@/server/scenario/run/testing/scripted-bot";
import { says } from "@/server/scenario/run/testing/talk";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { bearer, chatUrl, postMessage, readAnswer } from "../testing/chat-client";
import { postAs } from "../testing/visitor-client";
import type { WebBot } from "../testing/web-bot";
import { signVisitorToken } from "../visitor-token";
import { answerPersonCall } from "./ask-for-person";
import { answerRestart } from "./restart-chat";

await startEventEndpoint();

const sessionOnWire = z.object({
  greeting: z.string(),
  messages: z.array(z.object({ sender: z.string(), text: z.string() })),
  answered_by: z.object({ kind: z.string() }),
});

let bot: WebBot;
let token: string;
let inbox: ReturnType<typeof createTestCaller>["inbox"];

beforeEach(async () => {
  const prefix = newId("interaction");
  bot = await makeScriptedBot(
    [
      { id: `${prefix}_w`, role: "welcome", name: "Welcome", responses: [says("Hello!")] },
      { id: `${prefix}_p`, name: "Price", triggers: ["price"], responses: [says("30 €.")] },
      { id: `${prefix}_f`, role: "fallback", name: "Fallback", responses: [says("Sorry.")] },
    ],
    { greets: false },
    {
      interception: { stopPhrases: ["human"] },
      antiSpam: { maxMessages: null, maxIdentical: 2, text: "Please wait for a person." },
    },
  );
  token = signVisitorToken(bot.publicId, "visitor-1");
  ({ inbox } = createTestCaller({ userId: bot.userId }));
  await say("price");
});

describe("A visitor who starts again while people are called", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["the visitor asked for a person", askForPerson],
    ["the visitor wrote a stop phrase", () => say("human")],
    ["the bot called people, one of whom was assigned automatically", callByBot],
  ])("has the bot again when %s, but nobody has taken the conversation", async (_, call) => {
    await call();
    expect(await conversation()).toMatchObject({ handledBy: "person" });
    await restart();
    expect(await conversation()).toMatchObject({ handledBy: "bot", handedOverCause: null, assigneeId: null });
    expect(await session()).toMatchObject({ greeting: expect.stringMatching(/./), answered_by: { kind: "bot" } });
    await say("price");
    expect((await session()).messages.map(({ text }) => text)).toEqual(["price", "30 €."]);
    const { entries } = await inbox.thread({ conversationId: (await conversation()).id, limit: 50 });
    const events = entries.filter(({ type }) => type === "event");
    expect(events.slice(-2)).toMatchObject([
      { kind: "resumed", actor: "customer", text: "They started again before anyone had taken it." },
      { kind: "restarted", actor: "customer" },
    ]);
  });

  it.each<[string, (conversationId: string) => Promise<unknown>]>([
    ["wrote", (conversationId) => inbox.write({ conversationId, text: "Yes?", clientMessageId: "m1" })],
    ["took it", (conversationId) => inbox.assign({ conversationId, memberId: bot.userId })],
  ])("stays with a member who %s just before, and is not greeted by the bot", async (_, take) => {
    await askForPerson();
    const { id } = await conversation();
    await inOrder(
      () => take(id),
      () => restart(),
    );
    expect(await conversation()).toMatchObject({ handledBy: "person", assigneeId: bot.userId });
    expect(await session()).toMatchObject({ greeting: "", messages: [], answered_by: { kind: "person" } });
    await say("price");
    expect((await session()).messages.map(({ text }) => text)).toEqual(["price"]);
    await restart();
    expect(await conversation()).toMatchObject({ handledBy: "person" });
    await inbox.takeBack({ conversationId: id });
    expect((await session()).greeting).not.toBe("");
  });

  it("loses the bot to a member who writes just after", async () => {
    await askForPerson();
    const { id } = await conversation();
    await inOrder(
      () => restart(),
      () => inbox.write({ conversationId: id, text: "Yes?", clientMessageId: "m1" }),
    );
    expect(await conversation()).toMatchObject({ handledBy: "person", handedOverCause: "employee" });
    expect((await session()).messages).toMatchObject([{ sender: "employee", text: "Yes?" }]);
  });

  it("has the bot again whatever people wrote before they gave the conversation back", async () => {
    const { id } = await conversation();
    await inbox.write({ conversationId: id, text: "Yes?", clientMessageId: "m1" });
    await inbox.takeBack({ conversationId: id });
    await askForPerson();
    await restart();
    expect(await conversation()).toMatchObject({ handledBy: "bot" });
  });

  it("stays with people who took the conversation over themselves", async () => {
    await inbox.handOff({ conversationId: (await conversation()).id });
    await restart();
    expect(await conversation()).toMatchObject({ handledBy: "person", handedOverCause: "manual" });
  });

  it("does not get around a limit", async () => {
    await say("price");
    await askForPerson();
    await restart();
    await say("price");
    expect(await conversation()).toMatchObject({ handledBy: "person", handedOverCause: "limit" });
    await restart();
    expect(await conversation()).toMatchObject({ handledBy: "person", handedOverCause: "limit" });
  });
});

/** Runs two functions at the same time. Both wait for the conversation, and the first one gets it first. */
async function inOrder(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  const running: Promise<unknown>[] = [];
  await db.transaction(async (tx) => {
    await tx.execute(sql`select from conversations where channel_id = ${bot.channelId} for update`);
    running.push(first());
    await untilWaiting(1);
    running.push(second());
    await untilWaiting(2);
  });
  await Promise.all(running);
}

async function callByBot(): Promise<void> {
  await inbox.setAssignment({ assignment: "round_robin" });
  const { workspaceId } = bot.ctx;
  const { id: conversationId } = await conversation();
  await callPerson({ workspaceId, conversationId, reason: "A refund.", turnId: null, sourceKey: newId("event") });
  expect(await conversation()).toMatchObject({ assigneeId: bot.userId });
}

async function askForPerson(): Promise<void> {
  expect((await postAs(answerPersonCall, bot.publicId, { token, body: "{}" })).status).toBe(200);
}

async function restart(): Promise<void> {
  expect((await postAs(answerRestart, bot.publicId, { token, body: "{}" })).status).toBe(200);
}

async function say(text: string): Promise<void> {
  const { response, done } = await postMessage(bot.publicId, { id: newId("event"), text }, { token });
  await readAnswer(response);
  await done;
}

async function session() {
  const request = new Request(chatUrl(bot.publicId, "/session"), { method: "POST", headers: bearer(token) });
  const response = await postSession(request, { params: Promise.resolve({ channel: bot.publicId }) });
  return sessionOnWire.parse(await response.json());
}

async function conversation() {
  const [found] = await db.select().from(conversations).where(eq(conversations.channelId, bot.channelId));
  if (!found) throw new Error("There is no conversation.");
  return found;
}
