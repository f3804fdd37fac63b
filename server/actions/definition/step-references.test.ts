import { describe, expect, it } from "vitest";
import type { ActionStep } from "@/server/schemas/action-definition";
import { referencesOf, stepsNeededBy } from "./step-references";
import { webhookStep } from "../testing/fixtures";

describe("referencesOf", () => {
  it("finds the references in every text of a step, including its condition", () => {
    const step = webhookStep("https://x.example.com/{{args.order}}?v={{variables.tier}}", {
      headers: [{ name: "X-Key", value: "{{steps.login.body.key}}" }],
      body: { type: "json", text: '{"a":"{{args.amount}}","to":"{{callback.url}}","c":"{{constants.key}}"}' },
      condition: {
        match: "all",
        rules: [{ left: "{{steps.find.status}}", operator: "equals", right: "{{args.want}}" }],
      },
    });
    const { args, steps, variables, callback } = referencesOf(step);
    expect([...args].toSorted()).toEqual(["amount", "order", "want"]);
    expect([...steps].toSorted()).toEqual(["find", "login"]);
    expect([...variables]).toEqual(["tier"]);
    expect(callback).toBe(true);
  });

  it("finds nothing in braces without a valid reference", () => {
    const step = webhookStep("https://x.example.com/{{nope}}{{args}}{{ }}");
    expect(referencesOf(step)).toEqual({
      args: new Set(),
      steps: new Set(),
      variables: new Set(),
      callback: false,
    });
  });
});

describe("stepsNeededBy", () => {
  it("returns the earlier steps that a step names, or that set its variables, in order", () => {
    const setter: ActionStep = { kind: "set_variables", name: "remember", values: [{ name: "tier", value: "gold" }] };
    const saver = webhookStep("https://x.example.com", {
      name: "saver",
      saveVariables: [{ path: "body.id", variable: "id" }],
    });
    const unused = webhookStep("https://x.example.com", { name: "unused" });
    const step = webhookStep("https://x.example.com/{{variables.id}}/{{steps.login.body}}/{{variables.tier}}");
    const login = webhookStep("https://x.example.com", { name: "login" });
    const after: ActionStep = { kind: "set_variables", name: "after", values: [{ name: "tier", value: "1" }] };
    const needed = stepsNeededBy(step, [login, setter, unused, saver, step, after]);
    expect(needed.map(({ name }) => name)).toEqual(["login", "remember", "saver"]);
  });
});
