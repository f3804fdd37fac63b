import {
  conditionOperators,
  hasRight,
  operatorNames,
  type ConditionRule,
  type StepCondition,
} from "@/server/schemas/steps/step-condition";
import type { TemplatePlace } from "../templates/template-place";
import { newKey, withKeys, withoutKeys } from "./rows";

/** The form state of a step's condition. The rules are kept while the condition is off. */
export interface ConditionForm {
  isOn: boolean;
  match: StepCondition["match"];
  rules: RuleRow[];
}

export type RuleRow = ConditionRule & { key: string };

export function always(): ConditionForm {
  return { isOn: false, match: "all", rules: [] };
}

export function newRule(): RuleRow {
  return { key: newKey(), left: "", operator: "equals", right: "" };
}

export function toConditionForm(condition: StepCondition | undefined): ConditionForm {
  return condition ? { isOn: true, match: condition.match, rules: withKeys(condition.rules) } : always();
}

export function toCondition({ isOn, match, rules }: ConditionForm): StepCondition | undefined {
  if (!isOn) return undefined;
  return {
    match,
    rules: withoutKeys(rules).map((rule) => (hasRight(rule.operator) ? rule : { ...rule, right: "" })),
  };
}

export function readOperator(text: string): ConditionRule["operator"] | undefined {
  return conditionOperators.find((known) => known === text);
}

/** Removes rules that the user left empty. */
export function withoutEmptyRules(condition: ConditionForm): ConditionForm {
  return { ...condition, rules: condition.rules.filter(({ left, right }) => left !== "" || right !== "") };
}

export function conditionTemplates({ isOn, rules }: ConditionForm): TemplatePlace[] {
  if (!isOn) return [];
  return rules.flatMap(({ left, operator, right }, index) => [
    { path: `condition.rules.${index}.left`, text: left },
    ...(hasRight(operator) ? [{ path: `condition.rules.${index}.right`, text: right }] : []),
  ]);
}

/** Describes the condition on a collapsed card: "if {{args.total}} is greater than 100". */
export function describeCondition({ isOn, match, rules }: ConditionForm): string {
  if (!isOn) return "";
  const words = rules.map(({ left, operator, right }) =>
    [left || "…", operatorNames[operator], hasRight(operator) ? right || "…" : ""].filter((w) => w !== "").join(" "),
  );
  return `if ${words.join(match === "all" ? " and " : " or ")}`;
}
