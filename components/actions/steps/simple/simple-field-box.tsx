"use client";

import type { FieldMeta } from "@/server/schemas/steps/field-meta";
import { RaffleOrPollPicker } from "../../fields/raffle-or-poll-picker";
import { BotPicker } from "../../fields/bot-picker";
import { isDuration } from "../../fields/duration";
import { DurationField } from "../../fields/duration-field";
import { FormField } from "../../fields/form-field";
import type { SimpleFormValue } from "../../step-list/step-form";
import { TemplateBox } from "../../templates/template-box";
import type { VariableGroup } from "../../templates/variable-group";

export interface SimpleField {
  /** In the step and in its form. */
  key: string;
  meta: FieldMeta;
  /** The schema refuses an empty text. */
  required: boolean;
}

interface SimpleFieldBoxProps {
  field: SimpleField;
  /** "steps.0.input". */
  path: string;
  value: SimpleFormValue;
  variables: VariableGroup[];
  onChange: (value: SimpleFormValue) => void;
}

/** One field of a step, drawn as its schema describes it. */
export function SimpleFieldBox({ field: { meta, required }, path, value, variables, onChange }: SimpleFieldBoxProps) {
  const { label, hint } = meta;
  if (isDuration(value)) {
    return <DurationField path={path} label={label} hint={hint} value={value} onChange={onChange} />;
  }
  return (
    <FormField path={path} label={label} hint={hint} required={required} aside={required ? undefined : "Optional"}>
      {meta.widget === "bot" && <BotPicker value={value} nullChoice={meta.nullChoice} onChange={onChange} />}
      {(meta.widget === "raffle" || meta.widget === "poll") && (
        <RaffleOrPollPicker kind={meta.widget} value={value ?? ""} onChange={onChange} />
      )}
      {meta.widget === "template" && (
        <TemplateBox
          name={meta.boxName}
          kind="text"
          value={value ?? ""}
          variables={variables}
          placeholder={meta.placeholder}
          className={meta.isShort ? "min-h-16" : undefined}
          onChange={onChange}
        />
      )}
    </FormField>
  );
}
