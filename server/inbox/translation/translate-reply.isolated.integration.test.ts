import { text as bodyText } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as getMessages } from "@/app/api/chat/[channel]/messages/route";
import { GET as getTranscript } from "@/app/api/chat/[channel]/transcript/route";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { listenLocally } from "@/db/testing/local-server";
import { makeMember, makeUser } from "@/db/testing/factories";
import { refuse, speak, startModelServer } from "@/db/testing/model-server";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { until } from "@/inngest/local/testing/harness";
import { bearer, chatUrl, postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { makeWebBot, type WebBot } from "@/server/channels/web/testing/web-bot";
import { payloadsOf, recordEvents } from "@/server/events/testing/recorded-events";
import { newId } from "@/server/ids";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { makeInbox, storedMessages } from "../testing/inbox";

const GERMAN = "Wie lange dauert der Versand nach Wien, und was kostet er?";
const WRITTEN = "It takes two days.";
const SENT = "Es dauert zwei Tage.";

await startDurableFunctions(() => Promise.resolve(new Response("", { status: 404 })));
const receiver = await startWebhookReceiver();
const model = await startModelServer();
/** What a model was asked. */
const prompts: string[] = [];
const { origin } = await listenLocally(async (request, response) => {
  prompts.push(await bodyText(request));
  speak(response, ["Gern geschehen."]);
});

interface Chat {
  bot: WebBot;
  ada: ReturnType<typeof createTestCaller>["inbox"];
  conversationId: string;
  /** The visitor's token. */
  token: string | null;
}

async function makeChat(baseUrl?: string): Promise<Chat> {
  const bot = await makeWebBot(baseUrl === undefined ? {} : { baseUrl });
  const { userId } = await makeUser({ name: "Ada" });
  await makeMember(bot.ctx.workspaceId, "operator", userId);
  const ada = createTestCaller({ userId }).inbox;
  const { response, done } = await postMessage(bot.publicId, { id: newId("event"), text: GERMAN });
  await readAnswer(response);
  await done;
  const [row] = (await ada.list({})).rows;
  return { bot, ada, conversationId: row?.id ?? "", token: response.headers.get("x-parley-visitor") };
}

describe("What an employee typed", () => {
  it("is translated into the customer's language by the bot's model, and nothing is sent", async () => {
    const { ada, conversationId } = await makeChat(model.baseUrl);
    const before = await storedMessages(conversationId);
    model.answer((response) => speak(response, ["<message>\nEs dauert ", "zwei Tage.\n</message>"]));
    expect(await ada.translateReply({ conversationId, text: WRITTEN, language: "de" })).toEqual({ text: SENT });
    expect(await storedMessages(conversationId)).toEqual(before);
  });

  it("is not translated by the offline model, which says what to do", async () => {
    const { ada, conversationId } = await makeChat();
    await expect(ada.translateReply({ conversationId, text: WRITTEN, language: "de" })).rejects.toMatchObject({
      message: expect.stringContaining("Choose another model"),
    });
  });

  it("gets the reason if the model fails or answers nothing", async () => {
    const { ada, conversationId } = await makeChat(model.baseUrl);
    const translate = () => ada.translateReply({ conversationId, text: WRITTEN, language: "de" });
    model.answer((response) => refuse(response, 401, "No credit."));
    await expect(translate()).rejects.toMatchObject({ message: expect.stringContaining("No credit.") });
    model.answer((response) => speak(response, ["<message></message>"]));
    await expect(translate()).rejects.toMatchObject({ message: expect.stringContaining("without a translation") });
  });

  it("is refused if it is blank, and for viewers and other workspaces", async () => {
    const inbox = await makeInbox();
    const { conversationId } = await inbox.receive(GERMAN);
    const input = { conversationId, text: WRITTEN, language: "de" };
    await expect(inbox.ada.translateReply({ ...input, text: " \n" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(inbox.viewer.translateReply(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(inbox.stranger.translateReply(input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("A translated message", () => {
  it("is shown to members together with what the employee wrote", async () => {
    const { ada, conversationId } = await makeChat();
    await ada.write({ conversationId, text: SENT, writtenText: ` ${WRITTEN}\n`, clientMessageId: "m1" });
    const { entries } = await ada.thread({ conversationId, limit: 1 });
    expect(entries).toMatchObject([{ text: SENT, writtenText: WRITTEN }]);
  });

  it("has no written text if that is what was sent, or if nothing was written", async () => {
    const { ada, conversationId } = await makeChat();
    await ada.write({ conversationId, text: WRITTEN, writtenText: WRITTEN, clientMessageId: "m1" });
    await ada.write({ conversationId, text: WRITTEN, writtenText: " ", clientMessageId: "m2" });
    await ada.write({ conversationId, text: WRITTEN, clientMessageId: "m3" });
    const stored = await storedMessages(conversationId);
    expect(stored.slice(-3).map(({ writtenText }) => writtenText)).toEqual([null, null, null]);
  });
});

describe("What an employee wrote before it was translated", () => {
  beforeEach(() => {
    prompts.length = 0;
  });

  it("is not in the chat, its transcript, the events, or what a model gets", async () => {
    const { bot, ada, conversationId, token } = await makeChat(`${origin}/v1`);
    await recordEvents(bot.ctx.workspaceId);
    await ada.write({ conversationId, text: SENT, writtenText: WRITTEN, clientMessageId: "m1" });
    await ada.takeBack({ conversationId });
    const answer = await postMessage(bot.publicId, { id: newId("event"), text: "Danke schön!" }, { token });
    const streamed = (await readAnswer(answer.response)).raw;
    await answer.done;
    const params = { params: Promise.resolve({ channel: bot.publicId }) };
    const request = (path: string) => new Request(chatUrl(bot.publicId, path), { headers: bearer(token) });
    const chat = await (await getMessages(request("/messages"), params)).text();
    const transcript = await (await getTranscript(request("/transcript"), params)).text();
    const events = JSON.stringify([
      await payloadsOf(bot.ctx.workspaceId, "message_sent"),
      await payloadsOf(bot.ctx.workspaceId, "message_received"),
    ]);
    const prompt = prompts.at(-1) ?? "";
    for (const text of [chat, transcript, events, prompt]) expect(text).toContain(SENT);
    for (const text of [streamed, chat, transcript, events, prompt]) expect(text).not.toContain(WRITTEN);
  });

  it("is not delivered to a channel", async () => {
    const inbox = await makeInbox({ url: `${receiver.origin}/hook`, retry: false });
    const { conversationId } = await inbox.receive(GERMAN);
    await inbox.ada.write({ conversationId, text: SENT, writtenText: WRITTEN, clientMessageId: "m1" });
    await until(async () => JSON.stringify(receiver.requests).includes(SENT), "the message to be delivered");
    expect(JSON.stringify(receiver.requests)).not.toContain(WRITTEN);
  });
});
