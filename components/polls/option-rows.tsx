"use client";

import { useFieldArray, type UseFormReturn } from "react-hook-form";
import { AddButton, RemoveButton } from "@/components/actions/fields/row-buttons";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PollSettings } from "@/server/schemas/poll";

const MAX_OPTIONS = 13;

/** The options of a poll. */
export function OptionRows({ form }: { form: UseFormReturn<PollSettings> }) {
  const options = useFieldArray({ control: form.control, name: "options", keyName: "key" });
  const { errors } = form.formState;
  const whole = errors.options?.root?.message ?? errors.options?.message;
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-14 font-medium">Options</legend>
      {options.fields.map((option, i) => (
        <div key={option.key} className="flex items-start gap-2">
          <Field
            label={<span className="sr-only">{`Option ${i + 1}`}</span>}
            error={errors.options?.[i]?.text?.message}
            className="min-w-0 flex-1 gap-1"
          >
            <Input autoComplete="off" {...form.register(`options.${i}.text`)} />
          </Field>
          {options.fields.length > 2 && <RemoveButton what={`option ${i + 1}`} onClick={() => options.remove(i)} />}
        </div>
      ))}
      {whole && <p className="text-13 text-destructive-soft-foreground">{whole}</p>}
      {options.fields.length < MAX_OPTIONS && (
        <AddButton onClick={() => options.append({ id: null, text: "" })}>Add option</AddButton>
      )}
      <p className="text-13 leading-5 text-muted-foreground">
        The bot asks with the choices of its scenario, so change them there, too.
      </p>
    </fieldset>
  );
}
