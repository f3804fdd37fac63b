"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { webhookMethods } from "@/server/schemas/steps/webhook";
import { FormField } from "../../fields/form-field";
import { MoreOptions } from "../../fields/more-options";
import { PairRows } from "../../fields/pair-rows";
import type { FieldsProps } from "../../step-list/step-kind-form";
import { AddressField } from "./address-field";
import { AnswerFields, TimeLimitField } from "./answer-fields";
import { BodyField } from "./body-field";
import { SavedRows } from "./saved-rows";
import { emptyWebhook, type WebhookForm } from "./webhook-form";

/** The request of a webhook step, and the answers that it accepts. */
export function RequestFields(props: FieldsProps<WebhookForm>) {
  const { step, path, variables, onChange } = props;
  return (
    <div className="grid min-w-0 gap-5">
      <div className="grid gap-x-3 gap-y-5 md:grid-cols-[8rem_minmax(0,1fr)]">
        <FormField path={`${path}.method`} label="Method">
          <MethodSelect value={step.method} onChange={(method) => onChange({ method })} />
        </FormField>
        <AddressField {...props} />
      </div>
      <PairRows
        title="Headers"
        what="header"
        path={`${path}.headers`}
        rows={step.headers}
        max={100}
        variables={variables}
        namePlaceholder="authorization"
        onChange={(headers) => onChange({ headers })}
      />
      <BodyField step={step} path={path} variables={variables} onChange={onChange} />
      <MoreOptions
        setCount={countSet(step)}
        paths={["query", "acceptedStatusCodes", "timeoutSeconds", "saveVariables"].map((field) => `${path}.${field}`)}
      >
        <PairRows
          title="Query parameters"
          what="query parameter"
          path={`${path}.query`}
          rows={step.query}
          max={100}
          variables={variables}
          namePlaceholder="status"
          onChange={(query) => onChange({ query })}
        />
        <AnswerFields step={step} path={path} onChange={onChange} />
        <TimeLimitField step={step} path={path} onChange={onChange} />
        <SavedRows step={step} path={path} onChange={onChange} />
      </MoreOptions>
    </div>
  );
}

function countSet({ query, saved, timeout, isFiltered, statusCodes }: WebhookForm): number {
  const initial = emptyWebhook();
  const filters = isFiltered !== initial.isFiltered || statusCodes !== initial.statusCodes;
  return query.length + saved.length + Number(filters) + Number(timeout !== initial.timeout);
}

interface MethodSelectProps {
  value: WebhookForm["method"];
  onChange: (method: WebhookForm["method"]) => void;
}

function MethodSelect({ value, onChange }: MethodSelectProps) {
  function choose(chosen: string) {
    const method = webhookMethods.find((known) => known === chosen);
    if (method) onChange(method);
  }
  return (
    <Select value={value} onValueChange={choose}>
      <SelectTrigger className="font-mono md:text-13">
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
