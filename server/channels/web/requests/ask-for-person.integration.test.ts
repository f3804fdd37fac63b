import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { publishBot } from "@/server/bots/publish-bot";
import { updateBot } from "@/server/bots/update-bot";
import { namesIn, payloadsOf, recordEvents } from "@/server/events/testing/recorded-events";
import { behaviourOf, openOfficeHours } from "@/server/schemas/bot-behaviour";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { changeFeatures } from "../testing/change-features";
import { postMessage, readAnswer, readError } from "../testing/chat-client";
import { postAs } from "../testing/visitor-client";
import { makeWebBot, storedMessages, type WebBot } from "../testing/web-bot";
import { signVisitorToken } from "../visitor-token";
import { answerPersonCall } from "./ask-for-person";

await startEventEndpoint();

let bot: WebBot;
let token: string;
beforeEach(async () => {
  bot = await makeWebBot();
  await recordEvents(bot.ctx.workspaceId);
  token = signVisitorToken(bot.publicId, "visitor-1");
});

describe("A visitor who asks for a person", () => {
  it("gets one, once, however often they ask, and the bot no longer answers", async () => {
    await say("m1");
    const answers = await Promise.all([call(), call(), call(), call()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await answers[0]?.json()).toEqual({
      answered_by: { kind: "person", name: null, photo_url: null },
      away: null,
    });
    expect(await notified()).toMatchObject([{ kind: "person_called", body: "The customer asked for a person." }]);
    expect(await payloadsOf(bot.ctx.workspaceId, "escalation_requested")).toMatchObject([
      { cause: "action", reason: "The customer asked for a person." },
    ]);
    expect(await say("m2")).toBe("person");
    const { inbox } = createTestCaller({ userId: bot.userId });
    const [found] = await conversationsOfBot();
    const { entries } = await inbox.thread({ conversationId: found?.id ?? "", limit: 50 });
    expect(entries.filter(({ type }) => type === "event")).toMatchObject([{ kind: "paused", actor: "customer" }]);
  });

  it("begins a conversation that people see before the first message", async () => {
    expect((await call()).status).toBe(200);
    const { inbox } = createTestCaller({ userId: bot.userId });
    const { rows } = await inbox.list({ view: "all" });
    expect(rows).toMatchObject([{ state: "person" }]);
    expect(await storedMessages(bot)).toEqual([]);
    expect(await namesIn(bot.ctx.workspaceId)).toEqual(["conversation_started", "escalation_requested"]);
    expect(await say("m1")).toBe("person");
    expect(await conversationsOfBot()).toHaveLength(1);
  });

  it("has to write first where the channel asks for consent or for required answers", async () => {
    await changeFeatures(bot, {}, { consentVersion: 1 });
    expect(await readError(await call())).toMatchObject({
      status: 409,
      message: expect.stringMatching(/first message/),
    });
    await changeFeatures(bot, {}, { preChat: [{ key: "email", label: "E-mail", type: "email" }] });
    expect((await call()).status).toBe(409);
    expect(await conversationsOfBot()).toEqual([]);
    await changeFeatures(bot, {}, { preChat: [{ key: "plan", label: "Plan", required: false }] });
    expect((await call()).status).toBe(200);
  });

  it("is told outside of the working hours when people are back", async () => {
    const days = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const workingHours = { ...openOfficeHours, days, awayText: "{bot_name} is closed." };
    await updateBot(bot.ctx, { botId: bot.botId, behaviour: { ...behaviourOf({}), workingHours } });
    await publishBot(bot.ctx, bot.botId);
    expect(await (await call()).json()).toMatchObject({ away: { text: "Shop is closed.", opens_at: null } });
  });

  it("is refused without a token, and where the channel does not offer it", async () => {
    expect((await postAs(answerPersonCall, bot.publicId)).status).toBe(401);
    await changeFeatures(bot, { person: false });
    expect((await call()).status).toBe(403);
    expect(await conversationsOfBot()).toEqual([]);
  });
});

function call(): Promise<Response> {
  return postAs(answerPersonCall, bot.publicId, { token, body: "{}" });
}

async function say(id: string): Promise<string | undefined> {
  const { response, done } = await postMessage(bot.publicId, { id, text: "Hello" }, { token });
  const { end } = await readAnswer(response);
  await done;
  return end?.outcome;
}

function notified() {
  return db.select().from(notifications).where(eq(notifications.workspaceId, bot.ctx.workspaceId));
}

function conversationsOfBot() {
  return db.select().from(conversations).where(eq(conversations.channelId, bot.channelId));
}
