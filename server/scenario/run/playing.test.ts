import { describe, expect, it } from "vitest";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { makeCampaign, row, says, Talk } from "./testing/talk";

const fallback: InteractionInput = {
  id: "fallback",
  role: "fallback",
  name: "Fallback",
  responses: [says("I did not understand.")],
};

function start(more: Partial<InteractionInput>): InteractionInput {
  return { id: "start", name: "Start", triggers: ["start"], ...more };
}

function talk(more: Partial<InteractionInput>, others: InteractionInput[] = [], around = {}): Talk {
  return new Talk(makeCampaign([start(more), ...others, fallback]), around);
}

const goTo = (interactionId: string) => ({ kind: "go_to" as const, id: `go_${interactionId}`, interactionId });
const to = (interactionId: string) => ({ type: "interaction" as const, interactionId });

describe("Responses", () => {
  it("are done in order, with their delays, until a go-to", async () => {
    const other = { id: "other", name: "Other", responses: [says("There.")] };
    const customer = talk({ responses: [says("One."), says("Two.", 5), goTo("other"), says("Never.")] }, [other]);
    expect(await customer.say("start")).toEqual(["One.", "Two.", "There."]);
    expect(customer.last?.replies.map(({ delaySeconds }) => delaySeconds)).toEqual([0, 5, 0]);
  });

  it("fill in variables and built-in values; unknown ones are empty", async () => {
    const text = "{{ client_name }}, {{order.item}}, {{variables.n}}, {{nothing}}!";
    const around = { values: { client_name: "Ana" }, variables: { order: { item: "Lamp" }, n: 2 } };
    expect(await talk({ responses: [says(text)] }, [], around).say("start")).toEqual(["Ana, Lamp, 2, !"]);
  });

  it("choose a variant by the turn, the same in each replay", async () => {
    const variants = ["A", "B", "C", "D"];
    const said = new Set<string>();
    for (let i = 0; i < 2; i += 1) {
      const customer = talk({ responses: [{ kind: "text", id: "t", variants }] });
      const turns: string[] = [];
      for (let turn = 0; turn < 12; turn += 1) turns.push(...(await customer.say("start")));
      said.add(turns.join(""));
      expect(new Set(turns).size).toBeGreaterThan(1);
    }
    expect(said.size).toBe(1);
  });

  it("send an image as a file, and its address if it cannot be fetched", async () => {
    const image = (id: string, url: string) => ({ kind: "image" as const, id, url });
    const around = { images: { "https://shop.example/a%20b.png": "lamp.png" }, variables: { name: "a b" } };
    const responses = [image("i1", "https://shop.example/{{name}}.png"), image("i2", "https://shop.example/gone.png")];
    const customer = talk({ responses }, [], around);
    expect(await customer.say("start")).toEqual(["lamp.png", "https://shop.example/gone.png"]);
    expect(customer.notes).toContain("404");
    expect(customer.effectNames).toEqual(["scenario-image-1", "scenario-image-2"]);
  });

  it("never show the secrets of an image's address in the trace", async () => {
    const url = "https://ana:pass-word@shop.example/gone.png?key=k-12345&size=2";
    const customer = talk({ responses: [{ kind: "image", id: "i1", url }] }, []);
    await customer.say("start");
    expect(customer.notes).toContain("https://•••@shop.example/gone.png?key=•••&size=2");
    expect(JSON.stringify(customer.last?.trace)).not.toMatch(/k-12345|pass-word/);
  });

  it("hand the conversation to a person, and leave out what would wait for the customer", async () => {
    const person = { kind: "person" as const, id: "p", reason: "Asks for {{what}}" };
    const around = { variables: { what: "a refund" } };
    const customer = talk({ responses: [person, says("One moment.")], redirect: to("fallback") }, [], around);
    expect(await customer.say("start")).toEqual(["One moment."]);
    expect(customer.last?.handOver).toBe("Asks for a refund");
  });

  it("show buttons and cards, without those that are not valid after their values are filled in", async () => {
    const customer = talk({
      responses: [
        {
          kind: "buttons",
          id: "b",
          text: "Choose",
          buttons: [
            { type: "url", label: "Shop", value: "https://shop.example/{{id}}" },
            { type: "url", label: "Broken", value: "{{id}}" },
            { type: "phone", label: "Call", value: "+44 20 7946 0958" },
          ],
        },
        {
          kind: "cards",
          id: "c",
          cards: [
            { title: "Lamp {{id}}", imageUrl: "{{id}}", buttons: [{ type: "reply", label: "Buy", goTo: "fallback" }] },
          ],
        },
      ],
    });
    await customer.say("start");
    expect(customer.last?.replies.map(({ interactive }) => interactive)).toEqual([
      {
        buttons: [
          { type: "url", label: "Shop", value: "https://shop.example/" },
          { type: "phone", label: "Call", value: "+44 20 7946 0958" },
        ],
      },
      { cards: [{ title: "Lamp", buttons: [{ type: "reply", label: "Buy", value: "Buy" }] }] },
    ]);
    expect(await customer.say("Buy")).toEqual(["I did not understand."]);
    expect(customer.path).toEqual(["option fallback"]);
  });
});

describe("A menu", () => {
  const rows = (count: number, text = (n: number) => `Row ${n}`) =>
    Array.from({ length: count }, (_, i) => row(`r${i + 1}`, text(i + 1), "fallback"));
  const shown = async (menu: NonNullable<InteractionInput["menu"]>, responses = [says("Choose")]) => {
    const customer = talk({ responses, menu });
    await customer.say("start");
    return customer.last?.replies.at(-1);
  };

  it("is shown as quick replies, buttons or lines of text, by the number and length of its rows", async () => {
    expect((await shown({ rows: rows(13) }))?.interactive?.quick_replies).toHaveLength(13);
    const long = (n: number) => `${n} ${"x".repeat(50)}`;
    expect((await shown({ rows: rows(10, long) }))?.interactive?.buttons).toHaveLength(10);
    expect((await shown({ rows: rows(11, long) }))?.interactive).toBeUndefined();
    expect((await shown({ rows: rows(14) }))?.text).toMatch(/^Choose\n\n1\. Row 1\n[^]*\n14\. Row 14$/);
  });

  it("lets its lines of text be chosen by number and text, too", async () => {
    const customer = talk({ menu: { rows: rows(14) } });
    await customer.say("start");
    await customer.say("14.");
    expect(customer.path).toEqual(["menu r14", "redirect fallback"]);
  });

  it.each([
    ["letters", "A. Row 1\nB. Row 2", "b)"],
    ["roman", "I. Row 1\nII. Row 2", "ii"],
    ["none", "- Row 1\n- Row 2", "row 2"],
  ] as const)("shows its numbering %s, which chooses the row", async (numbering, lines, answer) => {
    const customer = talk({ menu: { rows: rows(2), numbering } });
    expect(await customer.say("start")).toEqual([lines]);
    await customer.say(answer);
    expect(customer.path[0]).toBe("menu r2");
  });

  it("has no numbers if the text of a row is the number of another one", async () => {
    const customer = talk({
      menu: {
        rows: rows(2, (n) => String(n * 2 - 2 || 2))
          .slice(0, 1)
          .concat(rows(2, () => "4").slice(1)),
      },
    });
    expect(await customer.say("start")).toEqual(["- 2\n- 4"]);
  });

  it("is a message of its own if the last one has options or a file", async () => {
    const quick = { kind: "quick_replies" as const, id: "q", text: "Quick?", replies: [{ label: "Yes" }] };
    const customer = talk({ responses: [quick], menu: { rows: rows(1) } });
    expect(await customer.say("start")).toEqual(["Quick?\n\n1. Yes", "1. Row 1"]);
  });

  it("says its own text after an answer that chooses nothing, as often as it may", async () => {
    const customer = talk({ menu: { rows: rows(1), invalidText: "Not {{what}}.", tries: 3 } }, [], {
      variables: { what: "that" },
    });
    await customer.say("start");
    expect(await customer.say("x")).toEqual(["Not that.\n\n1. Row 1"]);
    expect(await customer.say("x")).toEqual(["Not that.\n\n1. Row 1"]);
    expect(await customer.say("x")).toEqual(["I did not understand."]);
  });
});

describe("A webhook", () => {
  const answers = {
    responses: [{ type: "text" as const, text: "From the webhook.", delayMs: 2000 }],
    attributes: { total: 3 },
  };

  it("adds to the interaction's own responses, after its values were collected, and sets variables", async () => {
    const customer = talk(
      {
        responses: [says("Own.")],
        attributes: [{ id: "a", name: "city", kind: "text", question: "City?" }],
        fulfilmentId: "whk_1",
        redirect: to("end"),
      },
      [{ id: "end", name: "End", responses: [says("Total {{total}}.")] }],
      { webhook: () => answers },
    );
    expect(await customer.say("start")).toEqual(["Own.", "City?"]);
    expect(customer.webhookCalls).toEqual([]);
    expect(await customer.say("Rome")).toEqual(["From the webhook.", "Total 3."]);
    expect(customer.last?.replies[0]?.delaySeconds).toBe(2);
    expect(customer.variables).toEqual({ city: "Rome", total: 3 });
    expect(customer.webhookCalls).toMatchObject([
      {
        webhookId: "whk_1",
        cause: "fulfilment-1",
        messageId: "msg_2",
        interaction: { id: "start", name: "Start" },
        about: { kind: "fulfilment", query: "start", score: 1, parameters: { city: "Rome" }, incomplete: false },
      },
    ]);
    expect(customer.last?.trace.find(({ kind }) => kind === "webhook")).toMatchObject({
      callId: "whc_1",
      result: "Used.",
    });
  });

  it("that failed leaves the interaction's own responses and adds its fallback text", async () => {
    const webhook = () => ({ status: "failed" as const, closingText: "Later." });
    const customer = talk({ responses: [says("Own.")], fulfilmentId: "whk_1" }, [], { webhook });
    expect(await customer.say("start")).toEqual(["Own.", "Later."]);
  });

  it("may lead to an interaction by its name, immediately or by a button", async () => {
    const end = { id: "end", name: "The end", responses: [says("End.")] };
    const now = talk({ fulfilmentId: "whk_1" }, [end], {
      webhook: () => ({ responses: [{ type: "goto", target: "the END" }] }),
    });
    expect(await now.say("start")).toEqual(["End."]);
    const buttons = [{ type: "goto", title: "Finish", target: "end" }];
    const later = talk({ fulfilmentId: "whk_1" }, [end], {
      webhook: () => ({ responses: [{ type: "button", title: "More?", buttons }] }),
    });
    expect(await later.say("start")).toEqual(["More?\n\n1. Finish"]);
    expect(await later.say("finish")).toEqual(["End."]);
  });

  it("of a row is called when the row is chosen, before its redirect", async () => {
    const rows = [row("r1", "One month", "end"), { ...row("r2", "Six months", "end"), webhookId: "whk_2" }];
    const end = { id: "end", name: "End", responses: [says("End.")] };
    const customer = talk({ menu: { rows } }, [end], { webhook: () => answers });
    await customer.say("start");
    expect(await customer.say("2")).toEqual(["From the webhook.", "End."]);
    expect(customer.webhookCalls[0]).toMatchObject({
      cause: "option-1",
      about: { kind: "option", text: "Six months", number: 2 },
    });
  });

  it.each([
    ["5", 5],
    ["VIP", 1],
    ["0", 0],
  ])("of a row with the keyword %s gets the number %d", async (keyword, number) => {
    const rows = [{ ...row("r1", "Gold", "end"), keyword, webhookId: "whk_2" }];
    const end = { id: "end", name: "End", responses: [says("End.")] };
    const customer = talk({ menu: { rows } }, [end], { webhook: () => answers });
    await customer.say("start");
    await customer.say(keyword);
    expect(customer.webhookCalls[0]).toMatchObject({ about: { text: "Gold", number } });
  });

  it("of a row without a text takes whatever the customer writes", async () => {
    const data = { id: "d", text: "", redirect: { type: "webhook" as const, webhookId: "whk_3" } };
    const menu = { rows: [row("r1", "Skip", "fallback"), data] };
    const customer = talk({ responses: [says("Your name?")], menu }, [], {
      webhook: () => ({ closingText: "Thanks." }),
    });
    expect(await customer.say("start")).toEqual(["Your name?\n\n1. Skip"]);
    expect(await customer.say("Ana Silva")).toEqual(["Thanks."]);
    expect(customer.webhookCalls[0]).toMatchObject({ about: { kind: "data", response: "Ana Silva" } });
    expect(customer.last?.visits.map(({ rowId }) => rowId)).toEqual(["d"]);
  });

  it("that was deleted leads to Fallback with a note", async () => {
    const webhook = () => ({ callId: "", result: "The webhook was deleted." });
    const customer = talk({ fulfilmentId: "whk_1" }, [], { webhook });
    expect(await customer.say("start")).toEqual(["I did not understand."]);
    expect(customer.notes).toContain("The webhook was deleted.");
  });
});

describe("An action", () => {
  const definition: ActionDefinition = {
    name: "Book",
    functionName: "book",
    description: "Books",
    arguments: [{ name: "seats", description: "Seats", type: "number", required: true }],
    constants: [],
    steps: [],
    returnMode: "last",
    errorMessage: "",
  };
  const call = (saysResult: boolean) => ({
    kind: "action" as const,
    id: "x",
    actionId: "act_1",
    arguments: { seats: "{{seats}}" },
    saysResult,
  });
  const booking = (
    saysResult: boolean,
    around: ConstructorParameters<typeof Talk>[1] = {},
    steps: ActionDefinition["steps"] = [],
  ) => {
    const campaign = makeCampaign([start({ responses: [call(saysResult), says("Bye {{code}}.")] }), fallback], {
      actions: [{ id: "act_1", definition: { ...definition, steps } }],
    });
    return new Talk(campaign, around);
  };

  it("is called with its arguments filled in; its result is said if wanted, and its variables are known", async () => {
    const customer = booking(true, { variables: { seats: 2 }, action: () => ({ result: "Booked." }) });
    customer.variables["code"] = "X1";
    expect(await customer.say("start")).toEqual(["Booked.", "Bye X1."]);
    expect(customer.actionCalls).toMatchObject([{ botId: "bot_1", actionId: "act_1", arguments: { seats: 2 } }]);
    const quiet = booking(false, { variables: { seats: 2 } });
    expect(await quiet.say("start")).toEqual(["Bye ."]);
  });

  it("that sends the customer a message last says only that message", async () => {
    const step = { kind: "send_message" as const, name: "tell", content: { type: "text" as const, text: "Booked." } };
    const around = { variables: { seats: 2 }, action: () => ({ result: "Said to the customer: Booked." }) };
    expect(await booking(true, around, [step]).say("start")).toEqual(["Bye ."]);
  });

  it("is not called without a required argument, and says nothing while it waits", async () => {
    const refused = booking(true);
    expect(await refused.say("start")).toEqual(["Bye ."]);
    expect(refused.actionCalls).toEqual([]);
    expect(refused.last?.trace.find(({ kind }) => kind === "action")).toMatchObject({ status: "refused" });
    const waiting = booking(true, { variables: { seats: 1 }, action: () => ({ status: "waiting", result: "Runs." }) });
    expect(await waiting.say("start")).toEqual(["Bye ."]);
  });
});

describe("Redirects", () => {
  it("that go on without waiting are cut after 20 interactions, then Fallback answers", async () => {
    const loop = { id: "loop", name: "Loop", responses: [says("Round.")], redirect: to("start") };
    const customer = talk({ responses: [says("And round.")], redirect: to("loop") }, [loop]);
    const said = await customer.say("start");
    expect(said).toHaveLength(21);
    expect(said.at(-1)).toBe("I did not understand.");
    expect(customer.notes).toContain("came through 20 interactions without waiting");
  });

  it("of Fallback into such a loop end, too", async () => {
    const looping = { ...fallback, redirect: to("start") };
    const customer = new Talk(makeCampaign([start({ redirect: to("fallback") }), looping]));
    expect((await customer.say("start")).length).toBeLessThan(25);
  });

  it("to an interaction that is gone lead to Fallback with a note; from Fallback they end the turn", async () => {
    const customer = talk({ redirect: to("gone") });
    expect(await customer.say("start")).toEqual(["I did not understand."]);
    expect(customer.notes).toContain("no longer exists");
    const broken = new Talk(makeCampaign([{ ...fallback, responses: [], redirect: to("gone") }]));
    expect(await broken.say("hi")).toEqual(["The bot's fallback text."]);
  });

  it("hand the conversation to a person", async () => {
    const customer = talk({ responses: [says("Wait.")], redirect: { type: "person" } });
    expect(await customer.say("start")).toEqual(["Wait."]);
    expect(customer.last?.handOver).toBe("Start handed the conversation over.");
  });
});

describe("A campaign", () => {
  const away = { type: "campaign" as const, botId: "bot_2" };
  const back = { id: "back", name: "Back", responses: [says("Going back.")], redirect: { type: "return" as const } };
  const second = makeCampaign(
    [
      {
        id: "w2",
        role: "welcome",
        name: "Welcome 2",
        responses: [says("Hello from {{bot_name}}.")],
        menu: { rows: [row("b", "Back", "back", "exit"), { ...row("d", "Deep", "w3") }] },
      },
      { id: "w3", name: "Deep", responses: [says("Deep.")] },
      back,
    ],
    { id: "bot_2" },
  );
  const menu = { rows: [{ id: "c", text: "Campaign", redirect: away }, row("h", "Here", "fallback")] };
  const first = makeCampaign([start({ responses: [says("First.")], menu }), fallback]);
  const open = async () => {
    const customer = new Talk(first, { campaigns: [first, second] });
    await customer.say("start");
    return customer;
  };

  it("begins with its Welcome in the same turn and has the conversation from then on", async () => {
    const customer = await open();
    expect(await customer.say("1")).toEqual(["Hello from Bot bot_2.\n\nexit. Back\n2. Deep"]);
    expect(customer.last).toMatchObject({
      switchTo: "bot_2",
      state: { botId: "bot_2", campaigns: [{ botId: "bot_1" }] },
    });
    expect(customer.last?.visits.map(({ botId, botVersionId }) => [botId, botVersionId])).toEqual([
      ["bot_1", "bot_1_v1"],
      ["bot_2", "bot_2_v1"],
    ]);
    expect(await customer.say("2")).toEqual(["Deep."]);
  });

  it.each(["exit", "back"])("is left by %s for the menu that led to it", async (answer) => {
    const customer = await open();
    await customer.say("1");
    const said = await customer.say(answer);
    expect(said.at(-1)).toBe("First.\n\n1. Campaign\n2. Here");
    expect(customer.last).toMatchObject({ switchTo: "bot_1", state: { botId: "bot_1", campaigns: [] } });
    expect(await customer.say("2")).toEqual(["I did not understand."]);
  });

  it("leads to Fallback with a note if it is gone, and to return to nothing is a fault, too", async () => {
    const customer = new Talk(first);
    await customer.say("start");
    expect(await customer.say("1")).toEqual(["I did not understand."]);
    expect(customer.notes).toContain("is not published");
    expect(customer.last?.switchTo).toBeNull();
    const nowhere = talk({ redirect: { type: "return" } });
    expect(await nowhere.say("start")).toEqual(["I did not understand."]);
  });
});

describe("A silent customer", () => {
  it("gets the interaction of the rule, whose webhook call is not that of the message", async () => {
    const customer = talk({ responses: [says("Still there?")], fulfilmentId: "whk_1" });
    await customer.say("start");
    expect(await customer.staySilent("start")).toEqual(["Still there?"]);
    expect(customer.path).toEqual(["silence start"]);
    expect(customer.webhookCalls.map(({ cause }) => cause)).toEqual(["fulfilment-1", "fulfilment-1-turn_2"]);
  });
});
