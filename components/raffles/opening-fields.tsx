"use client";

import { type Control, Controller, type FieldPathByValue, type FieldValues } from "react-hook-form";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";

interface OpeningFieldsProps<T extends FieldValues> {
  control: Control<T>;
  opensAt: FieldPathByValue<T, string | null>;
  closesAt: FieldPathByValue<T, string | null>;
}

/** From when until when customers can take part. */
export function OpeningFields<T extends FieldValues>({ control, opensAt, closesAt }: OpeningFieldsProps<T>) {
  const fields = [
    { name: opensAt, label: "Opens" },
    { name: closesAt, label: "Closes" },
  ];
  return (
    <div className="grid gap-5 @md:grid-cols-2">
      {fields.map(({ name, label }) => (
        <Controller
          key={name}
          control={control}
          name={name}
          render={({ field, fieldState }) => (
            <Field label={label} aside="Optional" error={fieldState.error?.message}>
              <DateTimeInput value={field.value} onChange={field.onChange} />
            </Field>
          )}
        />
      ))}
    </div>
  );
}
