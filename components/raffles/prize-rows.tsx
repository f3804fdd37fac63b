"use client";

import { Controller, useFieldArray, type UseFormReturn } from "react-hook-form";
import { AddButton, RemoveButton } from "@/components/actions/fields/row-buttons";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import type { RaffleSettings } from "@/server/schemas/raffle";

interface PrizeRowsProps {
  form: UseFormReturn<RaffleSettings>;
  /** How many of each stored prize were won, by its id. */
  won: ReadonlyMap<string, number>;
}

/** The prizes with their numbers. A prize that was won stays. */
export function PrizeRows({ form, won }: PrizeRowsProps) {
  const prizes = useFieldArray({ control: form.control, name: "prizes", keyName: "key" });
  const { errors } = form.formState;
  const whole = errors.prizes?.root?.message ?? errors.prizes?.message;
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-14 font-medium">Prizes</legend>
      {prizes.fields.map((prize, i) => {
        const given = won.get(prize.id ?? "") ?? 0;
        return (
          <div key={prize.key} className="flex items-start gap-2">
            <Field
              label={<span className="sr-only">{`Name of prize ${i + 1}`}</span>}
              error={errors.prizes?.[i]?.name?.message}
              hint={given > 0 ? `Won ${given === 1 ? "once" : `${given} times`}` : undefined}
              className="min-w-0 flex-1 gap-1"
            >
              <Input autoComplete="off" placeholder="Coffee mug" {...form.register(`prizes.${i}.name`)} />
            </Field>
            <Controller
              control={form.control}
              name={`prizes.${i}.quantity`}
              render={({ field, fieldState }) => (
                <Field
                  label={<span className="sr-only">{`Number of prize ${i + 1}, with those that were won`}</span>}
                  error={fieldState.error?.message}
                  className="w-24 gap-1"
                >
                  <NumberInput value={field.value} onChange={field.onChange} className="w-full" />
                </Field>
              )}
            />
            {given === 0 && prizes.fields.length > 1 && (
              <RemoveButton what={`prize ${i + 1}`} onClick={() => prizes.remove(i)} />
            )}
          </div>
        );
      })}
      {whole && <p className="text-13 text-destructive-soft-foreground">{whole}</p>}
      <AddButton onClick={() => prizes.append({ id: null, name: "", quantity: 1 })}>Add prize</AddButton>
    </fieldset>
  );
}
