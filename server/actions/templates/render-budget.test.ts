import { describe, expect, it } from "vitest";
import { openStepBudget } from "./render-budget";
import { renderJson } from "./render-json";
import { renderTextBody } from "./render-text-body";
import { renderUrl } from "./render-url";
import { StepFault } from "../step-fault";
import { renderText, type TemplateValues } from "./template";

const megabyte = "x".repeat(1024 * 1024);

function valuesWith(body: unknown): TemplateValues {
  return {
    args: {},
    constants: {},
    secrets: {},
    variables: {},
    steps: { big: { status: 200, headers: {}, body } },
    callback: {},
  };
}

describe("a template that uses an answer of 1 MB hundreds of times", () => {
  const values = valuesWith(megabyte);
  const many = "{{steps.big.body}}".repeat(450);

  it.each<[string, () => unknown]>([
    ["a text", () => renderText(many, values)],
    ["JSON in one string", () => renderJson(`{"a":"${many}"}`, values)],
    ["JSON in many strings", () => renderJson(`[${'"{{steps.big.body}}",'.repeat(450)}1]`, values)],
    ["a text of JSON", () => renderTextBody(`["${many}"]`, "application/json", values)],
    ["a form", () => renderTextBody(`a=${many}`, "application/x-www-form-urlencoded", values)],
    ["an address", () => renderUrl(`https://a.example/?q=${many}`, [], values)],
    ["parameters", () => renderUrl("https://a.example/", [{ name: "q", value: many }], values)],
  ])("is refused as %s", (_where, render) => {
    expect(render).toThrow(StepFault);
    expect(render).toThrow("comes out longer than 1 MB. Use a part of the value");
  });

  it("is refused at the limit, before the whole text is rendered", () => {
    let rendered = 0;
    const encode = (value: string) => {
      rendered += 1;
      return value;
    };
    expect(() => renderText(many, values, encode)).toThrow(StepFault);
    expect(rendered).toBe(2);
  });

  it("serializes an object once, even if it is used repeatedly", () => {
    let written = 0;
    const body = { toJSON: () => ({ written: (written += 1) }) };
    expect(renderText("{{steps.big.body}}".repeat(450), valuesWith(body))).toBe('{"written":1}'.repeat(450));
  });
});

describe("the templates of one step", () => {
  it("may render 1 MB each, and 3 MB together", () => {
    const values = { ...valuesWith(megabyte), budget: openStepBudget() };
    const render = () => renderText("{{steps.big.body}}", values);
    for (let i = 0; i < 3; i += 1) expect(render()).toHaveLength(1024 * 1024);
    expect(render).toThrow("The texts of this step come out longer than 3 MB together.");
  });
});
