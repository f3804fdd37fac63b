"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { hasSchedule } from "@/server/knowledge/sources/source-input";
import { QuestionFields } from "./question-fields";
import { SiteFields } from "./site-fields";
import type { WrittenKind } from "./source-form-schema";
import { TableFields } from "./table-fields";
import type { SourceFormReturn } from "./use-source-form";

interface SourceFieldsProps {
  kind: WrittenKind;
  form: SourceFormReturn;
}

const labels = { name: "Name", schedule: "Read again" };

/** The fields of a source of a kind. */
export function SourceFields({ kind, form }: SourceFieldsProps) {
  const { errors } = form.formState;
  return (
    <>
      <FormErrors errors={errors} labels={labels} />
      {kind === "text" && (
        <Field
          label="Text"
          hint="Markdown headings (# Returns) divide it into parts. Bots find a part by its headings, too."
          error={errors.settings?.text?.message}
        >
          <Textarea dir="auto" className="max-h-96 min-h-48" {...form.register("settings.text")} />
        </Field>
      )}
      {kind === "question" && <QuestionFields form={form} />}
      {(kind === "page" || kind === "site") && <AddressField kind={kind} form={form} />}
      {kind === "site" && <SiteFields form={form} />}
      {kind === "table" && <TableFields form={form} />}
      {kind !== "question" && (
        <Field
          label="Name"
          aside="Optional"
          hint="Customers see it if the bot shows its sources. Without a name, one is made from the content."
          error={errors.name?.message}
        >
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
      )}
      {hasSchedule(kind) && <ScheduleField form={form} />}
    </>
  );
}

function AddressField({ kind, form }: { kind: "page" | "site"; form: SourceFormReturn }) {
  return (
    <Field
      label="Address"
      hint={
        kind === "page"
          ? "Of a page or a PDF that anyone can open."
          : "Of the first page. Only pages of the same host are read, and robots.txt is obeyed."
      }
      error={form.formState.errors.settings?.url?.message}
    >
      <Input
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder={kind === "page" ? "https://shop.example/returns" : "https://shop.example/help/"}
        {...form.register("settings.url")}
      />
    </Field>
  );
}

const schedules = [
  { value: "off", label: "Only when someone asks" },
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Every week" },
] as const;

function ScheduleField({ form }: { form: SourceFormReturn }) {
  return (
    <Field label="Read again" hint="Pages that have not changed stay as they are, with your edits.">
      <Controller
        control={form.control}
        name="schedule"
        render={({ field }) => (
          <Select value={field.value} onValueChange={field.onChange}>
            <SelectTrigger>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {schedules.map(({ value, label }) => (
                <SelectItem key={value} value={value}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
      />
    </Field>
  );
}
