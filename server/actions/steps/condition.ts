import type { ErrorDetail } from "@/server/errors";
import { excerpt } from "@/server/text/excerpt";
import { isAbsent, renderText, type TemplateValues } from "../templates/template";
import { templateFaults } from "../templates/template-faults";
import type { TemplateScope } from "../templates/template-scope";
import { compareValues } from "./compare-values";
import { hasRight, operatorNames, type ConditionRule, type StepCondition } from "@/server/schemas/steps/step-condition";

/**
 * Evaluates a step's condition. Returns why the step is skipped, or null when it runs. Values are compared as numbers
 * or dates if both are, otherwise as trimmed texts. A value that was left out equals nothing, contains nothing, and is
 * neither greater nor less than anything.
 */
export function whySkipped(condition: StepCondition, values: TemplateValues): string | null {
  const misses = condition.rules.flatMap((rule) => describeMiss(rule, values) ?? []);
  const [first] = misses;
  if (first === undefined) return null;
  if (condition.match === "all") return `Skipped: ${first}`;
  if (misses.length < condition.rules.length) return null;
  return misses.length === 1
    ? `Skipped: ${first}`
    : `Skipped: none of ${misses.length} rules is true. ${misses.join(" ")}`;
}

/** Faults of a condition's templates; paths start at the step. */
export function conditionFaults({ rules }: StepCondition, scope: TemplateScope): ErrorDetail[] {
  return rules.flatMap((rule, i) =>
    (["left", "right"] as const).flatMap((side) => {
      const text = side === "right" && !hasRight(rule.operator) ? "" : rule[side];
      return templateFaults(text, scope).map((message) => ({ path: ["condition", "rules", i, side], message }));
    }),
  );
}

/** Describes a rule that is false; null when it is true. */
function describeMiss(rule: ConditionRule, values: TemplateValues): string | null {
  const left = renderText(rule.left, values).trim();
  const right = hasRight(rule.operator) ? renderText(rule.right, values).trim() : "";
  const isMissing = hasRight(rule.operator) && (isAbsent(rule.left, values) || isAbsent(rule.right, values));
  if (isMissing ? holdsWithout(rule, left, right) : holds(rule.operator, left, right)) return null;
  const compared = hasRight(rule.operator) ? ` ${quote(right)}` : "";
  return `${rule.left} is ${quote(left)}, and the rule says "${operatorNames[rule.operator]}"${compared}.`;
}

function holds(operator: ConditionRule["operator"], left: string, right: string): boolean {
  switch (operator) {
    case "equals":
      return compareValues(left, right) === 0;
    case "not_equals":
      return compareValues(left, right) !== 0;
    case "contains":
      return left.includes(right);
    case "not_contains":
      return !left.includes(right);
    case "greater":
      return compareValues(left, right) > 0;
    case "less":
      return compareValues(left, right) < 0;
    case "is_empty":
      return left === "";
    case "is_not_empty":
      return left !== "";
  }
}

/** A rule with a value that was left out. A comparison with an empty text tests whether the value exists. */
function holdsWithout({ operator, left, right }: ConditionRule, leftText: string, rightText: string): boolean {
  const testsPresence = left.trim() === "" || right.trim() === "";
  if (testsPresence && (operator === "equals" || operator === "not_equals")) {
    return holds(operator, leftText, rightText);
  }
  return operator === "not_equals" || operator === "not_contains";
}

/** Shortens a value for one line of the log. */
function quote(text: string): string {
  return `"${excerpt(text, 100)}"`;
}
