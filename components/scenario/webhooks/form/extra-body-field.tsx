"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { findExtraBodyFault } from "@/server/scenario/webhooks/requests/extra-body";
import { sampleBody } from "@/server/scenario/webhooks/requests/sample-call";

interface ExtraBodyFieldProps {
  label: string;
  botId: string;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** The extra parameters as JSON, checked while the user types, beside the request that results from them. */
export function ExtraBodyField({ label, botId, value, error, onChange }: ExtraBodyFieldProps) {
  const fault = findExtraBodyFault(value) ?? error;
  return (
    <div className="grid gap-4 @3xl:grid-cols-2">
      <Field
        label={label}
        hint="A JSON object whose values are added to every request."
        error={fault}
        className="[&_textarea]:font-mono [&_textarea]:text-13"
      >
        <Textarea rows={6} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />
      </Field>
      <div className="grid min-w-0 content-start gap-3">
        <CodeBlock title="When a row is chosen" code={preview(botId, value, "option")} wrap />
        <CodeBlock title="When the customer gave the data" code={preview(botId, value, "data")} wrap />
      </div>
    </div>
  );
}

/** Faulty parameters are left out, so that the rest stays readable. */
function preview(botId: string, text: string, about: "option" | "data"): string {
  const extraBody = findExtraBodyFault(text) === null ? text : "{}";
  const config = { kind: "campaign" as const, extraBody, thanksText: "" };
  return JSON.stringify(JSON.parse(sampleBody({ id: "", name: "", config }, botId, about)), null, 2);
}
