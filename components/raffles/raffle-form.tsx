"use client";

import { Controller } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import { Textarea } from "@/components/ui/textarea";
import { OpeningFields } from "./opening-fields";
import { PrizeRows } from "./prize-rows";
import type { Raffle } from "./raffle-types";
import { useRaffleForm } from "./use-raffle-form";

const texts = [
  { name: "texts.won", label: "When they win", hint: "{{prize}} is the name of the prize." },
  { name: "texts.lost", label: "When they do not win" },
  { name: "texts.again", label: "When they took part before" },
  { name: "texts.closed", label: "When the raffle is not open" },
] as const;

/** The settings of a raffle; null for a new one. */
export function RaffleForm({ raffle, canEdit }: { raffle: Raffle | null; canEdit: boolean }) {
  const { form, submit, isBusy } = useRaffleForm(raffle);
  const { errors, isDirty } = form.formState;
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader>
          <CardTitle>Settings</CardTitle>
          <CardDescription>They apply from the next draw on.</CardDescription>
        </CardHeader>
        <CardContent>
          <fieldset disabled={!canEdit} className="@container grid min-w-0 gap-5">
            <FormErrors errors={errors} labels={{ name: "Name", winChance: "Chance to win", closesAt: "Closes" }} />
            <Field label="Name" error={errors.name?.message}>
              <Input autoComplete="off" placeholder="Summer raffle" {...form.register("name")} />
            </Field>
            <Controller
              control={form.control}
              name="winChance"
              render={({ field, fieldState }) => (
                <Field
                  label="Chance to win, in percent"
                  hint="Of each entry, as long as prizes are left."
                  error={fieldState.error?.message}
                >
                  <NumberInput
                    value={Number((field.value * 100).toPrecision(12))}
                    onChange={(percent) => field.onChange(percent / 100)}
                  />
                </Field>
              )}
            />
            <OpeningFields control={form.control} opensAt="opensAt" closesAt="closesAt" />
            <PrizeRows form={form} won={new Map(raffle?.prizes.map(({ id, won }) => [id, won]))} />
            {texts.map(({ name, label, ...more }) => (
              <Field key={name} label={label} error={form.getFieldState(name, form.formState).error?.message} {...more}>
                <Textarea className="min-h-16" {...form.register(name)} />
              </Field>
            ))}
          </fieldset>
        </CardContent>
        {canEdit && (
          <CardFooter>
            {isDirty && raffle && (
              <Button variant="ghost" onClick={() => form.reset()}>
                Discard
              </Button>
            )}
            <Button type="submit" pending={isBusy}>
              {raffle ? "Save" : "Create raffle"}
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}
