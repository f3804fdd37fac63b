import { describe, expect, it } from "vitest";
import { findJsonFault, renderJson } from "./render-json";
import { StepFault } from "../step-fault";
import type { TemplateValues } from "./template";

const values: TemplateValues = {
  args: { text: 'a "b"\\\n\u2028}{', n: 4.5, yes: true, list: ["x", 'y"'], none: null },
  constants: {},
  secrets: {},
  variables: {},
  steps: { s: { status: 200, headers: {}, body: { id: 7, deep: { a: [1, "two"] }, big: "12345678901234567890" } } },
  callback: {},
};

describe("renderJson", () => {
  it("escapes values inside strings", () => {
    const json = renderJson('{"k": "before {{args.text}} after"}', values);
    expect(JSON.parse(json)).toEqual({ k: 'before a "b"\\\n\u2028}{ after' });
  });

  it("keeps the type of a value that is the whole string", () => {
    const template =
      '{"t":"{{args.text}}","n":"{{ args.n }}","b":"{{args.yes}}","l":"{{args.list}}","o":"{{steps.s.body.deep}}","z":"{{args.none}}","m":"{{args.missing}}","i":["{{steps.s.body.id}}"]}';
    expect(JSON.parse(renderJson(template, values))).toEqual({
      t: 'a "b"\\\n\u2028}{',
      n: 4.5,
      b: true,
      l: ["x", 'y"'],
      o: { a: [1, "two"] },
      z: null,
      i: [7],
    });
  });

  it("keeps keys as strings, and renders missing values within a text as empty", () => {
    const json = renderJson('{"{{args.n}}": "n={{args.n}} m={{args.missing}}.", "k" : "{{args.n}}"}', values);
    expect(JSON.parse(json)).toEqual({ "4.5": "n=4.5 m=.", k: 4.5 });
  });

  it.each([
    ['{"phone":"{{args.missing}}","email":"{{args.text}}"}', '{"email":"a \\"b\\"\\\\\\n\u2028}{"}'],
    ['{"n":"{{args.n}}", "phone":"{{args.missing}}"}', '{"n":4.5 }'],
    ['{"phone":"{{args.missing}}"}', "{}"],
    ['{ "a": "{{args.missing}}", "b": "{{args.missing}}", "c": 1, "d": "{{args.missing}}" }', '{   "c": 1  }'],
    ['{"a":1,"b":"{{args.missing}}","c":"{{args.missing}}"}', '{"a":1}'],
    ['{"a":{"b":"{{args.missing}}"},"c":[{"d":"{{args.missing}}"}]}', '{"a":{},"c":[{}]}'],
    ['{"list":["{{args.missing}}",1]}', '{"list":[null,1]}'],
    ['{"t":"n={{args.missing}}","e":"","z":"{{args.none}}"}', '{"t":"n=","e":"","z":null}'],
    ['"{{args.missing}}"', "null"],
  ])("omits the fields of %s that consist of a value that was left out", (template, json) => {
    expect(renderJson(template, values)).toBe(json);
    expect(() => JSON.parse(json)).not.toThrow();
  });

  it("copies everything else unchanged", () => {
    const template = '{ "a": 1.0, "big": 12345678901234567890,\n\t"s": "\\u00e9\\/", "e": 1e400 }';
    expect(renderJson(template, values)).toBe(template);
  });

  it("does not let a value add structure", () => {
    const sly = { ...values, args: { x: '","admin":true,"y":"' } };
    expect(JSON.parse(renderJson('{"x":"{{args.x}}","z":"a{{args.x}}"}', sly))).toEqual({
      x: '","admin":true,"y":"',
      z: 'a","admin":true,"y":"',
    });
  });

  it("throws for a template that is not JSON", () => expect(() => renderJson('{"a": }', values)).toThrow(StepFault));
});

describe("findJsonFault", () => {
  it.each(["{}", "[]", '"text"', "1", "null", '{"a": "{{args.n}}"}', ' {\n "a": [1, 2.5e3, "\\u00e9"]\n}\n'])(
    "accepts %j",
    (text) => expect(findJsonFault(text)).toBeNull(),
  );

  it.each([
    ["", "Line 1, column 1: a value must stand here."],
    ['{"a": 1,}', "Line 1, column 9: "],
    ['{\n  "a": 1\n  "b": 2\n}', "Line 3, column 3: a comma must stand here."],
    ["{'a': 1}", "Line 1, column 2: "],
    ['{"a": 1', "Line 1, column 8: a } is missing."],
    ["[1, 2", "a ] is missing."],
    ['{"a": 1} x', "Line 1, column 10: "],
    ['{"a": "x\ny"}', "Line 1, column 7: this text is not closed"],
    ['{"a": 1} // note', "JSON has no comments"],
    ['{"a": "\\x"}', "after a backslash"],
    ['{"a": "\t"}', "an invisible character"],
    ['{"a": undefined}', "Line 1, column 7: "],
    ['{"a": 01}', "Line 1, column "],
    ['{\r\n"a": 1 "b"}', "Line 2, column 8: a comma must stand here."],
  ])("explains %j", (text, message) => expect(findJsonFault(text)).toContain(message));

  it("reports where a body of 100,000 brackets is nested too deeply", () => {
    const message = "Line 1, column 101: lists and objects are nested more than 100 levels deep.";
    expect(findJsonFault("[".repeat(100_000))).toBe(message);
    expect(findJsonFault('{"a":'.repeat(100_000))).toContain("more than 100 levels deep");
    expect(findJsonFault(`${"[".repeat(100)}${"]".repeat(100)}`)).toBeNull();
  });

  it("finds the one value outside of quotes after thousands inside quotes", () => {
    expect(findJsonFault(`[${'"{{args.n}}",'.repeat(15_000)}{{args.n}}]`)).toContain("column 195002: put {{args.n}}");
  });

  it("explains how to write a value that is outside of quotes", () => {
    expect(findJsonFault('{"n": {{args.n}}}')).toBe(
      "Line 1, column 7: put {{args.n}} in double quotes. Alone in its quotes, a value keeps its type.",
    );
  });
});
