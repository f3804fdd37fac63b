import { describe, expect, it } from "vitest";
import { emptyForm, newArgument, newConstant, type ActionForm } from "../editor/action-form";
import { newRule } from "../fields/condition-form";
import { newStep } from "../step-list/edit-steps";
import { inOrder } from "./fault";
import { findFaults } from "./find-faults";
import { newPair } from "../fields/pair-row";
import type { StepForm } from "../step-list/step-form";
import type { StepKindName } from "../step-list/step-kind-form";
import { emptyMessage, type SendMessageForm, withoutEmptyOptions } from "../steps/send-message/message-form";
import { newButton, newCard, newQuickReply } from "../steps/send-message/option-rows";
import { newCell, newFilter } from "../steps/table/table-form";
import { emptyWebhook, newSavedRow, type WebhookForm } from "../steps/webhook/webhook-form";

const none = new Map<string, string>();

function webhook(name: string, part: Partial<WebhookForm> & { name?: string } = {}): StepForm {
  return { ...newStep([]), name, ...emptyWebhook(), url: "https://shop.example/orders", ...part };
}

/** An action whose steps are webhooks named s0, s1 and so on; each may override fields. */
function form(part: Partial<ActionForm>, ...steps: (Partial<WebhookForm> & { name?: string })[]): ActionForm {
  const given = steps.length === 0 ? [{}] : steps;
  return {
    ...emptyForm(),
    name: "Look up",
    functionName: "look_up",
    steps: given.map((step, index) => webhook(`s${index}`, step)),
    ...part,
  };
}

/** A new step of a kind, as the add menu creates it. */
const fresh = (kind: StepKindName, name = "s9"): StepForm => ({ ...newStep([], kind), name });

const pathsOf = (faulty: ActionForm, taken = none) => findFaults(faulty, taken).map(({ path }) => path);
const messageAt = (faulty: ActionForm, path: string) =>
  findFaults(faulty, none).find((fault) => fault.path === path)?.message;

describe("the faults found while the user types", () => {
  it("do not occur in a valid action", () => {
    const sound = form(
      { arguments: [{ ...newArgument(), name: "id" }] },
      { url: "https://shop.example/{{args.id}}" },
      {
        bodyType: "json",
        bodyText: '{"a": "{{steps.s0.body.x[0]}}", "b": "{{ steps.s0.headers.etag }}"}',
        isFiltered: false,
      },
    );
    expect(findFaults(sound, none)).toEqual([]);
  });

  it("name a function name that a standard function has, before the action is saved", () => {
    expect(messageAt(form({ functionName: "call_person" }), "functionName")).toContain("Call a person");
    expect(messageAt(form({ functionName: "Call_Person" }), "functionName")).toBeUndefined();
  });

  it("list what an empty action lacks, from top to bottom", () => {
    expect(inOrder(findFaults(emptyForm(), none)).map(({ path }) => path)).toEqual([
      "name",
      "functionName",
      "steps.0.url",
    ]);
    expect(pathsOf({ ...form({}), steps: [] })).toEqual(["steps"]);
  });

  it("name the other action that uses the function name", () => {
    const taken = new Map([["look_up", "Find an order"]]);
    expect(findFaults(form({}), taken)).toEqual([
      { path: "functionName", message: "The action “Find an order” has this function name. Choose another." },
    ]);
    expect(pathsOf(form({ functionName: "look up" }))).toEqual(["functionName"]);
  });

  it("include every template with an unknown reference", () => {
    const faulty = form(
      {},
      { url: "https://shop.example/{{args.nr}}", headers: [{ ...newPair(), name: "x", value: "{{steps.s1.body}}" }] },
      { query: [{ ...newPair(), name: "q", value: "{{constants.key" }] },
    );
    expect(pathsOf(faulty)).toEqual(["steps.0.url", "steps.0.headers.0.value", "steps.1.query.0.value"]);
    expect(messageAt(faulty, "steps.0.headers.0.value")).toContain("earlier steps");
  });

  it("give the line and column of a JSON error", () => {
    const text = '{\n  "a": {{args.id}}\n}';
    const rows = [{ ...newArgument(), name: "id" }];
    const bare = form({ arguments: rows }, { bodyType: "json", bodyText: text });
    expect(messageAt(bare, "steps.0.body.text")).toMatch(/^Line 2, column 8: put \{\{args.id\}\} in double quotes/);
    expect(findFaults(form({ arguments: rows }, { bodyType: "text", bodyText: text }), none)).toEqual([]);
  });

  it("report wrong status codes and time limits once, in plain words", () => {
    const faulty = form({}, { statusCodes: "200, 2000, ok", timeout: "0.5" });
    expect(findFaults(faulty, none)).toHaveLength(2);
    expect(messageAt(faulty, "steps.0.acceptedStatusCodes")).toContain("100 to 599");
    expect(messageAt(faulty, "steps.0.timeoutSeconds")).toContain("1 to 120");
    expect(messageAt(form({}, { statusCodes: " " }), "steps.0.acceptedStatusCodes")).toContain("any status");
    expect(pathsOf(form({}, { statusCodes: "", isFiltered: false }))).toEqual([]);
  });

  it("include a secret without a value, but not a stored one that is renamed", () => {
    const secret = { ...newConstant(), name: "key", secret: true };
    expect(messageAt(form({ constants: [secret] }), "constants.0.value")).toBe("Enter the secret's value.");
    expect(pathsOf(form({ constants: [{ ...secret, storedAs: "key" }] }))).toEqual([]);
    expect(pathsOf(form({ constants: [{ ...secret, storedAs: "old" }] }))).toEqual([]);
  });

  it("include duplicate names", () => {
    const rows = [newArgument(), newArgument()].map((row) => ({ ...row, name: "id" }));
    expect(pathsOf(form({ arguments: rows }, { name: "x" }, { name: "x" }))).toEqual([
      "arguments.1.name",
      "steps.1.name",
    ]);
  });
});

it("The faults of the tenth step come after those of the second", () => {
  const faults = ["steps.9.url", "errorMessage", "steps.1.body.text", "name"].map((path) => ({ path, message: "" }));
  expect(inOrder(faults).map(({ path }) => path)).toEqual(["name", "steps.1.body.text", "steps.9.url", "errorMessage"]);
});

describe("the faults of a step", () => {
  const pathsWith = (...steps: StepForm[]) => pathsOf(form({ steps })).filter((path) => path !== "");

  it("point at the fields that a new step lacks", () => {
    expect(pathsWith(fresh("sub_bot"))).toEqual(["steps.0.botId", "steps.0.input"]);
    expect(pathsWith(fresh("switch_bot"))).toEqual(["steps.0.botId"]);
    expect(pathsWith(fresh("table"))).toEqual(["steps.0.tableId", "steps.0.operation.filters.0.column"]);
    expect(pathsWith(fresh("set_variables"))).toEqual(["steps.0.values.0.name"]);
    expect(pathsWith(fresh("send_message"))).toEqual(["steps.0.content.text"]);
    expect(pathsWith(fresh("hand_over"))).toEqual([]);
    expect(pathsWith(fresh("draw_prize"))).toEqual(["steps.0.raffleId"]);
    expect(pathsWith(fresh("cast_vote"))).toEqual(["steps.0.pollId", "steps.0.option"]);
    expect(pathsWith(fresh("wait"))).toEqual([]);
  });

  it("include wrong templates in every field that has templates", () => {
    const wrong = "{{args.gone}}";
    const values = [{ ...newPair(), name: "x", value: wrong }];
    const steps: StepForm[] = [
      { ...fresh("sub_bot", "a"), kind: "sub_bot", botId: "bot_1", input: wrong },
      { ...fresh("hand_over", "b"), kind: "hand_over", reason: wrong },
      { ...fresh("set_variables", "c"), kind: "set_variables", values },
      { ...fresh("send_message", "d"), ...emptyMessage(), type: "file", text: wrong, url: wrong, fileName: wrong },
      {
        ...webhook("e"),
        condition: { isOn: true, match: "all", rules: [{ ...newRule(), left: wrong, right: wrong }] },
      },
    ];
    expect(pathsOf(form({ steps }))).toEqual([
      "steps.0.input",
      "steps.1.reason",
      "steps.2.values.0.value",
      "steps.3.content.url",
      "steps.3.content.fileName",
      "steps.4.condition.rules.0.left",
      "steps.4.condition.rules.0.right",
    ]);
  });

  describe("that sends a message with options", () => {
    const message = (part: Partial<SendMessageForm>): StepForm => ({
      ...fresh("send_message"),
      ...emptyMessage(),
      text: "Choose:",
      ...part,
    });
    const at = "steps.0.content.interactive";

    it("point at each label, value and address that breaks a limit", () => {
      const quickReplies = [
        { ...newQuickReply(), label: "x".repeat(41) },
        { ...newQuickReply(), label: "Yes", value: "y".repeat(1001) },
      ];
      const faulty = message({ options: "quick_replies", quickReplies });
      expect(pathsWith(faulty)).toEqual([`${at}.quick_replies.0.label`, `${at}.quick_replies.1.value`]);
      expect(messageAt(form({ steps: [faulty] }), `${at}.quick_replies.0.label`)).toBe(
        "A quick reply's label has at most 40 characters.",
      );
      const buttons = [
        { ...newButton(), label: "Shop", type: "url" as const, value: "javascript:alert(1)" },
        { ...newButton(), label: "Call", type: "phone" as const, value: "soon" },
      ];
      expect(pathsWith(message({ options: "buttons", buttons }))).toEqual([
        `${at}.buttons.0.value`,
        `${at}.buttons.1.value`,
      ]);
      const cards = [{ ...newCard(), title: "Mug", imageUrl: "mug.png", buttons }];
      expect(pathsWith(message({ options: "cards", cards }))).toEqual([
        `${at}.cards.0.image_url`,
        `${at}.cards.0.buttons.0.value`,
        `${at}.cards.0.buttons.1.value`,
      ]);
    });

    it("report a missing text once and skip texts with variables, which are checked when the step runs", () => {
      const buttons = [{ ...newButton(), type: "url" as const }];
      expect(pathsWith(message({ options: "buttons", buttons }))).toEqual([
        `${at}.buttons.0.label`,
        `${at}.buttons.0.value`,
      ]);
      const quickReplies = [{ ...newQuickReply(), label: `{{variables.a}}${"x".repeat(50)}` }];
      expect(pathsWith(message({ options: "quick_replies", quickReplies }))).toEqual([]);
      const cards = [{ ...newCard(), title: "{{args.gone}}", imageUrl: "{{args.gone}}" }];
      expect(pathsWith(message({ options: "cards", cards }))).toEqual([
        `${at}.cards.0.title`,
        `${at}.cards.0.image_url`,
      ]);
    });

    it("include an empty list, and a message with neither text nor options", () => {
      const quickReplies = [newQuickReply()];
      const empty = { ...fresh("send_message"), ...withoutEmptyOptions({ ...emptyMessage(), options: "cards" }) };
      expect(pathsWith({ ...empty, text: "Choose:" })).toEqual([`${at}.cards`]);
      expect(pathsWith(message({ text: "", options: "none", quickReplies }))).toEqual(["steps.0.content.text"]);
    });

    it("ignore options that are not selected", () => {
      const cards = [newCard()];
      expect(pathsWith(message({ options: "none", cards }))).toEqual([]);
    });
  });

  it("cover only the fields of the selected table operation", () => {
    const table = {
      ...newStep([], "table"),
      name: "t",
      kind: "table" as const,
      tableId: "tbl_1",
      match: "all" as const,
      filters: [{ ...newFilter(), column: "a", operator: "is_empty" as const, value: "{{args.gone}}" }],
      sort: [],
      limit: "101",
      values: [
        { ...newCell(), column: "a", value: "{{args.gone}}" },
        { ...newCell(), column: "a" },
      ],
    };
    expect(pathsWith({ ...table, type: "find" })).toEqual(["steps.0.operation.limit"]);
    expect(pathsWith({ ...table, type: "delete" })).toEqual([]);
    const both = ["steps.0.operation.values.1.column", "steps.0.operation.values.0.value"];
    expect(pathsWith({ ...table, type: "add" })).toEqual(both);
    expect(pathsWith({ ...table, type: "update" })).toEqual(both);
    expect(pathsWith({ ...table, type: "update", values: [], filters: [] })).toEqual([
      "steps.0.operation.filters",
      "steps.0.operation.values",
    ]);
  });

  it("state how long a wait may be", () => {
    const wait = (amount: string, unit: "seconds" | "hours" | "days") => ({
      ...newStep([], "wait"),
      kind: "wait" as const,
      name: "w",
      seconds: { amount, unit },
    });
    expect(pathsWith(wait("0.5", "hours"))).toEqual([]);
    expect(pathsWith(wait("30", "days"))).toEqual([]);
    const message = (step: StepForm) => messageAt(form({ steps: [step] }), "steps.0.seconds");
    expect(message(wait("31", "days"))).toBe("30 days at most.");
    expect(message(wait("0", "seconds"))).toBe("Wait at least a second.");
    expect(message(wait("1.5", "seconds"))).toContain("whole number");
    expect(message(wait("soon", "days"))).toContain("Write a number");
  });

  it("require a step that sends the callback address before the callback", () => {
    const callback = fresh("callback", "back");
    const giving = webhook("give", { query: [{ ...newPair(), name: "u", value: "{{callback.url}}" }] });
    expect(pathsWith(giving, callback)).toEqual([]);
    expect(pathsWith(webhook("give"), callback)).toEqual(["steps.1"]);
    expect(pathsWith(callback, giving)).toEqual(["steps.1.query.0.value", "steps.0"]);
    expect(pathsWith(giving, callback, fresh("callback", "again"))).toEqual(["steps.2"]);
  });

  it("include wrong paths of values to save", () => {
    const saved = ["body.a[0].b", "status", "headers.etag", "boddy.x", "headers", "body }}"].map((path) => ({
      ...newSavedRow(),
      path,
      variable: "v",
    }));
    expect(pathsWith(webhook("s", { saved }))).toEqual([3, 4, 5].map((i) => `steps.0.saveVariables.${i}.path`));
  });

  it("include a wrong delay", () => {
    expect(pathsOf(form({ delay: "61" }))).toEqual(["delaySeconds"]);
    expect(pathsOf(form({ delay: "x" }))).toEqual(["delaySeconds"]);
    expect(pathsOf(form({ delay: "" }))).toEqual([]);
  });
});

it("The faults of a step follow the order of its fields, for every kind of step", () => {
  const paths = [
    "steps.0.operation.values.0.value",
    "steps.0.operation.filters.0.column",
    "steps.0.tableId",
    "steps.0.condition.rules.0.left",
    "steps.0.name",
    "delaySeconds",
  ];
  expect(inOrder(paths.map((path) => ({ path, message: "" }))).map(({ path }) => path)).toEqual([
    "steps.0.name",
    "steps.0.condition.rules.0.left",
    "steps.0.tableId",
    "steps.0.operation.filters.0.column",
    "steps.0.operation.values.0.value",
    "delaySeconds",
  ]);
});
