"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinesField } from "@/components/ui/lines-field";
import { Textarea } from "@/components/ui/textarea";
import { faultOf } from "./fault-of";
import type { SourceFormReturn } from "./use-source-form";

/** A direct question: how customers ask it, and the answer that they get as written. */
export function QuestionFields({ form }: { form: SourceFormReturn }) {
  const errors = form.formState.errors.settings;
  return (
    <>
      <Field label="Question" error={errors?.question?.message}>
        <Input dir="auto" autoComplete="off" placeholder="When are you open?" {...form.register("settings.question")} />
      </Field>
      <Controller
        control={form.control}
        name="settings.variants"
        render={({ field }) => (
          <LinesField
            label="Other ways to ask it"
            hint="One per line. The bot also understands wording that is similar to these."
            placeholder={"Opening hours\nAre you open on Sunday?"}
            error={faultOf(errors?.variants)}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <Field label="Answer" hint="Customers get exactly this text, without a model." error={errors?.answer?.message}>
        <Textarea dir="auto" className="max-h-80 min-h-28" {...form.register("settings.answer")} />
      </Field>
    </>
  );
}
