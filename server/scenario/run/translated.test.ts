import { describe, expect, it } from "vitest";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { makeCampaign, row, says, Talk } from "./testing/talk";

const translations = new Map([
  ["What do you need, {{bot_name}} asks?", "{{bot_name}} спрашивает: что вам нужно?"],
  ["Opening hours", "Часы работы"],
  ["Delivery", "Доставка"],
  ["Please choose one of these.", "Выберите из списка."],
  ["We are open.", "Мы открыты."],
  ["Which size?", "Какой размер?"],
  ["Small", "Маленький"],
  ["How do you pay?", "Как оплатить?"],
  ["By card", "Картой"],
  ["The bot's fallback text.", "Извините."],
]);

const interactions: InteractionInput[] = [
  {
    id: "welcome",
    role: "welcome",
    name: "Welcome",
    responses: [says("What do you need, {{bot_name}} asks?")],
    menu: { rows: [row("r-hours", "Opening hours", "hours"), row("r-delivery", "Delivery", "delivery")] },
  },
  { id: "hours", name: "Hours", responses: [says("We are open.")] },
  {
    id: "delivery",
    name: "Delivery",
    attributes: [{ id: "a-size", name: "size", kind: "choice", question: "Which size?", choices: ["Small", "Large"] }],
    redirect: { type: "interaction", interactionId: "pay" },
  },
  {
    id: "pay",
    name: "Pay",
    responses: [
      {
        kind: "quick_replies",
        id: "res_pay",
        delaySeconds: 0,
        text: "How do you pay?",
        replies: [
          { label: "By card", value: "card", goTo: "hours" },
          { label: "In cash", value: "", goTo: null },
        ],
      },
    ],
  },
  { id: "cash", name: "Cash", triggers: ["In cash"], responses: [says("Cash it is.")] },
];

function russian() {
  return new Talk(makeCampaign(interactions, { speech: { language: "ru", translations } }));
}

const MENU = "Bot bot_1 спрашивает: что вам нужно?\n\n1. Часы работы\n2. Доставка";

describe("A scenario in another language than its own", () => {
  it("says translations, with the values filled in", async () => {
    expect(await russian().say("Здравствуйте")).toEqual([MENU]);
  });

  it.each(["Часы работы", "часы работы", "Opening hours", "1"])("takes %j for the row of its menu", async (text) => {
    const customer = russian();
    await customer.say("Здравствуйте");
    expect(await customer.say(text)).toEqual(["Мы открыты."]);
    expect(customer.path).toContain("menu r-hours");
  });

  it("understands the main language's label that a page showed before the first message", async () => {
    expect(await russian().say("Opening hours")).toEqual(["Мы открыты."]);
  });

  it("asks again in the language, also with the product's own text", async () => {
    const customer = russian();
    await customer.say("Здравствуйте");
    expect(await customer.say("???")).toEqual(["Выберите из списка.\n\n1. Часы работы\n2. Доставка"]);
  });

  it.each(["Маленький", "Small", "1"])("keeps the choice as its author wrote it after the answer %j", async (text) => {
    const customer = russian();
    await customer.say("Здравствуйте");
    expect(await customer.say("Доставка")).toEqual(["Какой размер?\n\n1. Маленький\n2. Large"]);
    await customer.say(text);
    expect(customer.variables).toMatchObject({ size: "Small" });
  });

  it.each(["Картой", "By card"])("follows the quick reply %j", async (text) => {
    const customer = russian();
    await customer.say("Здравствуйте");
    await customer.say("Доставка");
    expect(await customer.say("Small")).toEqual(["Как оплатить?\n\n1. Картой\n2. In cash"]);
    expect(await customer.say(text)).toEqual(["Мы открыты."]);
  });

  it("matches the main language's label of a translated option without a value", async () => {
    const campaign = makeCampaign(interactions, {
      speech: { language: "ru", translations: new Map([["In cash", "Наличными"]]) },
    });
    const customer = new Talk(campaign);
    await customer.say("hi");
    await customer.say("Delivery");
    expect(await customer.say("Small")).toEqual(["How do you pay?\n\n1. By card\n2. Наличными"]);
    expect(await customer.say("Наличными", "In cash")).toEqual(["Cash it is."]);
  });

  it("says the bot's fallback text in the language", async () => {
    const customer = new Talk(
      makeCampaign([{ id: "hours", name: "Hours", triggers: ["hours"] }], { speech: { language: "ru", translations } }),
    );
    expect(await customer.say("???")).toEqual(["Извините."]);
  });
});
