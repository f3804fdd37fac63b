import { describe, expect, it } from "vitest";
import { interaction, type Interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { scenarioSettings, type ScenarioSettingsInput } from "@/server/schemas/scenario/scenario";
import { findScenarioProblems } from "./find-scenario-problems";
import type { ScenarioProblem, Surroundings } from "./scenario-problem";

const surroundings: Surroundings = {
  botId: "bot_own",
  names: ["client_name", "bot_name"],
  actions: [
    { id: "act_1", name: "Book", enabled: true, arguments: [{ name: "day", required: true }] },
    { id: "act_2", name: "Cancel", enabled: false, arguments: [] },
  ],
  webhooks: [
    { id: "whk_1", name: "Orders", kind: "fulfilment", isVerified: true, verificationError: null },
    { id: "whk_2", name: "Campaign", kind: "campaign", isVerified: false, verificationError: null },
  ],
  campaigns: [
    { id: "bot_shop", name: "Shop", isPublished: true, hasScenario: true, leadsTo: null },
    { id: "bot_back", name: "Back", isPublished: true, hasScenario: true, leadsTo: "bot_own" },
    { id: "bot_new", name: "New", isPublished: false, hasScenario: false, leadsTo: null },
    { id: "bot_model", name: "Model", isPublished: true, hasScenario: false, leadsTo: null },
  ],
};

type Part = Partial<InteractionInput>;
type Row = NonNullable<InteractionInput["menu"]>["rows"][number];

const hello: Part = { responses: [{ kind: "text", id: "r", variants: ["Hello"] }] };

/** An interaction that customers can reach and that answers something, changed by a part. */
function made(id: string, part: Part = {}): Interaction {
  return interaction.parse({ id, name: id.toUpperCase(), phrases: [`phrase of ${id}`], ...hello, ...part });
}

const welcome = made("welcome", { role: "welcome" });
const fallback = made("fallback", { role: "fallback" });

function find(
  interactions: Interaction[],
  settings: ScenarioSettingsInput = {},
  changes: Partial<Surroundings> = {},
): ScenarioProblem[] {
  const all = [welcome, fallback, ...interactions];
  return findScenarioProblems(all, scenarioSettings.parse({ enabled: true, ...settings }), {
    ...surroundings,
    ...changes,
  });
}

/** The problems of one interaction, in short. */
function faultsOf(part: Part, others: Interaction[] = [made("b")]): string[] {
  return find([made("a", part), ...others]).map(
    ({ severity, interactionId, path, message }) => `${severity} ${interactionId} ${path.join(".")}: ${message}`,
  );
}

function row(text: string, changes: Partial<Row> = {}): Row {
  return { id: `row_${text}`, text, redirect: { type: "interaction", interactionId: "b" }, ...changes };
}

describe("A scenario without faults", () => {
  it("has no problems, whatever its parts are", () => {
    const found = find([
      made("a", {
        attributes: [{ id: "t", name: "city", kind: "text", question: "Which city, {{client_name}}?" }],
        responses: [
          { kind: "image", id: "i", url: "https://shop.example/{{city}}.png" },
          { kind: "action", id: "c", actionId: "act_1", arguments: { day: "today" } },
          {
            kind: "buttons",
            id: "o",
            text: "In {{city}} or {{variables.city}} or {{ city.name }}?",
            buttons: [
              { type: "reply", label: "Yes", goTo: "b" },
              { type: "url", label: "Open", value: "{{city}}" },
              { type: "phone", label: "Call", value: "+44 20 7946 0958" },
            ],
          },
        ],
        menu: {
          rows: [
            row("One"),
            row("Two", { redirect: { type: "campaign", botId: "bot_shop" } }),
            row("", { redirect: { type: "webhook", webhookId: "whk_2" } }),
          ],
        },
        silence: [{ id: "s", afterMinutes: 5, effect: { type: "interaction", interactionId: "b" } }],
      }),
      made("b", { redirect: { type: "person" } }),
    ]);
    expect(found).toEqual([]);
  });
});

describe("The scenario as a whole", () => {
  it("needs a Welcome and should have a Fallback while it is enabled", () => {
    const of = (settings: ScenarioSettingsInput) =>
      findScenarioProblems([made("a")], scenarioSettings.parse(settings), surroundings).map((one) => [
        one.severity,
        one.interactionId,
        one.message.split(",")[0],
      ]);
    expect(of({ enabled: true })).toEqual([
      ["error", null, "The scenario has no Welcome"],
      ["warning", null, "The scenario has no Fallback"],
    ]);
    expect(of({ enabled: true, modelAnswers: true })).toHaveLength(1);
    expect(of({ enabled: false })).toEqual([]);
  });

  it("lists at most 500 problems, errors before warnings", () => {
    const many = Array.from({ length: 600 }, (_, i) => made(`u${i}`, { phrases: [] }));
    const found = find([...many, made("z", { menu: { rows: [] } })]);
    expect(found).toHaveLength(500);
    expect(found.at(-1)).toMatchObject({ severity: "error", interactionId: "z" });
  });

  it("is checked quickly when it is large and every text has a fault", () => {
    const text = Array.from({ length: 300 }, (_, i) => `{{n${i}}}`).join(" ");
    const large = Array.from({ length: 500 }, (_, i) =>
      made(`l${i}`, {
        phrases: Array.from({ length: 200 }, (_, k) => `phrase ${i % 100} ${k}`),
        responses: [{ kind: "text", id: "r", variants: [text, text, text] }],
        redirect: { type: "interaction", interactionId: `l${(i + 1) % 500}` },
      }),
    );
    const start = performance.now();
    expect(find(large)).toHaveLength(500);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("A link to something that does not exist", () => {
  const gone = { type: "interaction" as const, interactionId: "gone" };
  it.each<[string, Part, string]>([
    ["a redirect", { redirect: gone }, "redirect: The redirect"],
    ["a row", { menu: { rows: [row("One", { redirect: gone }), row("Two")] } }, "menu.rows.0.redirect: The row “One”"],
    [
      "a go-to",
      { responses: [{ kind: "go_to", id: "g", interactionId: "gone" }] },
      "responses.0.interactionId: “Go to”",
    ],
    [
      "a quick reply",
      {
        responses: [
          { kind: "quick_replies", id: "q", text: "?", replies: [{ label: "Yes" }, { label: "No", goTo: "gone" }] },
        ],
      },
      "responses.0.replies.1.goTo: The option “No”",
    ],
    [
      "a card's button",
      {
        responses: [
          { kind: "cards", id: "c", cards: [{ title: "T", buttons: [{ type: "reply", label: "No", goTo: "gone" }] }] },
        ],
      },
      "responses.0.cards.0.buttons.0.goTo: The option “No”",
    ],
    [
      "the last invalid answer",
      { attributes: [{ id: "t", name: "city", kind: "text", question: "City?", afterTries: gone }] },
      "attributes.0.afterTries: What happens after the last invalid answer",
    ],
    [
      "silence",
      { silence: [{ id: "s", afterMinutes: 5, effect: gone }] },
      "silence.0.effect.interactionId: What happens when the customer is silent",
    ],
  ])("is an error at the field of %s", (_name, part, start) => {
    expect(faultsOf(part)).toEqual([
      `error a ${start} leads to an interaction that does not exist. Choose another one.`,
    ]);
  });

  it("is not looked for in a redirect that a menu replaces", () => {
    expect(faultsOf({ menu: { rows: [row("One")] }, redirect: gone })).toEqual([]);
  });

  it.each([
    ["bot_gone", "leads to a bot that does not exist. Choose another one."],
    ["bot_new", "leads to “New”, which has never been published. Publish “New” first."],
    [
      "bot_model",
      "leads to “Model”, whose published version has no scenario with a Welcome. Add one there and publish it.",
    ],
    ["bot_own", "leads to this bot itself. Choose one of its interactions instead."],
    ["", "leads to no bot yet. Choose one."],
  ])("is an error for the campaign %j", (botId, message) => {
    expect(faultsOf({ redirect: { type: "campaign", botId } })).toEqual([`error a redirect: The redirect ${message}`]);
  });
});

describe("An interaction", () => {
  it("is reported when no customer can come to it, with those that only it leads to", () => {
    const alone = made("a", { phrases: [], redirect: { type: "interaction", interactionId: "b" } });
    const found = find([alone, made("b", { phrases: [] })]);
    expect(found.map(({ severity, interactionId }) => [severity, interactionId])).toEqual([
      ["warning", "a"],
      ["warning", "b"],
    ]);
    expect(found[0]?.message).toContain("No customer comes to this interaction. Give it a phrase");
  });

  it.each<[string, Part]>([
    ["a trigger", { phrases: [], triggers: ["start"] }],
    ["a keyword", { phrases: [], keywords: ["start"] }],
    ["a phrase", {}],
  ])("can be reached by %s", (_name, part) => expect(faultsOf(part)).toEqual([]));

  it("can be reached by an option, a row or silence of one that can be reached", () => {
    const inner = made("b", { phrases: [] });
    expect(faultsOf({ menu: { rows: [row("One")] } }, [inner])).toEqual([]);
    expect(
      faultsOf({ silence: [{ id: "s", afterMinutes: 1, effect: { type: "interaction", interactionId: "b" } }] }, [
        inner,
      ]),
    ).toEqual([]);
  });

  it("may be reached by a webhook only, which the warning says", () => {
    const [found] = find([made("a", { fulfilmentId: "whk_1" }), made("b", { phrases: [] })]);
    expect(found?.message).toContain("No customer comes to this interaction, unless a webhook goes to it.");
  });

  it("is an error when it answers nothing, and not when a webhook answers for it", () => {
    expect(faultsOf({ responses: [] })).toEqual([
      "error a responses: This interaction answers nothing. Add a response, a menu, a redirect or a webhook.",
    ]);
    expect(faultsOf({ responses: [], fulfilmentId: "whk_1" })).toEqual([]);
    expect(faultsOf({ responses: [], redirect: { type: "person" } })).toEqual([]);
  });
});

describe("A circle without waiting", () => {
  const to = (interactionId: string): Part => ({ redirect: { type: "interaction", interactionId } });

  it("is reported once, at its first interaction, and names all", () => {
    const found = find([
      made("a", to("b")),
      made("b", to("c")),
      made("c", { ...hello, responses: [{ kind: "go_to", id: "g", interactionId: "a" }] }),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: "error", interactionId: "a", path: ["redirect"] });
    expect(found[0]?.message).toMatch(/^“A” leads to “B”, then “C”, then “A”, without ever waiting for the customer\./);
  });

  it("is reported for an interaction that leads to itself", () => {
    expect(faultsOf(to("a"))).toEqual([
      "error a redirect: “A” leads to itself without waiting for the customer. Lead it elsewhere, or let it show a menu.",
    ]);
  });

  it("is not reported for the interactions that only lead into it", () => {
    const found = find([made("x", to("a")), made("a", to("b")), made("b", to("a"))]);
    expect(found.map(({ interactionId }) => interactionId)).toEqual(["a"]);
  });

  it.each<[string, Part]>([
    ["a menu", { menu: { rows: [row("One")] } }],
    ["a person", { responses: [{ kind: "person", id: "p" }] }],
    [
      "a value that is asked for each time",
      { ...to("a"), attributes: [{ id: "t", name: "city", kind: "text", question: "City?", asksAgain: true }] },
    ],
  ])("is not reported when %s is in it", (_name, part) => {
    expect(find([made("a", to("b")), made("b", part)])).toEqual([]);
  });

  it("is reported when a value in it is asked for only once", () => {
    const asks: Part = { ...to("a"), attributes: [{ id: "t", name: "city", kind: "text", question: "City?" }] };
    expect(find([made("a", to("b")), made("b", asks)])).toHaveLength(1);
  });

  it("is reported when it goes through another campaign and back to this bot's Welcome", () => {
    const start = interaction.parse({ ...welcome, redirect: { type: "campaign", botId: "bot_back" } });
    const found = findScenarioProblems([start, fallback], scenarioSettings.parse({ enabled: true }), surroundings);
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^“WELCOME” leads to “Back”, then “WELCOME”, without/),
    ]);
  });

  it("is not reported when the other campaign waits", () => {
    const start = interaction.parse({ ...welcome, redirect: { type: "campaign", botId: "bot_shop" } });
    expect(findScenarioProblems([start, fallback], scenarioSettings.parse({ enabled: true }), surroundings)).toEqual(
      [],
    );
  });

  it("is not reported for a chain of 20 interactions, and a longer chain is reported once", () => {
    const chain = (length: number) =>
      Array.from({ length: length + 1 }, (_, i) => made(`c${i}`, i < length ? to(`c${i + 1}`) : {}));
    expect(find(chain(19))).toEqual([]);
    const [found, ...others] = find(chain(25));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ severity: "error", interactionId: "c5" });
    expect(found?.message).toContain("more than 20 interactions");
  });
});

describe("A menu", () => {
  it("needs rows", () => {
    expect(faultsOf({ menu: { rows: [] } })).toEqual([
      "error a menu.rows: The menu has no rows. Add one, or remove the menu.",
    ]);
  });

  it("needs a row that leads somewhere", () => {
    const broken: Partial<Row> = { redirect: { type: "interaction", interactionId: "gone" } };
    expect(faultsOf({ menu: { rows: [row("One", broken), row("Two", broken)] } })).toContainEqual(
      "error a menu: No row of the menu leads anywhere. Choose where its rows lead, or remove the menu.",
    );
    expect(faultsOf({ menu: { rows: [row("One", broken), row("Two")] } })).toHaveLength(1);
  });

  it.each<[string, Row[], string[]]>([
    [
      "the same own keyword in another case",
      [row("One", { keyword: "Go" }), row("Two", { keyword: " go " })],
      ["“go” of row 2 is also the keyword of row 1"],
    ],
    [
      "an own keyword that is another row's number",
      [row("One", { keyword: "2" }), row("Two")],
      ["“2” of row 2 is also the keyword of row 1"],
    ],
    [
      "an own keyword that is another row's number, written differently",
      [row("One"), row("Two", { keyword: "1." })],
      ["“1.” of row 2 is also the keyword of row 1"],
    ],
    ["a word for going back", [row("One", { keyword: "BACK" })], ["“BACK” of row 1 is also a word for going back"]],
    [
      "a word for the main menu",
      [row("One", { keyword: "menu" })],
      ["“menu” of row 1 is also a word for the main menu"],
    ],
    [
      "the text of another row",
      [row("One", { keyword: "two" }), row("Two")],
      ["“two” of row 1 is also the text of row 2"],
    ],
    ["its own text", [row("One", { keyword: "one" }), row("Two")], []],
    ["different ones", [row("One", { keyword: "x" }), row("Two", { keyword: "y" }), row("Three")], []],
    ["numbers as texts, which are shown without numbers", [row("2"), row("4")], []],
  ])("with a keyword that is %s", (_name, rows, uses) => {
    const found = faultsOf({ menu: { rows } });
    expect(found.map((fault) => /The keyword (.*)\. Give/.exec(fault)?.[1])).toEqual(uses);
  });

  it.each([
    ["letters", "B", "b"],
    ["roman", "II", "ii"],
    ["numbers", "2", "2)"],
  ] as const)("compares keywords with its numbering in %s", (numbering, place, keyword) => {
    const found = faultsOf({ menu: { numbering, rows: [row("One", { keyword }), row("Two")] } });
    expect(found).toEqual([expect.stringContaining(`The keyword “${place}” of row 2 is also the keyword of row 1`)]);
    expect(faultsOf({ menu: { numbering: "none", rows: [row("One", { keyword }), row("Two")] } })).toEqual([]);
  });

  it("counts only rows with a text in its numbering", () => {
    const webhook: Partial<Row> = { redirect: { type: "webhook", webhookId: "whk_2" } };
    const rows = [row("", webhook), row("One"), row("Two", { keyword: "1" })];
    expect(faultsOf({ menu: { rows } })).toEqual([
      expect.stringContaining("“1” of row 3 is also the keyword of row 2"),
    ]);
  });

  it("has different texts, and one for each row but those of webhooks", () => {
    expect(faultsOf({ menu: { rows: [row("One"), row(" one ", { id: "x" })] } })).toEqual([
      "error a menu.rows.1.text: Rows 1 and 2 of the menu have the same text “one”. Change one of them.",
    ]);
    expect(faultsOf({ menu: { rows: [row("One"), row("")] } })).toEqual([
      "error a menu.rows.1.text: Row 2 of the menu has no text. Write it.",
    ]);
  });

  it("has only one row that takes any answer", () => {
    const webhook: Partial<Row> = { redirect: { type: "webhook", webhookId: "whk_2" } };
    expect(faultsOf({ menu: { rows: [row("", webhook), row("", { ...webhook, id: "x" })] } })).toEqual([
      expect.stringContaining("error a menu.rows.1.redirect: Two rows of the menu take any answer"),
    ]);
  });

  it("is shown as text when it has more than 13 rows, or more than ten with a long one", () => {
    const rows = (count: number, first = "Row") =>
      Array.from({ length: count }, (_, i) => row(i === 0 ? first : `Row ${i}`));
    const long = "A text that is longer than a quick reply may be";
    expect(faultsOf({ menu: { rows: rows(14) } })).toEqual([
      expect.stringContaining("warning a menu.rows: The menu has 14 rows."),
    ]);
    expect(faultsOf({ menu: { rows: rows(11, long) } })).toEqual([
      expect.stringContaining("warning a menu.rows.0.text: The text of row 1"),
    ]);
    expect(faultsOf({ menu: { rows: rows(13) } })).toEqual([]);
    expect(faultsOf({ menu: { rows: rows(10, long) } })).toEqual([]);
  });
});

describe("Phrases, triggers and keywords", () => {
  it("are warned about when two interactions have the same phrase, once for each pair", () => {
    const found = find([
      made("a", { phrases: ["How much is it?", "Price"] }),
      made("b", { phrases: ["how much is it", "PRICE!", "Cost"] }),
    ]);
    expect(found).toEqual([
      {
        severity: "warning",
        interactionId: "b",
        path: ["phrases", 0],
        message:
          "The phrase “how much is it” (and 1 more) is in two interactions, “A” and “B”. Keep it in one of them.",
      },
    ]);
  });

  it("are not compared within one interaction or when they differ", () => {
    expect(find([made("a", { phrases: ["Price", "price"] }), made("b", { phrases: ["Prices"] })])).toEqual([]);
  });

  it("are an error when two interactions have the same trigger, and a warning for a keyword", () => {
    const found = find([
      made("a", { triggers: ["Start"], keywords: ["cat"] }),
      made("b", { triggers: [" start"], keywords: ["Cat"] }),
    ]);
    expect(found.map(({ severity, path }) => [severity, ...path])).toEqual([
      ["error", "triggers", 0],
      ["warning", "keywords", 0],
    ]);
  });

  it("are warned about when a phrase has no words", () => {
    expect(faultsOf({ phrases: ["Hi", "?!"] })).toEqual([
      expect.stringContaining("warning a phrases.1: The phrase “?!” has no letter"),
    ]);
    expect(faultsOf({ phrases: ["👍", "こんにちは", "42"] })).toEqual([]);
  });

  it("are warned about when a trigger takes an answer away from another interaction's menu", () => {
    const menu = made("b", {
      menu: {
        rows: [
          row("One", { redirect: { type: "person" } }),
          row("Two", { redirect: { type: "interaction", interactionId: "a" } }),
        ],
      },
    });
    expect(faultsOf({ triggers: ["1"] }, [menu])).toEqual([
      "warning a triggers.0: The trigger “1” is also an answer to the menu of “B”, and comes first. Make it a phrase, or change the menu.",
    ]);
    expect(faultsOf({ triggers: ["one"] }, [menu])).toHaveLength(1);
    expect(faultsOf({ triggers: ["two"] }, [menu])).toEqual([]);
  });
});

describe("A text with {{…}}", () => {
  const said = (text: string): Part => ({ responses: [{ kind: "text", id: "r", variants: ["Hi", text] }] });

  it.each([
    "{{client_name}}",
    "{{ client_name }}",
    "{{variables.client_name}}",
    "{{client_name.first}}",
    "{ {x} }",
    "}}",
  ])("may contain %j", (text) => expect(faultsOf(said(text))).toEqual([]));

  it("is warned about when nothing sets its name, with what was probably meant", () => {
    expect(faultsOf(said("Hi {{cient_name}}"))).toEqual([
      "warning a responses.0.variants.1: Nothing sets {{cient_name}}. Did you mean {{client_name}}?",
    ]);
    expect(faultsOf(said("{{order}} {{order}}"))).toEqual([
      "warning a responses.0.variants.1: Nothing sets {{order}}, so it would be empty. Ask for it before, or set it in an action or a webhook.",
    ]);
  });

  it("may use the values that any interaction collects, and names that a channel gives", () => {
    const asks = made("b", { attributes: [{ id: "t", name: "order", kind: "text", question: "Order?" }] });
    expect(faultsOf(said("{{order}}"), [asks])).toEqual([]);
    expect(find([made("a", said("{{lead id}}"))], {}, { names: ["lead id"] })).toEqual([]);
  });

  it.each([
    ["Hi {{client_name", "A {{ is never closed by }}. Close it."],
    ["Hi {{}}", "{{}} is not a name."],
    ["Hi {{client name}}", "{{client name}} is not a name."],
    ["Hi {{1st}}", "{{1st}} is not a name."],
  ])("is an error when it is %j", (text, message) => {
    expect(faultsOf(said(text))).toEqual([expect.stringContaining(`error a responses.0.variants.1: ${message}`)]);
  });

  it.each<[string, Part]>([
    ["attributes.0.question", { attributes: [{ id: "t", name: "city", kind: "text", question: "{{x}}" }] }],
    ["menu.invalidText", { menu: { rows: [row("One")], invalidText: "{{x}}" } }],
    ["menu.rows.0.text", { menu: { rows: [row("{{x}}")] } }],
    ["silence.0.effect.text", { silence: [{ id: "s", afterMinutes: 1, effect: { type: "text", text: "{{x}}" } }] }],
    ["responses.0.url", { responses: [{ kind: "image", id: "i", url: "{{x}}" }] }],
    [
      "responses.0.arguments.day",
      { responses: [{ kind: "action", id: "c", actionId: "act_1", arguments: { day: "{{x}}" } }] },
    ],
    [
      "responses.0.cards.0.subtitle",
      { responses: [{ kind: "cards", id: "c", cards: [{ title: "T", subtitle: "{{x}}" }] }] },
    ],
    [
      "responses.0.replies.0.label",
      { responses: [{ kind: "quick_replies", id: "q", text: "?", replies: [{ label: "{{x}}" }] }] },
    ],
    [
      "responses.0.buttons.0.value",
      { responses: [{ kind: "buttons", id: "q", text: "?", buttons: [{ type: "url", label: "L", value: "{{x}}" }] }] },
    ],
  ])("is checked at %s", (path, part) => {
    expect(faultsOf(part)).toEqual([expect.stringContaining(`warning a ${path}: Nothing sets {{x}}`)]);
  });
});

describe("An address", () => {
  it.each([
    ["https://shop.example/a.png", true],
    ["{{client_name}}", true],
    ["HTTP://shop.example/{{client_name}}", true],
    ["shop.example/a.png", false],
    ["javascript:alert(1)", false],
    ["https://", false],
    ["/files/{{client_name}}", false],
    ["ftp://{{client_name}}", false],
  ])("%j of an image or a link is accepted: %s", (url, isGood) => {
    const parts: Part[] = [
      { responses: [{ kind: "image", id: "i", url }] },
      { responses: [{ kind: "cards", id: "i", cards: [{ title: "T", imageUrl: url }] }] },
      { responses: [{ kind: "buttons", id: "i", text: "?", buttons: [{ type: "url", label: "Open", value: url }] }] },
    ];
    const starts = parts.map((part) => faultsOf(part).map((fault) => fault.split(" must start")[0]));
    const refused = [
      [`error a responses.0.url: The image's address “${url}”`],
      [`error a responses.0.cards.0.imageUrl: The image's address “${url}”`],
      ["error a responses.0.buttons.0.value: The address of the button “Open”"],
    ];
    expect(starts).toEqual(isGood ? [[], [], []] : refused);
  });

  it("is an error when a button to call has no phone number", () => {
    const call = (value: string): Part => ({
      responses: [{ kind: "buttons", id: "i", text: "?", buttons: [{ type: "phone", label: "Call", value }] }],
    });
    expect(faultsOf(call("{{client_name}}"))).toEqual([]);
    expect(faultsOf(call("us"))).toEqual([expect.stringContaining("The button “Call” needs a phone number")]);
  });
});

describe("A call of an action", () => {
  const call = (actionId: string, given: Record<string, string> = {}): Part => ({
    responses: [{ kind: "action", id: "c", actionId, arguments: given }],
  });

  it.each<[string, Part, string]>([
    ["that is gone", call("act_9"), "error a responses.0.actionId: It calls an action that does not exist."],
    [
      "that is switched off",
      call("act_2"),
      "error a responses.0.actionId: It calls the action “Cancel”, which is switched off.",
    ],
    [
      "without a required argument",
      call("act_1", { day: " " }),
      "error a responses.0.arguments.day: The action “Book” needs a value for “day”.",
    ],
    [
      "with an argument that it does not take",
      call("act_1", { day: "1", hour: "2" }),
      "warning a responses.0.arguments.hour: The action “Book” no longer takes “hour”.",
    ],
  ])("%s is reported", (_name, part, message) => expect(faultsOf(part)).toEqual([expect.stringContaining(message)]));
});
