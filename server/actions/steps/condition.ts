import type { ErrorDetail } from "@/server/errors";
import { renderText, type TemplateValues } from "../template";
import { templateFaults, type TemplateScope } from "../template-faults";
import type { ConditionRule, StepCondition } from "./condition-schema";

/**
 * Why a step does not run now, by its condition; null when it runs. Both sides of a rule are compared as numbers when
 * they read as numbers, else as the texts they are; spaces around them do not count.
 */
export function whySkipped(condition: StepCondition, values: TemplateValues): string | null {
  const misses = condition.rules.flatMap((rule) => describeMiss(rule, values) ?? []);
  const [first] = misses;
  if (first === undefined) return null;
  if (condition.match === "all") return `Skipped: ${first}`;
  if (misses.length < condition.rules.length) return null;
  return misses.length === 1
    ? `Skipped: ${first}`
    : `Skipped: none of ${misses.length} rules holds. ${misses.join(" ")}`;
}

/** Faults of a condition's templates; paths start at the step. */
export function conditionFaults({ rules }: StepCondition, scope: TemplateScope): ErrorDetail[] {
  return rules.flatMap((rule, i) =>
    (["left", "right"] as const).flatMap((side) => {
      const text = side === "right" && isUnary(rule) ? "" : rule[side];
      return templateFaults(text, scope).map((message) => ({ path: ["condition", "rules", i, side], message }));
    }),
  );
}

/** Null when the rule holds. */
function describeMiss(rule: ConditionRule, values: TemplateValues): string | null {
  const left = renderText(rule.left, values).trim();
  const right = isUnary(rule) ? "" : renderText(rule.right, values).trim();
  if (holds(rule.operator, left, right)) return null;
  const compared = isUnary(rule) ? "" : ` ${quote(right)}`;
  return `${rule.left} is ${quote(left)}, and the rule says "${words[rule.operator]}"${compared}.`;
}

const words: Record<ConditionRule["operator"], string> = {
  equals: "equals",
  not_equals: "does not equal",
  contains: "contains",
  not_contains: "does not contain",
  greater: "is greater than",
  less: "is less than",
  is_empty: "is empty",
  is_not_empty: "is not empty",
};

function isUnary({ operator }: ConditionRule): boolean {
  return operator === "is_empty" || operator === "is_not_empty";
}

function holds(operator: ConditionRule["operator"], left: string, right: string): boolean {
  switch (operator) {
    case "equals":
      return compare(left, right) === 0;
    case "not_equals":
      return compare(left, right) !== 0;
    case "contains":
      return left.includes(right);
    case "not_contains":
      return !left.includes(right);
    case "greater":
      return compare(left, right) > 0;
    case "less":
      return compare(left, right) < 0;
    case "is_empty":
      return left === "";
    case "is_not_empty":
      return left !== "";
  }
}

/** Below 0 when left comes first, as `sort` takes it. */
function compare(left: string, right: string): number {
  const [a, b] = [readNumber(left), readNumber(right)];
  if (a !== null && b !== null) return a - b;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Of more digits than a number holds, such as a long id, a text stays a text: else two of them could read as equal. */
const MAX_DIGITS = 15;

function readNumber(text: string): number | null {
  const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i.test(text);
  return isNumber && text.replaceAll(/\D/g, "").length <= MAX_DIGITS ? Number(text) : null;
}

/** As much of a value as a line of the log needs. */
function quote(text: string): string {
  return `"${text.length > 100 ? `${text.slice(0, 100).toWellFormed()}…` : text}"`;
}
