"use client";

import { TranslatedField } from "@/components/channels/web/fields/translated-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { PreChatField } from "@/server/schemas/widget/widget-settings";
import { withType } from "./with-type";

const types = [
  { value: "text", label: "Text" },
  { value: "email", label: "E-mail address" },
  { value: "phone", label: "Phone number" },
  { value: "choice", label: "Choice" },
] as const;

interface QuestionFieldsProps {
  question: PreChatField;
  fallback: string;
  /** The languages that have texts. */
  languages: readonly string[];
  faultAt: (field: string) => string | undefined;
  onChange: (part: Partial<PreChatField>) => void;
}

/** One question before the chat. */
export function QuestionFields({ question, fallback, languages, faultAt, onChange }: QuestionFieldsProps) {
  return (
    <>
      <TranslatedField
        label="Question"
        text={question.label}
        fallback={fallback}
        translations={question.labels}
        languages={languages}
        maxLength={200}
        faultIn={(language) => faultAt(language === null ? "label" : `labels.${language}`)}
        onText={(label) => onChange({ label })}
        onTranslations={(labels) => onChange({ labels })}
      />
      <div className="grid gap-3 @lg:grid-cols-2">
        <Field label="Answer">
          <Select
            value={question.type}
            onValueChange={(chosen) => {
              const type = types.find(({ value }) => value === chosen);
              if (type) onChange(withType(question, type.value));
            }}
          >
            <SelectTrigger>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {types.map(({ value, label }) => (
                <SelectItem key={value} value={value}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        <Field label="Variable" error={faultAt("key")}>
          <Input
            value={question.key}
            maxLength={64}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-13"
            onChange={(event) => onChange({ key: event.target.value.trim() })}
          />
        </Field>
      </div>
      {question.type === "choice" && (
        <Field label="Options" hint="One per line." error={faultAt("options")}>
          <Textarea
            value={question.options.join("\n")}
            onChange={(event) => onChange({ options: event.target.value === "" ? [] : event.target.value.split("\n") })}
          />
        </Field>
      )}
      <Field label="An answer is required" layout="inline">
        <Checkbox
          checked={question.required}
          onCheckedChange={(required) => onChange({ required: required === true })}
        />
      </Field>
    </>
  );
}
