import { describe, expect, it } from "vitest";
import { newArgument, newConstant, emptyForm } from "./action-form";
import { describeCondition } from "../fields/condition-form";
import { durationFault, inWords, toDuration, toSeconds } from "../fields/duration";
import { newStep } from "../step-list/edit-steps";
import { describePath } from "../faults/describe-path";
import { insertVariable } from "../templates/insert-variable";
import { moveRow } from "../fields/rows";
import { notKnownIn, serverFaults, standing } from "../faults/server-faults";
import { suggestFunctionName } from "./suggest-function-name";
import { argumentFaults, toArguments, toTryValues } from "../trial/try-values";
import { shortUrl } from "../steps/webhook/short-url";
import { emptyTableForm } from "../steps/table/table-form";
import { faultPlace, formatJson, offsetOf } from "../steps/webhook/json-text";
import { valuePaths } from "../templates/variable-group";
import { variableGroups } from "../templates/variables";

describe("the description of the path", () => {
  it.each([
    ["name", "Name"],
    ["steps.0.headers.1.value", "Step 1, Header 2: Value"],
    ["steps.2.body.text", "Step 3: Body"],
    ["steps.0.acceptedStatusCodes.1", "Step 1: Status codes"],
    ["arguments.1.enum.0", "Argument 2: Allowed values"],
    ["steps", "Steps"],
    ["constants.0", "Constant 1"],
    ["steps.0.condition.rules.1.left", "Step 1, Rule 2: Value"],
    ["steps.0.operation.filters.0.column", "Step 1, Filter 1: Column"],
    ["steps.0.operation.filters", "Step 1: Filters"],
    ["steps.0.content.text", "Step 1: Text"],
    ["steps.0.content.interactive.quick_replies", "Step 1: Quick replies"],
    ["steps.0.content.interactive.cards.1.buttons.0.label", "Step 1, Card 2, Button 1: Label"],
    ["steps.0.content.interactive.cards.0.image_url", "Step 1, Card 1: Address of the image"],
    ["steps.1", "Step 2"],
    ["steps.1.botId", "Step 2: Bot"],
    ["steps.1.input", "Step 2: What it is asked"],
    ["steps.1.timeoutSeconds", "Step 2: Time limit"],
    ["delaySeconds", "Delay"],
    ["", ""],
  ])("%j is %j", (path, words) => expect(describePath(path)).toBe(words));
});

describe("a suggested function name", () => {
  it.each([
    ["Look up an order", "look_up_an_order"],
    ["  Größe & Preis! ", "große_preis".replace("ß", "_")],
    ["Crème brûlée", "creme_brulee"],
    ["24h service", "_24h_service"],
    ["!!!", ""],
    ["x".repeat(80), "x".repeat(64)],
  ])("for %j is %j", (name, suggested) => expect(suggestFunctionName(name)).toBe(suggested));
});

describe("inserting a variable", () => {
  const insert = (text: string, reference: string, isJson = false) => {
    const start = text.indexOf("|");
    const end = text.lastIndexOf("|") - (text.lastIndexOf("|") === start ? 0 : 1);
    const edited = insertVariable(text.replaceAll("|", ""), { start, end }, reference, isJson);
    return `${edited.text.slice(0, edited.caret)}|${edited.text.slice(edited.caret)}`;
  };

  it("puts it at the caret or replaces the selection", () => {
    expect(insert("/orders/|?x=1", "args.id")).toBe("/orders/{{args.id}}|?x=1");
    expect(insert("/orders/|old|", "args.id")).toBe("/orders/{{args.id}}|");
  });

  it("leaves the caret where the user continues to type", () => {
    expect(insert("|", "steps.order.headers.")).toBe("{{steps.order.headers.|}}");
    expect(insert("|", "steps.order.body")).toBe("{{steps.order.body|}}");
    expect(insert("|", "steps.order.body.id")).toBe("{{steps.order.body.id}}|");
  });

  it("adds quotes in JSON unless the caret is inside a string", () => {
    expect(insert('{"a": |}', "args.id", true)).toBe('{"a": "{{args.id}}"|}');
    expect(insert('{"a": "|"}', "args.id", true)).toBe('{"a": "{{args.id}}|"}');
    expect(insert('{"a": "x \\" |y"}', "args.id", true)).toBe('{"a": "x \\" {{args.id}}|y"}');
    expect(insert("|", "args.id", true)).toBe('"{{args.id}}"|');
  });
});

describe("the variables offered to a step", () => {
  it("are the arguments, the constants and what earlier steps returned", () => {
    const form = {
      ...emptyForm(),
      arguments: [{ ...newArgument(), name: "id" }, newArgument()],
      constants: [{ ...newConstant(), name: "key", secret: true, value: "hidden" }],
      steps: [
        { ...newStep([]), name: "first" },
        { ...newStep([]), name: "second" },
      ],
    };
    const bodies = new Map([["first", { order: { id: 7 } }]]);
    const groups = variableGroups(form, 1, { bodies, columns: new Map(), secrets: null });
    expect(groups.flatMap(({ items }) => items.map(({ reference }) => reference))).toEqual([
      "args.id",
      "constants.key",
      "steps.first.body",
      "steps.first.status",
      "steps.first.headers.",
      "steps.first.body.order.id",
    ]);
    expect(JSON.stringify(groups)).not.toContain("hidden");
  });

  it("leave out secrets in a step whose texts are seen", () => {
    const constants = [
      { ...newConstant(), name: "key", secret: true, value: "hidden" },
      { ...newConstant(), name: "base", value: "x" },
    ];
    const offered = (kind: Parameters<typeof newStep>[1]) =>
      variableGroups({ ...emptyForm(), constants, steps: [newStep([], kind)] }, 0, {
        bodies: new Map(),
        columns: new Map(),
        secrets: ["shop_key"],
      }).flatMap(({ items }) => items.map(({ reference }) => reference));
    expect(offered("send_message")).toEqual(["constants.base"]);
    expect(offered("webhook")).toEqual(["constants.key", "constants.base", "secrets.shop_key"]);
  });

  it("depend on the kinds of the earlier steps", () => {
    const step = (kind: Parameters<typeof newStep>[1], name: string) => ({ ...newStep([], kind), name });
    const table = { ...newStep([], "table"), ...emptyTableForm(), name: "t", tableId: "tbl_1" };
    const columns = new Map([["tbl_1", [{ key: "price", name: "Price" }]]]);
    const references = (...steps: ReturnType<typeof newStep>[]) =>
      variableGroups({ ...emptyForm(), steps: [...steps, newStep([])] }, steps.length, {
        bodies: new Map(),
        columns,
        secrets: null,
      })
        .flatMap(({ items }) => items)
        .map(({ reference }) => reference);
    expect(references(step("sub_bot", "ask"))).toEqual(["steps.ask.body"]);
    expect(references(step("wait", "w"), step("hand_over", "h"), step("send_message", "m"))).toEqual([]);
    expect(references(step("callback", "c"))).toEqual(["steps.c.body"]);
    expect(references(table)).toEqual(["steps.t.body.count", "steps.t.body.rows[0].price", "steps.t.body.rows"]);
    expect(references({ ...table, type: "add" })).toEqual(["steps.t.body.row.price"]);
    expect(references({ ...table, type: "delete" })).toEqual(["steps.t.body.count"]);
  });

  it("include the address of a later callback, and variables that earlier steps set", () => {
    const sets = {
      ...newStep([], "set_variables"),
      kind: "set_variables" as const,
      name: "s",
      values: [{ key: "k", name: "tier", value: "1" }],
    };
    const form = { ...emptyForm(), steps: [sets, newStep([]), { ...newStep([], "callback"), name: "c" }] };
    const at = (index: number) =>
      variableGroups(form, index, { bodies: new Map(), columns: new Map(), secrets: null }).flatMap(({ items }) =>
        items.map(({ reference }) => reference),
      );
    expect(at(0)).toEqual(["callback.url"]);
    expect(at(1)).toEqual(["variables.tier", "callback.url"]);
    expect(at(2)).not.toContain("callback.url");
  });

  it("include the values of an answer, as paths that templates can read", () => {
    const body = { a: [{ "b c": 1 }], d: null, "e.f": true, "it's": "x", g: [] };
    expect(valuePaths(body)).toEqual([
      { path: ".a[0]['b c']", value: "1" },
      { path: "['e.f']", value: "true" },
    ]);
    expect(valuePaths("text")).toEqual([]);
    expect(valuePaths(Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`k${i}`, i])))).toHaveLength(30);
  });
});

describe("a fault from the server", () => {
  const details = [
    { path: ["steps", 0, "url"], message: "Not an address." },
    { path: [], message: "Something else." },
  ];
  const error = { message: "No.", data: { details } };

  it("is shown until its field changes", () => {
    const sent = { steps: [{ url: "x", name: "a" }] };
    const faults = serverFaults(error, sent);
    expect(faults.map(({ path }) => path)).toEqual(["steps.0.url", ""]);
    const changed = { steps: [{ url: "https://x.example", name: "a" }] };
    expect(standing(faults, sent)).toHaveLength(2);
    expect(standing(faults, changed)).toEqual([]);
  });

  it("is hidden if the form reports the same path", () => {
    const faults = serverFaults(error, {});
    expect(notKnownIn(faults, [{ path: "steps.0.url", message: "" }]).map(({ message }) => message)).toEqual([
      "Something else.",
    ]);
  });

  it("is not derived from a network failure", () => {
    expect(serverFaults(new TypeError("fetch failed"), {})).toEqual([]);
    expect(serverFaults(null, {})).toEqual([]);
  });
});

describe("the arguments of a trial", () => {
  const rows = [
    { ...newArgument(), name: "count", type: "number" as const },
    { ...newArgument(), name: "tags", type: "list" as const, required: false },
  ];
  const definition = {
    name: "x",
    functionName: "x",
    description: "",
    arguments: rows.map(({ name, type, required }) => ({ name, type, required, description: "" })),
    constants: [],
    steps: [],
    returnMode: "last" as const,
    errorMessage: "",
  };

  it("are sent by type, without the empty ones", () => {
    expect(toArguments(rows, { count: "3", tags: "a\n\n b ", gone: "x" })).toEqual({ count: "3", tags: ["a", "b"] });
    expect(toArguments(rows, { count: " ", tags: "" })).toEqual({});
    expect(toTryValues({ count: 3, tags: ["a", "b"], on: false })).toEqual({ count: "3", tags: "a\nb", on: "false" });
  });

  it("are checked by the server's rules", () => {
    expect(argumentFaults(definition, {})).toEqual({ count: "This argument is required." });
    expect(argumentFaults(definition, { count: "many" })["count"]).toContain("must be a number");
    expect(argumentFaults(definition, { count: "3", tags: ["a"] })).toEqual({});
  });
});

it("A row moves only within its list", () => {
  expect(moveRow(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moveRow(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  expect(moveRow(["a", "b"], 0, -1)).toEqual(["a", "b"]);
});

it("A short URL has no scheme", () => {
  expect(shortUrl(" HTTPS://shop.example/x ")).toBe("shop.example/x");
  expect(shortUrl("{{constants.base}}/x")).toBe("{{constants.base}}/x");
});

describe("a duration", () => {
  it.each([
    [5400, "90", "minutes"],
    [86_400, "1", "days"],
    [30, "30", "seconds"],
    [3600, "1", "hours"],
  ])("%i seconds are %s %s", (seconds, amount, unit) => {
    expect(toDuration(seconds)).toEqual({ amount, unit });
    expect(toSeconds(toDuration(seconds))).toBe(seconds);
  });

  it("accepts spaces and a decimal comma", () => {
    expect(toSeconds({ amount: " 0,1 ", unit: "hours" })).toBe(360);
    expect(toSeconds({ amount: "", unit: "hours" })).toBeNaN();
    expect(durationFault({ amount: "1", unit: "days" }, 86_400)).toBeNull();
    expect(durationFault({ amount: "25", unit: "hours" }, 86_400)).toBe("1 day at most.");
    expect(inWords({ amount: "2", unit: "days" })).toBe("2 days");
  });
});

describe("the JSON text of a body", () => {
  it("has the position of its fault as an offset for every kind of line break", () => {
    expect(faultPlace("Line 2, column 8: put …")).toEqual({ line: 2, column: 8 });
    expect(faultPlace("Something else.")).toBeNull();
    expect(offsetOf("ab\r\ncd\nef", { line: 3, column: 2 })).toBe(7);
    expect(offsetOf("", { line: 1, column: 1 })).toBe(0);
  });

  it("is formatted without changing its values", () => {
    expect(formatJson('{"a":"{{args.x}}","n":1.0,"l":[ 1,"{{ steps.s.body.y }} z" ]}')).toBe(
      '{\n  "a": "{{args.x}}",\n  "n": 1.0,\n  "l": [\n    1,\n    "{{ steps.s.body.y }} z"\n  ]\n}',
    );
  });
});

it("A condition is described in one line", () => {
  const rules = [
    { key: "1", left: "{{args.total}}", operator: "greater" as const, right: "100" },
    { key: "2", left: "{{args.note}}", operator: "is_empty" as const, right: "x" },
  ];
  expect(describeCondition({ isOn: true, match: "any", rules })).toBe(
    "if {{args.total}} is greater than 100 or {{args.note}} is empty",
  );
  expect(describeCondition({ isOn: false, match: "any", rules })).toBe("");
});
