"use client";

import { UserRound } from "lucide-react";
import { FormField } from "../fields/form-field";
import type { HandOverForm } from "../step-list/step-form";
import { defineStepForm, type FieldsProps } from "../step-list/step-kind-form";
import { TemplateBox } from "../templates/template-box";

/** Gives the conversation to people. */
export const handOverStepForm = defineStepForm({
  kind: "hand_over",
  icon: UserRound,
  description: "Gives the conversation to a person of your team.",
  empty: () => ({ kind: "hand_over", reason: "" }),
  toForm: ({ reason }) => ({ kind: "hand_over", reason }),
  toStep: ({ reason }) => ({ kind: "hand_over", reason }),
  summary: ({ reason }) => `Hands the conversation to a person${reason.trim() === "" ? "" : `: ${reason.trim()}`}`,
  templates: ({ reason }) => [{ path: "reason", text: reason }],
  localFaults: () => [],
  Fields: HandOverFields,
});

function HandOverFields({ step, path, variables, onChange }: FieldsProps<HandOverForm>) {
  return (
    <FormField
      path={`${path}.reason`}
      label="Reason"
      aside="Optional"
      hint="Your team reads it with the conversation. The bot says goodbye in this turn, and is silent from then on."
    >
      <TemplateBox
        name="the reason"
        kind="text"
        value={step.reason}
        variables={variables}
        placeholder="Wants to change order {{args.order_number}}"
        className="min-h-16"
        onChange={(reason) => onChange({ reason })}
      />
    </FormField>
  );
}
