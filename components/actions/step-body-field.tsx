"use client";

import type { StepForm } from "./action-form";
import { FormField } from "./form-field";
import { Segmented } from "./segmented";
import { TemplateBox } from "./template-box";
import type { VariableGroup } from "./variables";

interface StepBodyFieldProps {
  step: StepForm;
  path: string;
  variables: VariableGroup[];
  onChange: (part: Partial<StepForm>) => void;
}

const types = [
  { value: "none", label: "None" },
  { value: "json", label: "JSON" },
  { value: "text", label: "Text" },
] as const;

/** What is sent in the request: nothing, JSON that is checked as it is typed, or text. */
export function StepBodyField({ step, path, variables, onChange }: StepBodyFieldProps) {
  function choose(bodyType: StepForm["bodyType"]) {
    onChange(bodyType === "json" && step.bodyText.trim() === "" ? { bodyType, bodyText: "{\n  \n}" } : { bodyType });
  }
  return (
    <div className="grid gap-2">
      <FormField path={`${path}.body.type`} label="Body" isEager>
        <Segmented label="Body" value={step.bodyType} options={types} onChange={choose} />
      </FormField>
      {step.bodyType !== "none" && (
        <FormField
          path={`${path}.body.text`}
          label={step.bodyType === "json" ? "JSON" : "Text"}
          hint={
            step.bodyType === "json"
              ? "Write variables in double quotes. Alone in its quotes, a value keeps its type: numbers stay numbers."
              : "Sent as it stands, with its variables filled in."
          }
          isEager={step.bodyType === "json"}
        >
          <TemplateBox
            key={step.bodyType}
            name="the body"
            kind={step.bodyType}
            value={step.bodyText}
            variables={variables}
            onChange={(bodyText) => onChange({ bodyText })}
          />
        </FormField>
      )}
    </div>
  );
}
