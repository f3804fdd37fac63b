"use client";

import { Controller } from "react-hook-form";
import { OpeningFields } from "@/components/raffles/opening-fields";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { OptionRows } from "./option-rows";
import type { Poll } from "./poll-types";
import { usePollForm } from "./use-poll-form";

const texts = [
  {
    name: "texts.thanks",
    label: "After a vote",
    hint: "{{option}} is the customer’s choice, {{percent}} how many chose the same, {{votes}} the number of votes, and {{results}} all options.",
  },
  { name: "texts.again", label: "When they voted before" },
  { name: "texts.closed", label: "When the poll is not open" },
] as const;

/** The settings of a poll; null for a new one. */
export function PollForm({ poll, canEdit }: { poll: Poll | null; canEdit: boolean }) {
  const { form, submit, isBusy } = usePollForm(poll);
  const { errors, isDirty } = form.formState;
  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader>
          <CardTitle>Settings</CardTitle>
        </CardHeader>
        <CardContent>
          <fieldset disabled={!canEdit} className="@container grid min-w-0 gap-5">
            <FormErrors errors={errors} labels={{ name: "Name", question: "Question", closesAt: "Closes" }} />
            <Field label="Name" error={errors.name?.message}>
              <Input autoComplete="off" placeholder="How to reach you" {...form.register("name")} />
            </Field>
            <Field label="Question" error={errors.question?.message}>
              <Textarea className="min-h-16" {...form.register("question")} />
            </Field>
            <OptionRows form={form} />
            <Controller
              control={form.control}
              name="isChangeable"
              render={({ field }) => (
                <Field layout="inline" label="Customers may change their vote" hint="Each customer has one vote.">
                  <Checkbox checked={field.value} onCheckedChange={(checked) => field.onChange(checked === true)} />
                </Field>
              )}
            />
            <OpeningFields control={form.control} opensAt="opensAt" closesAt="closesAt" />
            {texts.map(({ name, label, ...more }) => (
              <Field key={name} label={label} error={form.getFieldState(name, form.formState).error?.message} {...more}>
                <Textarea className="min-h-16" {...form.register(name)} />
              </Field>
            ))}
          </fieldset>
        </CardContent>
        {canEdit && (
          <CardFooter>
            {isDirty && poll && (
              <Button variant="ghost" onClick={() => form.reset()}>
                Discard
              </Button>
            )}
            <Button type="submit" pending={isBusy}>
              {poll ? "Save" : "Create poll"}
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}
