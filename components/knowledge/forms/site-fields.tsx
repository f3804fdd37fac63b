"use client";

import { Controller, useWatch } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { LinesField } from "@/components/ui/lines-field";
import { NumberInput } from "@/components/ui/number-input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { faultOf } from "./fault-of";
import type { SourceFormReturn } from "./use-source-form";

/** Which pages of a site are read. */
export function SiteFields({ form }: { form: SourceFormReturn }) {
  const find = useWatch({ control: form.control, name: "settings.find" });
  const errors = form.formState.errors.settings;
  return (
    <>
      <Field label="Find its pages">
        <Controller
          control={form.control}
          name="settings.find"
          render={({ field }) => (
            <Select value={field.value} onValueChange={field.onChange}>
              <SelectTrigger>
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                <SelectItem value="sitemap">In its sitemap</SelectItem>
                <SelectItem value="crawl">By following links</SelectItem>
              </SelectContent>
            </Select>
          )}
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField form={form} name="settings.maxPages" label="Most pages" hint="At most 5,000." />
        {find === "crawl" && (
          <NumberField
            form={form}
            name="settings.depth"
            label="Depth"
            hint="How many links away from the first page."
          />
        )}
      </div>
      <PatternsField
        form={form}
        name="settings.include"
        label="Only these paths"
        hint="One per line; * stands for any letters. Empty for all pages."
        placeholder="/help/*"
        error={faultOf(errors?.include)}
      />
      <PatternsField
        form={form}
        name="settings.exclude"
        label="Not these paths"
        hint="One per line."
        placeholder="/help/archive/*"
        error={faultOf(errors?.exclude)}
      />
    </>
  );
}

interface NumberFieldProps {
  form: SourceFormReturn;
  name: "settings.maxPages" | "settings.depth";
  label: string;
  hint: string;
}

function NumberField({ form, name, label, hint }: NumberFieldProps) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field, fieldState }) => (
        <Field label={label} hint={hint} error={fieldState.error?.message}>
          <NumberInput value={field.value} onChange={field.onChange} />
        </Field>
      )}
    />
  );
}

interface PatternsFieldProps {
  form: SourceFormReturn;
  name: "settings.include" | "settings.exclude";
  label: string;
  hint: string;
  placeholder: string;
  error: string | undefined;
}

function PatternsField({ form, name, ...texts }: PatternsFieldProps) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => <LinesField {...texts} value={field.value} onChange={field.onChange} />}
    />
  );
}
