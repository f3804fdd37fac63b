import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { messages } from "@/db/schema/conversations";
import { textTranslations } from "@/db/schema/translations";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { callFunctions, speak, startModelServer } from "@/db/testing/model-server";
import { startTargetServer } from "@/server/actions/testing/target-server";
import { addAction, askStep, makeBot } from "@/server/bots/testing/asking-bots";
import { updateBot } from "@/server/bots/update-bot";
import { botBehaviour } from "@/server/schemas/bot-behaviour";
import { newId } from "@/server/ids";
import { publishScenario, saidIn, Visitor } from "@/server/scenario/run/testing/scripted-bot";
import { row, says } from "@/server/scenario/run/testing/talk";
import { makeCampaign, makeFulfilment } from "@/server/scenario/webhooks/testing/make-webhook";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { InteractiveTemplate } from "@/server/schemas/steps/interactive-template";
import { type BehavingBot, makeBehavingBot } from "@/server/turn/testing/behaving-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { getLanguages } from "./get-languages";
import { listTexts } from "./list-texts";
import { saveTranslation } from "./save-translation";
import { textHash } from "./texts/text-hash";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));

const model = await startModelServer();
let bot: BehavingBot;

const RUSSIAN = "Здравствуйте, подскажите пожалуйста, где мой заказ";
const ENGLISH = "Hello, please tell me where my order is";
const ON_ITS_WAY = "Order {{args.order}} is on its way.";
const interactive: InteractiveTemplate = {
  quick_replies: [{ label: "Track {{args.order}}" }, { label: "Cancel the order", value: "cancel" }],
};

function say(text: string, options?: InteractiveTemplate): ActionStep {
  const content = { type: "text" as const, text, ...(options && { interactive: options }) };
  return { kind: "send_message", name: "say", content };
}

beforeEach(async () => {
  bot = await makeBehavingBot({ languages: ["en", "ru"] }, model.baseUrl);
  model.answer((response, n) =>
    n % 2 === 1 ? callFunctions(response, ["ask_around", { order: "A-7" }]) : speak(response, ["Готово."]),
  );
});

async function addPublished(...[steps, changes]: [ActionStep[], object?]): Promise<string> {
  const id = await addAction(bot.ctx, bot.botId, steps, { name: "Where is it", ...changes });
  await publishBot(bot.ctx, bot.botId);
  return id;
}

async function translate(original: string, text: string) {
  return saveTranslation(bot.ctx, { botId: bot.botId, language: "ru", hash: textHash(original), text });
}

/** What the steps of actions sent in the conversation of a new visitor who says something. */
async function sentTo(text: string) {
  const visitor = new Visitor(bot);
  await visitor.say(text);
  const { id } = await visitor.conversation();
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.conversationId, id), eq(messages.sender, "ai")))
    .orderBy(messages.seq);
  return rows.slice(0, -1);
}

describe("A message of an action", () => {
  it("is translated before its values are filled in, and its options keep the values that they have", async () => {
    await addPublished([say(ON_ITS_WAY, interactive)]);
    await translate(ON_ITS_WAY, "Заказ {{args.order}} уже в пути.");
    await translate("Track {{args.order}}", "Где {{args.order}}");
    await translate("Cancel the order", "Отменить заказ");
    expect(await sentTo(RUSSIAN)).toMatchObject([
      {
        text: "Заказ A-7 уже в пути.",
        interactive: {
          quick_replies: [
            { label: "Где A-7", value: "Track A-7" },
            { label: "Отменить заказ", value: "cancel" },
          ],
        },
      },
    ]);
    expect(await sentTo(ENGLISH)).toMatchObject([
      { text: "Order A-7 is on its way.", interactive: { quick_replies: [{ label: "Track A-7" }, {}] } },
    ]);
  });

  it("may have translated buttons and cards, whose addresses stay", async () => {
    const address = "https://shop.example/orders";
    const button = { type: "url" as const, label: "See the order", value: address };
    const cards = [{ title: "Your order", subtitle: "On its way", buttons: [button] }];
    await addPublished([say("", { cards }), { ...say("Or call us.", { buttons: [button] }), name: "again" }]);
    for (const [original, text] of [
      ["Your order", "Ваш заказ"],
      ["On its way", "В пути"],
      ["See the order", "Посмотреть заказ"],
      ["Or call us.", "Или позвоните нам."],
    ] as const) {
      await translate(original, text);
    }
    const shown = { label: "Посмотреть заказ", type: "url", value: address };
    expect(await sentTo(RUSSIAN)).toMatchObject([
      { text: "", interactive: { cards: [{ title: "Ваш заказ", subtitle: "В пути", buttons: [shown] }] } },
      { text: "Или позвоните нам.", interactive: { buttons: [shown] } },
    ]);
  });

  it("is translated when a scenario calls the action", async () => {
    const actionId = await addPublished([say("It is on its way.")], { arguments: [] });
    const order = { id: newId("interaction"), name: "Order", role: "welcome" as const };
    const call = { kind: "action" as const, id: "call", actionId, saysResult: false };
    await publishScenario(bot.ctx, bot.botId, [{ ...order, responses: [call, says("Anything else?")] }]);
    await translate("It is on its way.", "Он уже в пути.");
    expect(await sentTo(RUSSIAN)).toMatchObject([{ text: "Он уже в пути." }]);
  });

  it("is translated when another bot asks its bot", async () => {
    const depot = await makeBot(bot.ctx, "Depot");
    await addAction(bot.ctx, depot, [say(ON_ITS_WAY)]);
    await updateBot(bot.ctx, { botId: depot, behaviour: botBehaviour.parse({ languages: ["en", "ru"] }) });
    await publishBot(bot.ctx, depot);
    await addPublished([askStep(depot)]);
    await saveTranslation(bot.ctx, {
      botId: depot,
      language: "ru",
      hash: textHash(ON_ITS_WAY),
      text: "Заказ {{args.order}} уже в пути.",
    });
    model.answer((response, n) =>
      n % 2 === 1 ? callFunctions(response, ["ask_around", { order: "A-1042" }]) : speak(response, ["Готово."]),
    );
    expect(await sentTo(RUSSIAN)).toMatchObject([{ text: "Заказ A-1042 уже в пути." }]);
    expect(await sentTo(ENGLISH)).toMatchObject([{ text: "Order A-1042 is on its way." }]);
  });

  it("has the answer of an asked bot's scenario as it was written, since conditions depend on it", async () => {
    const depot = await makeBot(bot.ctx, "Depot");
    await updateBot(bot.ctx, { botId: depot, behaviour: botBehaviour.parse({ languages: ["en", "ru"] }) });
    await publishScenario(bot.ctx, depot, [
      { id: newId("interaction"), role: "welcome", name: "Welcome", responses: [says("Hello.")] },
      { id: newId("interaction"), role: "fallback", name: "Fallback", responses: [says("In stock.")] },
    ]);
    const hash = textHash("In stock.");
    await saveTranslation(bot.ctx, { botId: depot, language: "ru", hash, text: "Есть на складе." });
    await addPublished([askStep(depot), { ...say("{{steps.ask.body}}"), name: "pass" }]);
    expect(await sentTo(RUSSIAN)).toMatchObject([{ text: "In stock." }]);
  });

  it("is listed with its options, and counted", async () => {
    await addPublished([say(ON_ITS_WAY, interactive), { ...say("{{args.order}}"), name: "again" }]);
    await translate(ON_ITS_WAY, "Заказ {{args.order}} уже в пути.");
    const { texts } = await listTexts(bot.ctx, { botId: bot.botId, language: "ru", show: "all" });
    const own = texts.filter(({ place }) => place === "Where is it");
    expect(own.map(({ group, text, limit }) => [group, text, limit])).toEqual([
      ["options", "Track {{args.order}}", 2000],
      ["options", "Cancel the order", 40],
      ["actions", ON_ITS_WAY, 20_000],
    ]);
    const { counts } = await getLanguages(bot.ctx, { botId: bot.botId });
    expect(counts).toEqual([{ language: "ru", missing: texts.length - 1, drafts: 0 }]);
  });

  it("does not say a secret that only its translation names", async () => {
    const constants = [{ secret: true as const, name: "key", value: "hush-hush-123" }];
    await addPublished([say(ON_ITS_WAY)], { constants });
    const leaking = "Заказ {{args.order}}: {{constants.key}}";
    await expect(translate(ON_ITS_WAY, leaking)).rejects.toThrow("has {{constants.key}}, which the original lacks");
    const { workspaceId } = bot.ctx;
    const stored = { workspaceId, language: "ru", original: ON_ITS_WAY, originalHash: textHash(ON_ITS_WAY) };
    await db.insert(textTranslations).values({ ...stored, text: leaking, isDraft: false });
    expect(await sentTo(RUSSIAN)).toMatchObject([{ text: "Order A-7 is on its way." }]);
  });
});

describe("The own text of a scenario's webhook", () => {
  it("is sent in the customer's language when the webhook fails or thanks", async () => {
    const target = await startTargetServer();
    target.on("/fails", { status: 500 });
    target.on("/takes", { body: "{}" });
    const scope = { workspaceId: bot.ctx.workspaceId, botId: bot.botId };
    const fallbackText = "The shop does not answer, {{client_name}}.";
    const fulfilmentId = await makeFulfilment(scope, `${target.url}/fails`, { fallbackText });
    const webhookId = await makeCampaign(scope, `${target.url}/takes`, { thanksText: "Thank you for your address." });
    const [order, address] = [newId("interaction"), newId("interaction")];
    const rows = [row("row_o", "My order", order), row("row_a", "My address", address)];
    const takesAll = { id: "row_all", text: "", redirect: { type: "webhook" as const, webhookId } };
    await publishScenario(bot.ctx, bot.botId, [
      { id: newId("interaction"), role: "welcome", name: "Welcome", responses: [says("What is it?")], menu: { rows } },
      { id: order, name: "Order", responses: [], fulfilmentId },
      { id: address, name: "Address", responses: [says("Where do you live?")], menu: { rows: [takesAll] } },
    ]);
    const { texts } = await listTexts(bot.ctx, { botId: bot.botId, language: "ru", show: "missing" });
    expect(texts.filter(({ group }) => group === "actions").map(({ text }) => text)).toEqual([
      fallbackText,
      "Thank you for your address.",
    ]);
    await translate(fallbackText, "Магазин не отвечает, {{client_name}}.");
    await translate("Thank you for your address.", "Спасибо за адрес.");
    const visitor = new Visitor(bot);
    await visitor.say(RUSSIAN);
    expect(await visitor.say("1")).toEqual(["Магазин не отвечает, ."]);
    const other = new Visitor(bot);
    await other.say(RUSSIAN);
    await other.say("2");
    await other.say("Невский проспект, дом 5, Санкт-Петербург");
    const said = await saidIn(bot, (await other.conversation()).id);
    expect(said.at(-1)?.text).toBe("Спасибо за адрес.");
  });
});
