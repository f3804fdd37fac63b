import { beforeEach, expect, it } from "vitest";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { begin, callFunctions, say, speak, startModelServer } from "@/db/testing/model-server";
import { webhookStep } from "@/server/actions/testing/fixtures";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { updateBot } from "@/server/bots/update-bot";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { API_KEY, publishAction, storedMessages, turnsOf } from "@/server/channels/web/testing/web-bot";
import { createProvider } from "@/server/models/catalogue/model-providers";
import type { ModelChoice } from "@/server/schemas/model-choice";
import { behave, type BehavingBot, makeBehavingBot, writeIn } from "@/server/turn/testing/behaving-bot";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));

const main = await startModelServer();
const other = await startModelServer();
let bot: BehavingBot;
let fallbackModel: ModelChoice;
beforeEach(async () => {
  bot = await makeBehavingBot({}, main.baseUrl);
  fallbackModel = await provideSpare();
  await behave(bot, { fallbackModel });
  main.answer((response) => response.writeHead(400).end(JSON.stringify({ error: { message: "Invalid API key." } })));
  other.answer((response) => speak(response, ["Spare answer."]));
});

const asked = "The bot's other model was asked instead: m-2.";

it("A fallback model answers on the chat page, and the trace shows both models", async () => {
  const { response } = await postMessage(bot.publicId, { id: "m1", text: "Where is it?" });
  expect(await readAnswer(response)).toMatchObject({ text: "Spare answer.", end: { outcome: "saved" } });
  const [turn] = await turnsOf(bot);
  expect(turn?.trace).toMatchObject([
    { kind: "model", model: "m-1", text: "", error: expect.stringContaining("Invalid API key.") },
    { kind: "note", text: asked },
    { kind: "model", model: "m-2", text: "Spare answer.", error: null },
  ]);
});

it("A fallback model keeps answering for the rest of the turn", async () => {
  const target = await startTargetServer();
  target.on("/look", (_, response) => response.end("shipped"));
  await publishAction(bot, "look_up", [webhookStep(`${target.url}/look`)]);
  other.answer((response, n) => (n === 1 ? callFunctions(response, ["look_up", {}]) : speak(response, ["Shipped."])));
  const { response } = await postMessage(bot.publicId, { id: "m1", text: "Where is it?" });
  expect(await readAnswer(response)).toMatchObject({ text: "Shipped.", end: { outcome: "saved" } });
  expect([main.requests.length, other.requests.length]).toEqual([1, 2]);
});

it("A fallback model answers on a durable channel when the bot's model hangs up half-way", async () => {
  main.answer((response) => {
    begin(response);
    say(response, "The order is");
    setTimeout(() => response.destroy(), 20);
  });
  await writeIn(bot, "Where is it?");
  const answers = async () =>
    (await storedMessages(bot)).filter(({ sender }) => sender === "ai").map(({ text }) => text);
  await expect.poll(answers, { timeout: 25_000 }).toEqual(["Spare answer."]);
  const [turn] = await turnsOf(bot);
  expect(turn?.trace).toMatchObject([{ model: "m-1" }, { text: asked }, { model: "m-2", error: null }]);
});

it("A fallback model that fails too leaves the customer with the fallback text", async () => {
  other.answer((response) => response.writeHead(401).end("{}"));
  await updateBot(bot.ctx, { botId: bot.botId, fallbackText: "A person will write to you." });
  await behave(bot, { fallbackModel });
  const { response } = await postMessage(bot.publicId, { id: "m1", text: "Where is it?" });
  await readAnswer(response);
  expect((await storedMessages(bot)).at(-1)).toMatchObject({ sender: "ai", text: "A person will write to you." });
  const [turn] = await turnsOf(bot);
  expect(turn?.trace?.at(-1)).toMatchObject({ text: expect.stringContaining("The other model failed too: 401 from") });
});

async function provideSpare(): Promise<ModelChoice> {
  const access = { kind: "openai_compatible" as const, baseUrl: other.baseUrl, apiKey: API_KEY };
  const { id: providerId } = await createProvider(bot.ctx, { name: "Spare AI", models: ["m-2"], ...access });
  return { providerId, modelId: "m-2" };
}
