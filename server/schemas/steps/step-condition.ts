import { z } from "zod";

export const conditionOperators = [
  "equals",
  "not_equals",
  "contains",
  "not_contains",
  "greater",
  "less",
  "is_empty",
  "is_not_empty",
] as const;

const conditionRule = z.object({
  /** A template. */
  left: z.string().max(4000),
  operator: z.enum(conditionOperators),
  /** A template; unused by `is_empty` and `is_not_empty`. */
  right: z.string().max(4000),
});

/** When a step runs. If its condition is false, the step is skipped. */
export const stepCondition = z.object({
  match: z.enum(["all", "any"]),
  rules: z.array(conditionRule).min(1, "Add a rule, or let the step run always.").max(10),
});

export type ConditionRule = z.infer<typeof conditionRule>;
export type StepCondition = z.infer<typeof stepCondition>;

/** The name of each operator in the editor and in the log of runs. */
export const operatorNames: Record<ConditionRule["operator"], string> = {
  equals: "equals",
  not_equals: "does not equal",
  contains: "contains",
  not_contains: "does not contain",
  greater: "is greater than",
  less: "is less than",
  is_empty: "is empty",
  is_not_empty: "is not empty",
};

/** Whether the operator compares with a second value. */
export function hasRight(operator: ConditionRule["operator"]): boolean {
  return operator !== "is_empty" && operator !== "is_not_empty";
}
