import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startBreakableFunctions } from "@/db/testing/breakable-functions";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { answerCallback } from "@/server/actions/steps/callback/answer-callback";
import { callbackStep, givingStep } from "@/server/actions/testing/steps";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { addAction, askStep } from "@/server/bots/testing/asking-bots";
import { png } from "@/server/files/testing/sample-files";
import { turnsOf } from "@/server/channels/web/testing/web-bot";
import { updateChannel } from "@/server/channels/update-channel";
import { row, says } from "@/server/scenario/run/testing/talk";
import {
  addScriptedBot,
  isDelivered,
  makeScriptedBot,
  publishScenario,
  Visitor,
  visitsOf,
} from "@/server/scenario/run/testing/scripted-bot";
import { makeCampaign, makeFulfilment } from "@/server/scenario/webhooks/testing/make-webhook";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { type BehavingBot, conversationOf, makeBehavingBot, writeIn } from "../testing/behaving-bot";

const line = await startBreakableFunctions();
const receiver = await startWebhookReceiver();
beforeEach(() => {
  receiver.reset();
  line.losesResult = () => false;
});

/** Ids are unique over all bots, so each bot gets its own. */
let count = 0;

/** Makes ids for the interactions of one bot. */
function ids(): (name: string) => string {
  count += 1;
  const number = count;
  return (name) => `int_${number}_${name}`;
}

/** The seed's menu of a sports club. */
function membership(): InteractionInput[] {
  const id = ids();
  const prices = { month: "One month costs 30 €.", half: "Six months cost 150 €.", year: "One year costs 270 €." };
  return [
    {
      id: id("welcome"),
      role: "welcome",
      name: "Welcome",
      responses: [says("Welcome to the club, {{client_name}}!"), says("Which membership would you like?")],
      menu: {
        rows: [
          row("r1", "One month", id("month")),
          row("r2", "Six months", id("half")),
          row("r3", "One year", id("year")),
        ],
      },
    },
    ...Object.entries(prices).map(([name, text]) => ({ id: id(name), name, responses: [says(text)] })),
    { id: id("fallback"), role: "fallback", name: "Fallback", responses: [says("Sorry, I did not get that.")] },
  ];
}

const shown = [
  "Welcome to the club, !",
  "Which membership would you like?\n\n1. One month\n2. Six months\n3. One year",
];

async function withReceiver(bot: BehavingBot): Promise<BehavingBot> {
  await updateChannel(bot.ctx, { channelId: bot.customChannelId, custom: { webhookUrl: `${receiver.origin}/hook` } });
  return bot;
}

/** Sends a message on the custom channel and returns what arrives at the webhook for it. */
async function exchange(bot: BehavingBot, text: string): Promise<string[]> {
  const before = receiver.requests.length;
  await writeIn(bot, text);
  await expect.poll(() => receiver.requests.length, { timeout: 20_000 }).toBeGreaterThan(before);
  await expect.poll(() => isDelivered(bot), { timeout: 20_000 }).toBe(true);
  return receiver.requests.slice(before).flatMap(({ body }) => body.new_messages.map((message) => message.text));
}

/** The next message that arrives at the webhook. */
async function nextArrival(work: () => Promise<unknown>): Promise<string[]> {
  const before = receiver.requests.length;
  await work();
  await expect.poll(() => receiver.requests.length, { timeout: 20_000 }).toBeGreaterThan(before);
  return receiver.requests.slice(before).flatMap(({ body }) => body.new_messages.map((message) => message.text));
}

describe("A scripted bot on the custom channel", () => {
  it("comes to a campaign, collects values, fetches an image and calls a webhook in its durable function", async () => {
    const id = ids();
    const target = await startTargetServer();
    target.on("/lamp.png", { headers: { "content-type": "image/png" }, body: png });
    target.on("/hook", { body: JSON.stringify({ responses: [{ type: "text", message: "In stock." }] }) });
    const bot = await withReceiver(await makeBehavingBot({}));
    const scope = { workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const fulfilmentId = await makeFulfilment(scope, `${target.url}/hook`);
    const menu = { rows: [{ id: "r-back", text: "Leave", redirect: { type: "return" as const } }] };
    const other = await addScriptedBot(bot.ctx, [
      { id: id("other"), role: "welcome", name: "Other", responses: [says("Other.")], menu },
    ]);
    await publishScenario(bot.ctx, bot.botId, [
      {
        id: id("welcome"),
        role: "welcome",
        name: "Welcome",
        responses: [says("Hello.")],
        menu: {
          rows: [
            { id: "r-other", text: "Other", redirect: { type: "campaign", botId: other } },
            row("r-lamp", "Lamp", id("lamp")),
          ],
        },
      },
      {
        id: id("lamp"),
        name: "Lamp",
        responses: [{ kind: "image", id: "i", url: `${target.url}/lamp.png` }],
        attributes: [{ id: "a", name: "pieces", kind: "number", question: "How many?" }],
        fulfilmentId,
      },
    ]);
    expect(await exchange(bot, "Hi")).toEqual(["Hello.\n\n1. Other\n2. Lamp"]);
    expect(await exchange(bot, "1")).toEqual(["Other.\n\n1. Leave"]);
    expect(await conversationOf(bot)).toMatchObject({ botId: other });
    expect(await exchange(bot, "1.")).toEqual(["Hello.\n\n1. Other\n2. Lamp"]);
    expect(await exchange(bot, "lamp")).toEqual([undefined, "How many?"]);
    expect(receiver.requests.at(-1)?.body.new_messages[0]).toMatchObject({ type: "image", file: { name: "lamp.png" } });
    expect(await exchange(bot, "3")).toEqual(["In stock."]);
    expect(await conversationOf(bot)).toMatchObject({ botId: bot.botId, variables: { pieces: 3 } });
    const calls = target.received.filter(({ method }) => method === "POST");
    expect(calls.map(({ body }) => JSON.parse(body).attributes)).toEqual([{ pieces: 3 }]);
  });

  it("calls the webhook of a chosen row once and answers once, although the executor is killed after the call", async () => {
    const id = ids();
    const target = await startTargetServer();
    const bot = await withReceiver(await makeBehavingBot({}));
    const webhookId = await makeCampaign(
      { workspaceId: bot.ctx.workspaceId, botId: bot.botId },
      `${target.url}/chosen`,
    );
    const rows = [{ ...row("r-month", "One month", id("month")), webhookId }];
    await publishScenario(bot.ctx, bot.botId, [
      { id: id("welcome"), role: "welcome", name: "Welcome", responses: [says("Hello.")], menu: { rows } },
      { id: id("month"), name: "One month", responses: [says("30 €.")] },
    ]);
    await exchange(bot, "Hi");
    const reached = Promise.withResolvers<void>();
    let isKilled = false;
    line.losesResult = ({ step }) => {
      const isCall = step === "scenario-option-1" && !isKilled;
      isKilled ||= isCall;
      if (isCall) reached.resolve();
      return isCall;
    };
    const [said] = await Promise.all([exchange(bot, "1"), reached.promise.then(() => line.killExecutor())]);
    expect(said).toEqual(["30 €."]);
    expect(line.carriedOut.filter(({ step }) => step === "scenario-option-1").length).toBeGreaterThan(1);
    expect(target.received.map(({ body }) => JSON.parse(body))).toMatchObject([{ option: "One month", keyword: 1 }]);
    expect((await visitsOf(bot)).map((name) => name.replace(/^int_\d+_/, ""))).toEqual(["welcome", "r-month", "month"]);
  }, 60_000);

  it("says the result of an action, also of one that ends after its turn, and asks another scripted bot", async () => {
    const id = ids();
    const target = await startTargetServer();
    const bot = await withReceiver(await makeBehavingBot({}));
    const asked = await addScriptedBot(bot.ctx, [
      { id: id("w"), role: "welcome", name: "W", responses: [says("Hello.")] },
      { id: id("price"), name: "Price", keywords: ["price"], responses: [says("It costs 30.")] },
    ]);
    const argumentless = { arguments: [] };
    const steps = [givingStep(`${target.url}/order`), callbackStep({ timeoutSeconds: 3600 })];
    const late = await addAction(bot.ctx, bot.botId, steps, { ...argumentless, functionName: "late" });
    const ask = [askStep(asked, { input: "the price" })];
    const asking = await addAction(bot.ctx, bot.botId, ask, { ...argumentless, functionName: "ask" });
    const call = (actionId: string) => [{ kind: "action" as const, id: "x", actionId }];
    await publishScenario(bot.ctx, bot.botId, [
      { id: id("welcome"), role: "welcome", name: "Welcome", responses: [says("Hello.")] },
      { id: id("ask"), name: "Ask", triggers: ["price"], responses: call(asking) },
      { id: id("late"), name: "Late", triggers: ["order"], responses: [says("Looking."), ...call(late)] },
    ]);
    expect(await exchange(bot, "price")).toEqual(["It costs 30."]);
    expect(await exchange(bot, "order")).toEqual(["Looking."]);
    const { callback } = z.object({ callback: z.url() }).parse(JSON.parse(target.received[0]?.body ?? ""));
    const said = await nextArrival(() => {
      const request = new Request(callback, {
        method: "POST",
        body: "Shipped.",
        headers: { "content-type": "text/plain" },
      });
      return answerCallback(request, callback.split("/").at(-1) ?? "");
    });
    expect(said).toEqual(["Shipped."]);
    expect((await turnsOf(bot)).every(({ trace }) => trace.every(({ kind }) => kind !== "model"))).toBe(true);
  });
});

describe("The membership menu", () => {
  it("is the same conversation on the custom channel and the chat page, without a model", async () => {
    const bot = await withReceiver(await makeScriptedBot(membership()));
    const visitor = new Visitor(bot);
    for (const answer of [(text: string) => exchange(bot, text), (text: string) => visitor.say(text)]) {
      expect(await answer("Hello")).toEqual(shown);
      expect(await answer("2")).toEqual(["Six months cost 150 €."]);
      expect(await answer("back")).toEqual(shown);
      expect(await answer("a pony")).toEqual([
        "Please choose one of these.\n\n1. One month\n2. Six months\n3. One year",
      ]);
      expect(await answer("One year")).toEqual(["One year costs 270 €."]);
      expect(await answer("a pony")).toEqual(["Sorry, I did not get that."]);
    }
    const turns = await turnsOf(bot);
    expect(turns).toHaveLength(12);
    for (const { status, inputTokens, outputTokens, trace } of turns) {
      expect({ status, inputTokens, outputTokens }).toEqual({ status: "completed", inputTokens: 0, outputTokens: 0 });
      expect(trace.some(({ kind }) => kind === "model")).toBe(false);
    }
    const names = (await visitsOf(bot)).map((id) => id.replace(/^int_\d+_/, ""));
    const path = ["welcome", "r2", "half", "welcome", "r3", "year", "fallback"];
    expect(names).toEqual([...path, ...path]);
    expect(await conversationOf(bot)).toMatchObject({ botId: bot.botId, handledBy: "bot" });
  });
});
