"use client";

import { Variable } from "lucide-react";
import { PairRows } from "../fields/pair-rows";
import { isTyped, newPair } from "../fields/pair-row";
import { withKeys, withoutKeys } from "../fields/rows";
import type { SetVariablesForm } from "../step-list/step-form";
import { defineStepForm, type FieldsProps } from "../step-list/step-kind-form";

/** Keeps values as variables of the conversation. */
export const setVariablesStepForm = defineStepForm({
  kind: "set_variables",
  icon: Variable,
  description: "Keeps values for the rest of the conversation.",
  isSeen: true,
  empty: () => ({ kind: "set_variables", values: [newPair()] }),
  toForm: ({ values }) => ({ kind: "set_variables", values: withKeys(values) }),
  toStep: ({ values }) => ({ kind: "set_variables", values: withoutKeys(values) }),
  summary({ values }) {
    const names = values.map(({ name }) => name).filter((name) => name !== "");
    return names.length === 0 ? "no variables yet" : `Sets ${names.join(", ")}`;
  },
  templates: ({ values }) => values.map(({ value }, i) => ({ path: `values.${i}.value`, text: value })),
  localFaults: ({ values }) =>
    values.flatMap(({ name }, i) => {
      const isTwice = name !== "" && values.findIndex((other) => other.name === name) < i;
      return isTwice ? [{ path: `values.${i}.name`, message: `“${name}” is set twice. Keep one of them.` }] : [];
    }),
  withoutEmptyRows: (form) => ({ ...form, values: form.values.filter(isTyped) }),
  sets: ({ values }) => values.map(({ name }) => name),
  Fields: SetVariablesFields,
});

function SetVariablesFields({ step, path, variables, onChange }: FieldsProps<SetVariablesForm>) {
  return (
    <PairRows
      title="Variables"
      what="variable"
      hint="The bot’s instruction reads them as {name}, later steps and actions as {{variables.name}}. A variable alone in its box keeps its type."
      path={`${path}.values`}
      rows={step.values}
      max={50}
      variables={variables}
      namePlaceholder="customer_tier"
      areVariables
      onChange={(values) => onChange({ values })}
    />
  );
}
