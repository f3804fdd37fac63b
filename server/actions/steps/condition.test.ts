import { describe, expect, it } from "vitest";
import type { TemplateValues } from "../templates/template";
import { whySkipped } from "./condition";
import type { ConditionRule } from "@/server/schemas/steps/step-condition";

const values: TemplateValues = {
  args: { count: 10, text: " Gold ", empty: "  ", list: ["a", "b"], no: false },
  constants: {},
  secrets: {},
  variables: {},
  steps: { find: { status: 200, headers: {}, body: { total: "9.50", id: "12345678901234567890" } } },
  callback: {},
};

function holds(left: string, operator: ConditionRule["operator"], right = ""): boolean {
  return whySkipped({ match: "all", rules: [{ left, operator, right }] }, values) === null;
}

describe("a rule", () => {
  it.each<[string, ConditionRule["operator"], string]>([
    ["{{args.count}}", "equals", "10.0"],
    ["{{args.count}}", "greater", "9"],
    ["{{args.count}}", "greater", " 9.99 "],
    ["{{steps.find.body.total}}", "less", "10"],
    ["{{steps.find.status}}", "equals", "200"],
    ["{{args.text}}", "equals", "Gold"],
    ["{{args.text}}", "not_equals", "gold"],
    ["{{args.text}}", "contains", "ol"],
    ["{{args.text}}", "not_contains", "OL"],
    ["{{args.list}}", "equals", "a,b"],
    ["{{args.no}}", "equals", "false"],
    ["{{args.empty}}", "is_empty", "left over from another operator"],
    ["{{args.missing}}", "is_empty", ""],
    ["{{steps.find.body.nothing}}", "equals", ""],
    ["{{args.count}}", "is_not_empty", ""],
    ["2026-11-21T08:00:00Z", "less", "2026-11-21T09:00:00Z"],
    ["b", "greater", "a"],
    ["1e3", "equals", "1000"],
    ["2030-05-17T14:30:00+03:00", "less", "2030-05-17T13:00:00Z"],
    ["2030-05-17T14:30:00+03:00", "equals", "2030-05-17T11:30:00Z"],
    ["2030-05-17T14:30:00+03:00", "equals", "2030-05-17 14:30"],
    ["2030-05-17T14:30:00Z", "greater", "2030-05-17"],
    ["2030-05-17", "less", "17.06.2030"],
    ["2030-05-17", "equals", "17.05.2030"],
    ["Fri, 17 May 2030 11:30:00 GMT", "equals", "2030-05-17T14:30:00+03:00"],
    ["{{args.missing}}", "not_equals", "{{args.absent}}"],
    ["{{args.missing}}", "not_contains", "a"],
    ["{{args.text}}", "not_contains", "{{args.missing}}"],
    // Too long for a number: both would be rounded to the same value.
    ["{{steps.find.body.id}}", "not_equals", "12345678901234567891"],
  ])("is true for %s %s %s", (left, operator, right) => expect(holds(left, operator, right)).toBe(true));

  it.each<[string, ConditionRule["operator"], string]>([
    ["{{args.count}}", "greater", "10"],
    ["{{args.count}}", "less", "9"],
    ["{{args.count}}", "not_equals", "1e1"],
    ["{{args.text}}", "equals", "gold"],
    ["{{args.empty}}", "is_not_empty", ""],
    ["{{steps.find.body.id}}", "equals", "12345678901234567891"],
    ["0x0A", "equals", "10"],
    ["2030-05-17T14:30:00+03:00", "greater", "2030-05-17T13:00:00Z"],
    ["2030-02-30", "equals", "30.02.2030"],
    ["9", "greater", "10"],
    ["{{args.missing}}", "less", "5"],
    ["{{args.missing}}", "equals", "{{args.absent}}"],
    ["{{args.text}}", "contains", "{{args.missing}}"],
  ])("is false for %s %s %s", (left, operator, right) => expect(holds(left, operator, right)).toBe(false));
});

describe("a condition", () => {
  const yes: ConditionRule = { left: "1", operator: "equals", right: "1" };
  const no: ConditionRule = { left: "{{args.count}}", operator: "less", right: "5" };

  it("is true when all rules are true, or when one is true and one is enough", () => {
    expect(whySkipped({ match: "all", rules: [yes, yes] }, values)).toBeNull();
    expect(whySkipped({ match: "any", rules: [no, yes] }, values)).toBeNull();
  });

  it("reports the rule that is false, with its value", () => {
    expect(whySkipped({ match: "all", rules: [yes, no] }, values)).toBe(
      'Skipped: {{args.count}} is "10", and the rule says "is less than" "5".',
    );
    expect(whySkipped({ match: "any", rules: [no, no] }, values)).toContain("none of 2 rules is true");
    const empty: ConditionRule = { left: "{{args.count}}", operator: "is_empty", right: "" };
    expect(whySkipped({ match: "any", rules: [empty] }, values)).toBe(
      'Skipped: {{args.count}} is "10", and the rule says "is empty".',
    );
  });
});
