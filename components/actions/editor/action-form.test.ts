import { describe, expect, it } from "vitest";
import type { DefinitionInput } from "@/server/actions/definition/definition-input";
import { orderStatus } from "@/server/bots/templates/order-status";
import type { ActionStep } from "@/server/schemas/action-definition";
import { emptyForm, toDefinition, toForm, withoutEmptyRows, withSecretsStored } from "./action-form";
import { duplicateStep, newStep } from "../step-list/edit-steps";
import { newPair } from "../fields/pair-row";
import { stepKindForms } from "../steps/registry";

const definition: DefinitionInput = {
  name: "Book",
  functionName: "book",
  description: "Books a room.",
  arguments: [
    { name: "size", description: "", type: "string", required: true, enum: ["small", "very, very large"] },
    { name: "at", description: "When", type: "datetime", required: false },
    { name: "seats", description: "", type: "list", itemType: "number", required: false },
  ],
  constants: [
    { secret: false, name: "base", value: "https://rooms.example" },
    { secret: true, name: "key", value: null },
  ],
  steps: [
    {
      kind: "webhook",
      name: "book",
      method: "POST",
      url: "{{constants.base}}/rooms",
      query: [{ name: "size", value: "{{args.size}}" }],
      headers: [{ name: "authorization", value: "Bearer {{constants.key}}" }],
      body: { type: "json", text: '{"at": "{{args.at}}"}' },
      acceptedStatusCodes: null,
      timeoutSeconds: 10,
    },
  ],
  returnMode: "all",
  errorMessage: "No room.",
};

/** Every kind of step in every variant, with all optional fields set. */
const steps: ActionStep[] = [
  {
    kind: "webhook",
    name: "call",
    condition: {
      match: "any",
      rules: [
        { left: "{{args.size}}", operator: "equals", right: "small" },
        { left: "{{args.at}}", operator: "is_empty", right: "" },
      ],
    },
    method: "GET",
    url: "https://rooms.example",
    query: [],
    headers: [],
    body: { type: "text", text: "a={{args.size}}" },
    acceptedStatusCodes: [200, 404],
    timeoutSeconds: 30,
    saveVariables: [{ path: "body.room.id", variable: "room" }],
  },
  { kind: "sub_bot", name: "ask", botId: "bot_1", input: "Is {{args.size}} free?" },
  {
    kind: "table",
    name: "find",
    tableId: "tbl_1",
    operation: {
      type: "find",
      match: "any",
      filters: [
        { column: "city", operator: "contains", value: "{{args.size}}" },
        { column: "sold", operator: "is_not_empty", value: "" },
      ],
      sort: [{ column: "price", direction: "desc" }],
      limit: 5,
    },
  },
  {
    kind: "table",
    name: "add",
    tableId: "tbl_1",
    operation: { type: "add", values: [{ column: "city", value: "x" }] },
  },
  {
    kind: "table",
    name: "change",
    tableId: "tbl_1",
    operation: {
      type: "update",
      match: "all",
      filters: [{ column: "city", operator: "equals", value: "x" }],
      values: [{ column: "city", value: "" }],
    },
  },
  {
    kind: "table",
    name: "remove",
    tableId: "tbl_1",
    operation: { type: "delete", match: "all", filters: [{ column: "price", operator: "less", value: "3" }] },
  },
  { kind: "switch_bot", name: "switch", botId: "bot_2" },
  { kind: "switch_bot", name: "back", botId: null },
  { kind: "set_variables", name: "keep", values: [{ name: "room", value: "{{steps.call.body}}" }] },
  { kind: "send_message", name: "say", content: { type: "text", text: "One moment." } },
  {
    kind: "send_message",
    name: "suggest",
    content: {
      type: "text",
      text: "Which colour?",
      interactive: { quick_replies: [{ label: "Red" }, { label: "{{args.size}}", value: "size" }] },
    },
  },
  {
    kind: "send_message",
    name: "link",
    content: {
      type: "text",
      text: "",
      interactive: {
        buttons: [
          { label: "Yes", type: "reply" },
          { label: "No", type: "reply", value: "n" },
          { label: "Shop", type: "url", value: "https://shop.example/{{args.size}}" },
          { label: "Call", type: "phone", value: "+44 20 7946 0958" },
        ],
      },
    },
  },
  {
    kind: "send_message",
    name: "show",
    content: {
      type: "text",
      text: "These fit:",
      interactive: {
        cards: [
          { title: "Room 1", buttons: [] },
          {
            title: "Room 2",
            subtitle: "Ground floor",
            image_url: "https://rooms.example/2.jpg",
            buttons: [{ label: "Book", type: "reply", value: "2" }],
          },
        ],
      },
    },
  },
  {
    kind: "send_message",
    name: "send",
    content: { type: "file", url: "https://rooms.example/plan.pdf", fileName: "" },
  },
  { kind: "hand_over", name: "person", reason: "" },
  { kind: "draw_prize", name: "draw", raffleId: "raf_1", phone: "{{args.size}}" },
  { kind: "cast_vote", name: "vote", pollId: "pol_1", option: "{{args.size}}" },
  { kind: "wait", name: "rest", seconds: 5400 },
  { kind: "callback", name: "back_call", timeoutSeconds: 86_400 },
];

describe("the form of an action", () => {
  it("converts back to the same definition", () => {
    expect(toDefinition(toForm(definition))).toEqual(definition);
    for (const template of orderStatus.actions("https://shop.example")) {
      const input = { ...template, constants: [] };
      expect(toDefinition(toForm(input))).toEqual(input);
    }
  });

  it.each(steps.map((step) => [`${step.kind} ${step.name}`, step] as const))(
    "converts a step back unchanged: %s",
    (_name, step) => {
      const input = { ...definition, steps: [step] };
      expect(toDefinition(toForm(input)).steps).toEqual([step]);
      expect(toDefinition(withoutEmptyRows(toForm(input))).steps).toEqual([step]);
    },
  );

  it("covers every kind of step", () => {
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(Object.keys(stepKindForms)));
    for (const [kind, form] of Object.entries(stepKindForms)) {
      expect(form.kind).toBe(kind);
      expect(form.empty().kind).toBe(kind);
    }
  });

  it("keeps options that are on and omits those that are off", () => {
    const full = { ...definition, delaySeconds: 15, stopAfterCall: true, notifyOnCall: true };
    expect(toDefinition(toForm(full))).toEqual(full);
    const off = { ...definition, delaySeconds: 0, stopAfterCall: false, notifyOnCall: false };
    expect(toDefinition(toForm(off))).toEqual(definition);
  });

  it("sends unreadable numbers as NaN, which the server refuses", () => {
    const form = emptyForm();
    const steps = form.steps.map((step) =>
      step.kind === "webhook" ? { ...step, statusCodes: "200, fine", timeout: "" } : step,
    );
    const [step] = toDefinition({ ...form, delay: "soon", steps }).steps;
    expect(step).toMatchObject({ acceptedStatusCodes: [200, Number.NaN], timeoutSeconds: Number.NaN });
    expect(toDefinition({ ...form, delay: "soon" }).delaySeconds).toBeNaN();
  });

  it("omits empty rows and keeps stored secrets", () => {
    const form = toForm(definition);
    const steps = form.steps.map((step) =>
      step.kind === "webhook" ? { ...step, query: [newPair(), ...step.query] } : step,
    );
    expect(toDefinition(withoutEmptyRows({ ...form, steps }))).toEqual(definition);
    const fresh = [newStep([], "table"), newStep([], "set_variables")];
    const sent = toDefinition(withoutEmptyRows({ ...form, steps: fresh })).steps;
    expect(sent).toMatchObject([{ operation: { type: "find", filters: [] } }, { values: [] }]);
  });

  it("keeps a condition that is switched off but does not send it", () => {
    const [step] = toForm({ ...definition, steps: steps.slice(0, 1) }).steps;
    if (!step) throw new Error("no step");
    const off = { ...step, condition: { ...step.condition, isOn: false } };
    expect(toDefinition({ ...emptyForm(), steps: [off] }).steps[0]?.condition).toBeUndefined();
    expect(off.condition.rules).toHaveLength(2);
  });

  it("duplicates a step under the next free name", () => {
    const [first] = toForm({ ...definition, steps: steps.slice(0, 1) }).steps;
    if (!first) throw new Error("no step");
    const second = duplicateStep(first, [first]);
    const third = duplicateStep(second, [first, second]);
    expect([second.name, third.name]).toEqual(["call_2", "call_3"]);
    expect(toDefinition({ ...emptyForm(), steps: [second] }).steps[0]).toEqual({ ...steps[0], name: "call_2" });
    expect(duplicateStep({ ...first, name: "x".repeat(64) }, []).name).toHaveLength(62);
  });

  it("gives a new step a unique name", () => {
    const first = newStep([]);
    const renamed = { ...first, name: "step_2" };
    expect([first.name, newStep([first]).name, newStep([renamed]).name]).toEqual(["step_1", "step_2", "step_3"]);
  });
});

describe("secrets in the action form", () => {
  const typed = (value: string, isReplacing = true) => {
    const form = toForm(definition);
    return {
      ...form,
      constants: form.constants.map((row) => (row.secret ? { ...row, value, isReplacing } : row)),
    };
  };
  const sentSecret = (form: ReturnType<typeof typed>) => toDefinition(form).constants.find(({ secret }) => secret);

  it("are sent only when the user replaces them", () => {
    expect(sentSecret(typed("", false))).toEqual({ secret: true, name: "key", value: null });
    expect(sentSecret(typed("new value"))).toEqual({ secret: true, name: "key", value: "new value" });
    expect(sentSecret(typed("put aside", false))?.value).toBeNull();
  });

  it("keep their value under a new name", () => {
    const form = typed("", false);
    const constants = form.constants.map((row) => (row.secret ? { ...row, name: "token" } : row));
    expect(sentSecret({ ...form, constants })).toEqual({ secret: true, name: "token", value: null, storedAs: "key" });
    const [, saved] = withSecretsStored({ ...form, constants }, { ...form, constants }).constants;
    expect(saved).toMatchObject({ name: "token", storedAs: "token" });
  });

  it("are cleared after a save", () => {
    const sent = typed("new value");
    const [, saved] = withSecretsStored(sent, sent).constants;
    expect(saved).toMatchObject({ storedAs: "key", value: "", isReplacing: false });
  });

  it("remain unsaved if the user typed them during a save", () => {
    const sent = typed("new value", false);
    const changed = sent.constants.map((row) => (row.secret ? { ...row, value: "newer" } : row));
    const kept = withSecretsStored({ ...sent, constants: changed }, sent);
    expect(kept.constants[1]).toMatchObject({ storedAs: "key", value: "newer", isReplacing: true });
  });
});
