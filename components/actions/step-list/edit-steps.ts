import type { ActionStep } from "@/server/schemas/action-definition";
import { always, toCondition, toConditionForm, withoutEmptyRules } from "../fields/condition-form";
import { newKey } from "../fields/rows";
import type { StepForm } from "./step-form";
import type { StepKindName } from "./step-kind-form";
import { stepKindForms } from "../steps/registry";

/** Converts a stored step to its form state. */
export function toStepForm(step: ActionStep): StepForm {
  return {
    ...stepKindForms[step.kind].toForm(step),
    key: newKey(),
    name: step.name,
    condition: toConditionForm(step.condition),
  };
}

/** Converts the form state to the step to send. */
export function toStep(form: StepForm): ActionStep {
  const condition = toCondition(form.condition);
  return { ...stepKindForms[form.kind].toStep(form), name: form.name, ...(condition && { condition }) };
}

export function withoutEmptyStepRows(form: StepForm): StepForm {
  return { ...stepKindForms[form.kind].withoutEmptyRows(form), condition: withoutEmptyRules(form.condition) };
}

/** Creates a step with a unique name. */
export function newStep(others: StepForm[], kind: StepKindName = "webhook"): StepForm {
  return {
    ...stepKindForms[kind].empty(),
    key: newKey(),
    name: freeName(others, "step", others.length + 1),
    condition: always(),
  };
}

/** Copies a step under a unique name. */
export function duplicateStep(step: StepForm, others: StepForm[]): StepForm {
  const [, stem = "step", number] = /^(.*?)(?:_(\d+))?$/.exec(step.name.slice(0, 60)) ?? [];
  return { ...step, key: newKey(), name: freeName(others, stem || "step", Number(number ?? 1) + 1) };
}

function freeName(others: StepForm[], stem: string, from: number): string {
  const taken = new Set(others.map(({ name }) => name));
  let number = from;
  while (taken.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}
