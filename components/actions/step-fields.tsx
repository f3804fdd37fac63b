"use client";

import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { webhookMethods } from "@/server/actions/definition";
import type { StepForm } from "./action-form";
import { FormField } from "./form-field";
import { PairRows } from "./pair-rows";
import { StepAnswerFields } from "./step-answer-fields";
import { StepBodyField } from "./step-body-field";
import { TemplateBox } from "./template-box";
import type { VariableGroup } from "./variables";

interface StepFieldsProps {
  step: StepForm;
  /** "steps.0". */
  path: string;
  variables: VariableGroup[];
  onChange: (part: Partial<StepForm>) => void;
}

/** The request of a webhook step, and which answers count. */
export function StepFields({ step, path, variables, onChange }: StepFieldsProps) {
  return (
    <div className="grid min-w-0 gap-5">
      <FormField
        path={`${path}.name`}
        label="Step name"
        hint={`Later steps read its answer as {{steps.${step.name || "name"}.body}}.`}
        className="md:max-w-xs"
      >
        <Input
          value={step.name}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono md:text-[13px]"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </FormField>
      <div className="grid gap-x-3 gap-y-5 md:grid-cols-[8rem_minmax(0,1fr)]">
        <FormField path={`${path}.method`} label="Method">
          <MethodSelect value={step.method} onChange={(method) => onChange({ method })} />
        </FormField>
        <FormField
          path={`${path}.url`}
          label="Address"
          hint="Variables in the path are percent-encoded. The server is fixed text or a constant."
          required
        >
          <TemplateBox
            name="the address"
            value={step.url}
            variables={variables}
            placeholder="https://shop.example/orders/{{args.order_number}}"
            onChange={(url) => onChange({ url })}
          />
        </FormField>
      </div>
      <PairRows
        title="Query parameters"
        what="query parameter"
        path={`${path}.query`}
        rows={step.query}
        variables={variables}
        namePlaceholder="status"
        onChange={(query) => onChange({ query })}
      />
      <PairRows
        title="Headers"
        what="header"
        path={`${path}.headers`}
        rows={step.headers}
        variables={variables}
        namePlaceholder="authorization"
        onChange={(headers) => onChange({ headers })}
      />
      <StepBodyField step={step} path={path} variables={variables} onChange={onChange} />
      <StepAnswerFields step={step} path={path} onChange={onChange} />
    </div>
  );
}

function MethodSelect({ value, onChange }: { value: StepForm["method"]; onChange: (m: StepForm["method"]) => void }) {
  function choose(chosen: string) {
    const method = webhookMethods.find((known) => known === chosen);
    if (method) onChange(method);
  }
  return (
    <Select value={value} onValueChange={choose}>
      <SelectTrigger className="font-mono md:text-[13px]">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {webhookMethods.map((method) => (
          <SelectItem key={method} value={method}>
            {method}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
