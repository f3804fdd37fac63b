import { describe, expect, it } from "vitest";
import { emptyForm, newArgument, newConstant } from "../editor/action-form";
import { newStep } from "../step-list/edit-steps";
import type { StepForm } from "../step-list/step-form";
import { emptyWebhook } from "../steps/webhook/webhook-form";
import { canFollow, isTaken, renameInForm } from "./rename-in-form";

const condition = {
  isOn: true,
  match: "all" as const,
  rules: [{ key: "r", left: "{{args.id}}", operator: "equals" as const, right: "{{args.id}}x" }],
};

const webhook: StepForm = {
  ...newStep([]),
  ...emptyWebhook(),
  name: "order",
  condition,
  url: "https://shop.example/{{constants.base}}/{{args.id}}",
  query: [{ key: "q", name: "id", value: "{{args.id}}" }],
  headers: [{ key: "h", name: "authorization", value: "Bearer {{constants.key}}" }],
  bodyType: "none",
  bodyText: '{"id": "{{args.id}}"}',
  saved: [{ key: "s", path: "body.id", variable: "tier" }],
};

const message: StepForm = {
  ...newStep([], "send_message"),
  name: "say",
  ...({ text: "{{steps.order.body.id}} {{steps.orders.body}} {{variables.tier}}" } as Partial<StepForm>),
} as StepForm;

const form = {
  ...emptyForm(),
  arguments: [
    { ...newArgument(), name: "id" },
    { ...newArgument(), name: "id_2" },
  ],
  constants: [{ ...newConstant(), name: "base" }],
  steps: [webhook, message],
};

describe("renameInForm", () => {
  it("follows an argument through addresses, queries, conditions and a body that is not sent", () => {
    const { form: renamed, count } = renameInForm(form, { root: "args", from: "id", to: "number" });
    expect(count).toBe(5);
    expect(renamed.arguments.map(({ name }) => name)).toEqual(["number", "id_2"]);
    expect(renamed.steps[0]).toMatchObject({
      url: "https://shop.example/{{constants.base}}/{{args.number}}",
      query: [{ name: "id", value: "{{args.number}}" }],
      bodyText: '{"id": "{{args.number}}"}',
      condition: { rules: [{ left: "{{args.number}}", right: "{{args.number}}x" }] },
      saved: [{ path: "body.id", variable: "tier" }],
    });
  });

  it("follows a step, a constant and a variable, and no longer name", () => {
    const step = renameInForm(form, { root: "steps", from: "order", to: "receipt" });
    expect(step.form.steps.map(({ name }) => name)).toEqual(["receipt", "say"]);
    expect(step.form.steps[1]).toMatchObject({
      text: "{{steps.receipt.body.id}} {{steps.orders.body}} {{variables.tier}}",
    });
    expect(renameInForm(form, { root: "constants", from: "base", to: "host" }).count).toBe(1);
    const variable = renameInForm(form, { root: "variables", from: "tier", to: "level" });
    expect(variable.form.steps[0]).toMatchObject({ saved: [{ variable: "level" }] });
    expect(variable.form.steps[1]).toMatchObject({ text: expect.stringContaining("{{variables.level}}") });
  });

  it("is undone by the reverse, and leaves everything else as it was", () => {
    const there = renameInForm(form, { root: "args", from: "id", to: "number" }).form;
    expect(renameInForm(there, { root: "args", from: "number", to: "id" }).form).toEqual(form);
    expect(renameInForm(form, { root: "args", from: "none", to: "x" })).toEqual({ form, count: 0 });
  });
});

describe("canFollow", () => {
  const withNames = (...names: string[]) => ({ ...form, arguments: names.map((name) => ({ ...newArgument(), name })) });

  it("is true for a name that only one row has", () => {
    expect(canFollow(withNames("number", "b"), { root: "args", from: "id", to: "number" })).toBe(true);
  });

  it.each([
    ["another row still has the old name", ["id", "number"]],
    ["another row has the new name already", ["number", "number"]],
  ])("is false if %s", (_why, names) => {
    expect(canFollow(withNames(...names), { root: "args", from: "id", to: "number" })).toBe(false);
  });

  it("is false until a name is free, so that the references wait for it", () => {
    expect(isTaken(withNames("number", "number"), { root: "args", to: "number" })).toBe(true);
    expect(isTaken(withNames("number", "b"), { root: "args", to: "number" })).toBe(false);
  });

  it("is false for a row that had no name", () => {
    expect(canFollow(withNames("number"), { root: "args", from: "", to: "number" })).toBe(false);
  });
});
