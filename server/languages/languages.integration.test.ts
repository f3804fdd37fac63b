import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { textTranslations } from "@/db/schema/translations";
import { makeWorkspace } from "@/db/testing/factories";
import { speak, startModelServer } from "@/db/testing/model-server";
import { updateBot } from "@/server/bots/update-bot";
import { newId } from "@/server/ids";
import { updateStatistics } from "@/server/knowledge/index/update-statistics";
import { makeQuestion } from "@/server/knowledge/testing/make-source";
import { row, says } from "@/server/scenario/run/testing/talk";
import { publishScenario, Visitor } from "@/server/scenario/run/testing/scripted-bot";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { type BehavingBot, makeBehavingBot } from "@/server/turn/testing/behaving-bot";
import { draftTranslations } from "./draft-translations";
import { getLanguages } from "./get-languages";
import { listTexts } from "./list-texts";
import { saveTranslation } from "./save-translation";
import { setLanguages } from "./set-languages";

const model = await startModelServer();
let bot: BehavingBot;

const HELLO = "Здравствуйте, подскажите пожалуйста";
const QUESTION = "Сколько стоит доставка в Норвегию?";

let interactions: InteractionInput[];
let hours = "";

const makeInteractions = (): InteractionInput[] => [
  {
    id: newId("interaction"),
    role: "welcome",
    name: "Welcome",
    responses: [says("What do you need, {{client_name}}?")],
    menu: { rows: [row("row_hours", "Opening hours", hours)] },
  },
  { id: hours, name: "Hours", responses: [says("We are open from 9 to 18.")] },
];

/** A bot that answers in English and Russian: by its scenario, from a direct question, and by its model. */
beforeEach(async () => {
  hours = newId("interaction");
  interactions = makeInteractions();
  bot = await makeBehavingBot({ languages: ["en", "ru"] }, model.baseUrl);
  await updateBot(bot.ctx, { botId: bot.botId, fallbackText: "Sorry, not now." });
  await publishScenario(bot.ctx, bot.botId, interactions, { modelAnswers: true });
});

async function textsIn(language = "ru", show: "all" | "missing" | "drafts" = "all") {
  return (await listTexts(bot.ctx, { botId: bot.botId, language, show })).texts;
}

async function hashOf(text: string): Promise<string> {
  const found = (await textsIn()).find((one) => one.text === text);
  if (!found) throw new Error(`The bot has no text ${text}.`);
  return found.hash;
}

async function translate(original: string, text: string) {
  return saveTranslation(bot.ctx, { botId: bot.botId, language: "ru", hash: await hashOf(original), text });
}

async function addDirectAnswer(question: string, variants: string[], answer: string): Promise<void> {
  const { workspaceId } = bot.ctx;
  await makeQuestion(workspaceId, { question, variants, answer });
  await updateStatistics(workspaceId);
}

describe("A bot with two languages", () => {
  it("answers a Russian customer with the Russian menu, and runs the interaction of a translated row", async () => {
    await translate("What do you need, {{client_name}}?", "Что вам нужно, {{client_name}}?");
    await translate("Opening hours", "Часы работы");
    await translate("We are open from 9 to 18.", "Мы открыты с 9 до 18.");
    const visitor = new Visitor(bot);
    expect(await visitor.say(HELLO)).toEqual(["Что вам нужно, ?\n\n1. Часы работы"]);
    expect(await visitor.say("Часы работы")).toEqual(["Мы открыты с 9 до 18."]);
    const typed = new Visitor(bot);
    await typed.say(HELLO);
    expect(await typed.say("Opening hours")).toEqual(["Мы открыты с 9 до 18."]);
  });

  it("answers an English customer as before", async () => {
    await translate("Opening hours", "Часы работы");
    const visitor = new Visitor(bot);
    expect(await visitor.say("Hello, can you help me please")).toEqual(["What do you need, ?\n\n1. Opening hours"]);
    expect(await visitor.say("1")).toEqual(["We are open from 9 to 18."]);
  });

  it("says the Russian fallback text when its model does not answer", async () => {
    await translate("Sorry, not now.", "Извините, не сейчас.");
    model.answer((response) => response.writeHead(400).end("{}"));
    const visitor = new Visitor(bot);
    await visitor.say(HELLO);
    expect(await visitor.say("Расскажите мне длинную сказку на ночь")).toEqual(["Извините, не сейчас."]);
  });

  it("gives the translation of a direct answer", async () => {
    await addDirectAnswer("How much is delivery to Norway?", [QUESTION], "Delivery is 9 €.");
    await translate("Delivery is 9 €.", "Доставка стоит 9 €.");
    const visitor = new Visitor(bot);
    await visitor.say(HELLO);
    expect(await visitor.say(QUESTION)).toEqual(["Доставка стоит 9 €."]);
  });

  it("does not take a pressed option of the main language for the customer's language", async () => {
    await translate("We are open from 9 to 18.", "Мы открыты с 9 до 18.");
    const visitor = new Visitor(bot);
    await visitor.say(HELLO);
    expect(await visitor.say("Opening hours")).toEqual(["Мы открыты с 9 до 18."]);
  });

  it("sends the original of a text that was changed, which is missing again", async () => {
    await translate("We are open from 9 to 18.", "Мы открыты с 9 до 18.");
    const changed = interactions.map((one) =>
      one.id === hours ? { ...one, responses: [says("We are open from 8 to 20.")] } : one,
    );
    await publishScenario(bot.ctx, bot.botId, changed, { modelAnswers: true });
    const missing = (await textsIn("ru", "missing")).map(({ text }) => text);
    expect(missing).toContain("We are open from 8 to 20.");
    const visitor = new Visitor(bot);
    await visitor.say(HELLO);
    expect(await visitor.say("1")).toEqual(["We are open from 8 to 20."]);
  });

  it("does not use a draft before a member confirms it", async () => {
    model.answer((response) => speak(response, ['<text id="1">\nМы открыты с 9 до 18.\n</text>']));
    const hash = await hashOf("We are open from 9 to 18.");
    const target = { botId: bot.botId, language: "ru" };
    expect(await draftTranslations(bot.ctx, { ...target, hashes: [hash] })).toEqual({
      drafts: [{ hash, text: "Мы открыты с 9 до 18." }],
      refused: [],
    });
    expect(await textsIn("ru", "drafts")).toMatchObject([{ hash, translation: { isDraft: true } }]);
    const before = new Visitor(bot);
    await before.say(HELLO);
    expect(await before.say("1")).toEqual(["We are open from 9 to 18."]);
    await saveTranslation(bot.ctx, { ...target, hash, text: "Мы открыты с 9 до 18." });
    const after = new Visitor(bot);
    await after.say(HELLO);
    expect(await after.say("1")).toEqual(["Мы открыты с 9 до 18."]);
  });
});

describe("The texts of a bot", () => {
  it("are counted for each language, and belong to a group and a place", async () => {
    await setLanguages(bot.ctx, { botId: bot.botId, languages: ["en", "ru", "de"] });
    await translate("Opening hours", "Часы работы");
    const { languages, texts, counts } = await getLanguages(bot.ctx, { botId: bot.botId });
    expect(languages).toEqual(["en", "ru", "de"]);
    expect(counts).toEqual([
      { language: "ru", missing: texts - 1, drafts: 0 },
      { language: "de", missing: texts, drafts: 0 },
    ]);
    expect((await textsIn()).map(({ group, place, text }) => [group, place, text])).toEqual([
      ["fallback", "The bot cannot answer", "Sorry, not now."],
      ["greeting", "Welcome", "What do you need, {{client_name}}?"],
      ["menus", "Welcome", "Opening hours"],
      ["menus", "Welcome", "Please choose one of these."],
      ["interactions", "Hours", "We are open from 9 to 18."],
    ]);
  });

  it("refuse a translation without a placeholder or longer than the original may be", async () => {
    await expect(translate("What do you need, {{client_name}}?", "Что вам нужно?")).rejects.toThrow(
      "lacks {{client_name}}",
    );
    await expect(translate("Opening hours", "я".repeat(81))).rejects.toThrow("at most 80");
    expect(await textsIn("ru", "missing")).toHaveLength(5);
  });

  it("lose a translation that is emptied", async () => {
    await translate("Opening hours", "Часы работы");
    expect(await translate("Opening hours", "")).toEqual({ translation: null });
    expect(await textsIn("ru", "missing")).toHaveLength(5);
  });

  it("have no translations into a language that the bot does not have", async () => {
    await expect(textsIn("de")).rejects.toThrow("de is not one of the bot's");
    await expect(textsIn("en")).rejects.toThrow("is the language that the texts are written in");
  });

  it("cannot be read from another workspace", async () => {
    const { ctx } = await makeWorkspace();
    await expect(listTexts(ctx, { botId: bot.botId, language: "ru", show: "all" })).rejects.toThrow("does not exist");
    await expect(setLanguages(ctx, { botId: bot.botId, languages: [] })).rejects.toThrow("does not exist");
  });
});

describe("A machine draft", () => {
  const target = () => ({ botId: bot.botId, language: "ru" });

  it("that lacks a placeholder or a number is not kept, and the reason names it", async () => {
    model.answer((response) =>
      speak(response, ['<text id="1">Что вам нужно?</text><text id="2">Мы открыты с утра до 18.</text>']),
    );
    const hashes = [await hashOf("What do you need, {{client_name}}?"), await hashOf("We are open from 9 to 18.")];
    const { drafts, refused } = await draftTranslations(bot.ctx, { ...target(), hashes });
    expect(drafts).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("lacks {{client_name}}"),
      expect.stringContaining("lacks 9"),
    ]);
    expect(await db.select().from(textTranslations)).not.toContainEqual(
      expect.objectContaining({ workspaceId: bot.ctx.workspaceId }),
    );
  });

  it("does not replace a confirmed translation", async () => {
    await translate("Opening hours", "Часы работы");
    model.answer((response) => speak(response, ['<text id="1">Другое</text>']));
    const result = await draftTranslations(bot.ctx, { ...target(), hashes: [await hashOf("Opening hours")] });
    expect(result).toEqual({ drafts: [], refused: [] });
    expect(model.requests).toEqual([]);
  });

  it("says what to do if the bot uses the offline model or the model fails", async () => {
    const hashes = [await hashOf("Opening hours")];
    model.answer((response) => response.writeHead(400).end("{}"));
    await expect(draftTranslations(bot.ctx, { ...target(), hashes })).rejects.toMatchObject({ code: "unavailable" });
    expect(await getLanguages(bot.ctx, { botId: bot.botId })).toMatchObject({ canDraft: true });
    await updateBot(bot.ctx, { botId: bot.botId, model: { providerId: null, modelId: "offline" } });
    expect(await getLanguages(bot.ctx, { botId: bot.botId })).toMatchObject({ canDraft: false });
    await expect(draftTranslations(bot.ctx, { ...target(), hashes })).rejects.toThrow("Choose another model");
  });
});
