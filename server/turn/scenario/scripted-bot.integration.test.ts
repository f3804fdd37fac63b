import { beforeEach, describe, expect, it } from "vitest";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { turnsOf } from "@/server/channels/web/testing/web-bot";
import { updateChannel } from "@/server/channels/update-channel";
import { row, says } from "@/server/scenario/run/testing/talk";
import { isDelivered, makeScriptedBot, Visitor, visitsOf } from "@/server/scenario/run/testing/scripted-bot";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { type BehavingBot, conversationOf, writeIn } from "../testing/behaving-bot";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const receiver = await startWebhookReceiver();
beforeEach(() => receiver.reset());

/** Ids are unique over all bots, so each bot gets its own. */
let count = 0;

/** The seed's menu of a sports club. */
function membership(): InteractionInput[] {
  count += 1;
  const id = (name: string) => `int_${count}_${name}`;
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
