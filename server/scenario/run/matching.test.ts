import { describe, expect, it } from "vitest";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { makeCampaign, row, says, Talk } from "./testing/talk";

const welcome: InteractionInput = {
  id: "welcome",
  role: "welcome",
  name: "Welcome",
  responses: [says("Hello!")],
  menu: {
    rows: [
      row("r1", "One month", "month"),
      row("r2", "Six months", "half"),
      row("r3", "Opening hours", "hours", "INFO"),
    ],
  },
};
const shop: InteractionInput[] = [
  welcome,
  { id: "month", name: "One month", responses: [says("It costs 30.")] },
  { id: "half", name: "Six months", responses: [says("It costs 150.")] },
  {
    id: "hours",
    name: "Opening hours",
    phrases: ["when are you open"],
    triggers: ["Opening Times"],
    keywords: ["open", "hours"],
    responses: [says("From 9 to 6.")],
  },
  {
    id: "refund",
    name: "Refund",
    phrases: ["I want my money back"],
    keywords: ["late hours"],
    responses: [says("We refund.")],
  },
  { id: "fallback", role: "fallback", name: "Fallback", responses: [says("I did not understand.")] },
];

function talk(settings = {}): Talk {
  return new Talk(makeCampaign(shop, { settings }));
}

describe("The first message", () => {
  it("is answered by Welcome with its menu if nothing else matches", async () => {
    const customer = talk();
    expect(await customer.say("hi")).toEqual(["Hello!\n\n1. One month\n2. Six months\nINFO. Opening hours"]);
    expect(customer.path).toEqual(["welcome welcome"]);
  });

  it("goes to the interaction that it matches", async () => {
    expect(await talk().say("I want my money back, please")).toEqual(["We refund."]);
  });

  it("may choose a row of Welcome's menu, which a chat page shows before", async () => {
    const customer = talk();
    expect(await customer.say("Six months")).toEqual(["It costs 150."]);
    expect(customer.path).toEqual(["menu r2", "redirect half"]);
    expect(await talk().say("2")).toEqual(["It costs 150."]);
  });

  it("is answered by Fallback if Welcome does not greet", async () => {
    expect(await talk({ greets: false }).say("hi")).toEqual(["I did not understand."]);
  });
});

describe("A message that opens a closed conversation again", () => {
  it("is greeted by Welcome, unless it chooses a row of the menu that was left", async () => {
    const customer = talk();
    await customer.say("hi");
    customer.isReopened = true;
    expect((await customer.say("hello again"))[0]).toMatch(/^Hello!/);
    customer.isReopened = true;
    expect(await customer.say("2")).toEqual(["It costs 150."]);
  });

  it("is not taken for the value that was asked for before", async () => {
    const attributes = [{ id: "a", name: "age", kind: "text" as const, question: "Age?" }];
    const form: InteractionInput = { id: "form", name: "Form", triggers: ["form"], attributes };
    const customer = new Talk(makeCampaign([...shop, form]));
    await customer.say("form");
    customer.isReopened = true;
    expect((await customer.say("hello again"))[0]).toMatch(/^Hello!/);
    expect(customer.variables).toEqual({});
  });
});

describe("An exact trigger", () => {
  it("matches regardless of case and spaces", async () => {
    const customer = talk();
    expect(await customer.say("  opening   TIMES ")).toEqual(["From 9 to 6."]);
    expect(customer.path).toEqual(["trigger hours"]);
  });

  it("comes before the keyword of the open menu", async () => {
    const interactions = [...shop, { id: "one", name: "One", triggers: ["1"], responses: [says("The trigger.")] }];
    const customer = new Talk(makeCampaign(interactions));
    await customer.say("hi");
    expect(await customer.say("1")).toEqual(["The trigger."]);
  });
});

describe("An open menu", () => {
  it.each(["1", "1.", "1)", "one MONTH"])("lets %s choose the first row", async (answer) => {
    const customer = talk();
    await customer.say("hi");
    expect(await customer.say(answer)).toEqual(["It costs 30."]);
    expect(customer.last?.visits.map(({ interactionId, rowId }) => [interactionId, rowId])).toEqual([
      ["welcome", "r1"],
      ["month", null],
    ]);
  });

  it.each(["INFO", "info.", "Info)"])("lets %s choose the row with that keyword", async (answer) => {
    const customer = talk();
    await customer.say("hi");
    expect(await customer.say(answer)).toEqual(["From 9 to 6."]);
  });

  it("comes before keywords of interactions", async () => {
    const customer = talk();
    await customer.say("hi");
    await customer.say("Opening hours");
    expect(customer.path).toEqual(["menu r3", "redirect hours"]);
  });

  it("asks again after an answer that chooses nothing, then Fallback answers", async () => {
    const customer = talk();
    await customer.say("hi");
    expect(await customer.say("a pony")).toEqual([
      "Please choose one of these.\n\n1. One month\n2. Six months\nINFO. Opening hours",
    ]);
    expect(await customer.say("a pony")).toEqual(["I did not understand."]);
    expect(customer.path).toEqual(["fallback fallback"]);
  });

  it("leaves an unexpected question to the model and stays open if the model answers", async () => {
    const customer = talk({ modelAnswers: true });
    await customer.say("hi");
    expect(await customer.say("Do you have a pony?")).toEqual([]);
    expect(customer.last?.outcome).toBe("unmatched");
    expect(customer.notes).toContain("so the model answers");
    expect(await customer.say("Six months")).toEqual(["It costs 150."]);
  });

  it("gives a phrase of another interaction its answer", async () => {
    const customer = talk();
    await customer.say("hi");
    expect(await customer.say("I want my money back")).toEqual(["We refund."]);
    expect(customer.path).toEqual(["phrase refund"]);
  });
});

describe("Keywords and phrases", () => {
  it("match whole words, and the longest keyword wins", async () => {
    const customer = talk({ greets: false });
    expect(await customer.say("Are you OPEN, tomorrow?")).toEqual(["From 9 to 6."]);
    expect(customer.path).toEqual(["keyword hours"]);
    expect(await customer.say("do you have late hours")).toEqual(["We refund."]);
    expect(await customer.say("I reopened it")).toEqual(["I did not understand."]);
  });

  it("leave a message below the threshold to Fallback, which shows what came closest", async () => {
    const customer = talk({ greets: false });
    await customer.say("I want a pony");
    const entry = customer.last?.trace.find(({ kind }) => kind === "scenario");
    expect(entry).toMatchObject({ how: "fallback", threshold: 0.6, candidates: [{ name: "Refund", score: 0.4 }, {}] });
  });

  it("lead to the model instead of Fallback if the bot's model answers", async () => {
    const customer = talk({ greets: false, modelAnswers: true });
    expect(await customer.say("I want a pony")).toEqual([]);
    expect(customer.last).toMatchObject({ outcome: "unmatched", replies: [], visits: [] });
    expect(customer.notes).toBe(
      "No interaction matched, so the model answers. The closest was Refund with 0.40 of 0.60.",
    );
  });

  it("lead to the bot's fallback text without a Fallback", async () => {
    const customer = new Talk(makeCampaign([{ id: "a", name: "A" }]));
    expect(await customer.say("hi")).toEqual(["The bot's fallback text."]);
  });
});

describe("The words for back and main menu", () => {
  it("lead to the menu before and to Welcome", async () => {
    const customer = talk();
    await customer.say("hi");
    await customer.say("1");
    expect(await customer.say("Back")).toEqual(["Hello!\n\n1. One month\n2. Six months\nINFO. Opening hours"]);
    expect(await customer.say("2")).toEqual(["It costs 150."]);
    expect(await customer.say("MENU")).toEqual(["Hello!\n\n1. One month\n2. Six months\nINFO. Opening hours"]);
  });

  it("lead out of a menu inside a menu, step by step", async () => {
    const inner: InteractionInput = {
      ...welcome,
      id: "inner",
      role: "regular",
      name: "Inner",
      responses: [says("Inner.")],
    };
    const outer: InteractionInput = { ...welcome, menu: { rows: [row("i", "Inner", "inner")] } };
    const customer = new Talk(makeCampaign([outer, inner, ...shop.slice(1)]));
    await customer.say("hi");
    await customer.say("1");
    await customer.say("1");
    expect((await customer.say("back"))[0]).toMatch(/^Inner\./);
    expect((await customer.say("back"))[0]).toMatch(/^Hello!/);
    expect((await customer.say("back"))[0]).toMatch(/^Hello!/);
  });
});

describe("Options with a go-to", () => {
  it("lead to their interaction by tap, label and number, only while they are the newest", async () => {
    const ask: InteractionInput = {
      id: "ask",
      name: "Ask",
      triggers: ["ask"],
      responses: [
        {
          kind: "quick_replies",
          id: "q",
          text: "Which?",
          replies: [
            { label: "Hours", value: "opening", goTo: "hours" },
            { label: "Money", goTo: "refund" },
          ],
        },
      ],
    };
    for (const [answer, tapped] of [["Hours", "opening"], ["1"], ["hours"]] as const) {
      const customer = new Talk(makeCampaign([...shop, ask]));
      expect(await customer.say("ask")).toEqual(["Which?\n\n1. Hours\n2. Money"]);
      expect(await customer.say(answer, tapped)).toEqual(["From 9 to 6."]);
      expect(customer.path).toEqual(["option hours"]);
      expect(await customer.say("Money")).toEqual(["I did not understand."]);
    }
  });
});

describe("A new version", () => {
  it("keeps the meaning of a number that the customer saw, although the rows have moved", async () => {
    const customer = talk();
    await customer.say("hi");
    const [first, second, third] = welcome.menu?.rows ?? [];
    const moved = { ...welcome, menu: { rows: [third, first, second].filter((one) => one !== undefined) } };
    customer.campaign = makeCampaign([moved, ...shop.slice(1)]);
    expect(await customer.say("2")).toEqual(["It costs 150."]);
  });

  it("leads to Fallback for a row that was removed, whichever row has its number now", async () => {
    const customer = talk();
    await customer.say("hi");
    const kept = { ...welcome, menu: { rows: (welcome.menu?.rows ?? []).filter(({ id }) => id !== "r1") } };
    customer.campaign = makeCampaign([kept, ...shop.slice(1)]);
    expect(await customer.say("1")).toEqual(["I did not understand."]);
  });

  it("closes a menu whose interaction is gone", async () => {
    const customer = talk();
    await customer.say("hi");
    customer.campaign = makeCampaign(shop.slice(1));
    expect(await customer.say("1")).toEqual(["I did not understand."]);
  });

  it("does not use the place in another bot's scenario", async () => {
    const customer = talk();
    await customer.say("hi");
    customer.campaign = makeCampaign(shop, { id: "bot_2" });
    expect(await customer.say("1")).toEqual(["I did not understand."]);
  });
});
