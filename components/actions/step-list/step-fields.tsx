"use client";

import { ConditionFields } from "../fields/condition-fields";
import { FormField } from "../fields/form-field";
import { NameInput } from "../renaming/name-input";
import type { StepForm } from "./step-form";
import type { AnyFieldsProps } from "./step-kind-form";
import { stepKindForms } from "../steps/registry";

/** The fields that all steps share, and the fields of the step's kind. */
export function StepFields({ step, path, variables, onChange }: AnyFieldsProps) {
  const { Fields } = stepKindForms[step.kind];
  const change = (part: Partial<Pick<StepForm, "name" | "condition">>) =>
    onChange((current) => ({ ...current, ...part }));
  return (
    <div className="grid min-w-0 gap-5">
      <div className="grid min-w-0 gap-5 md:grid-cols-2">
        <FormField path={`${path}.name`} label="Step name" hint={nameHint(step)}>
          <NameInput root="steps" value={step.name} onChange={(name) => change({ name })} />
        </FormField>
        <ConditionFields
          condition={step.condition}
          path={path}
          variables={variables}
          onChange={(condition) => change({ condition })}
        />
      </div>
      <Fields step={step} path={path} variables={variables} onChange={onChange} />
    </div>
  );
}

function nameHint(step: StepForm): string {
  const nothing = { columnsOf: () => [], lastBody: undefined };
  const [first] = stepKindForms[step.kind].returns(step, { start: `steps.${step.name || "name"}`, ...nothing });
  return first ? `Its result: {{${first.reference}}}` : "For the log of runs.";
}
