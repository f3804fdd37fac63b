"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { FormErrors } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import type { FilterChoices } from "../endpoint-types";
import { EventChoice } from "./event-choice";
import { FilterFields } from "./filter-fields";
import { MoreFields } from "./more-fields";
import type { EndpointForm } from "./use-endpoint-form";

const labels = {
  name: "Name",
  url: "Address",
  events: "Events",
  botIds: "Bots",
  channelIds: "Channels",
  tags: "Tags",
  concurrency: "Requests at the same time",
  ratePerSecond: "Requests per second",
};

interface EndpointFieldsProps {
  form: EndpointForm;
  choices: FilterChoices;
  /** "5 s, 5 min, …": when a failed request is repeated. */
  retrySchedule: string;
}

/** The fields of an endpoint. */
export function EndpointFields({ form, choices, retrySchedule }: EndpointFieldsProps) {
  const { errors } = form.formState;
  return (
    <div className="@container grid min-w-0 gap-6">
      <FormErrors errors={errors} labels={labels} />
      <Field label={labels.name} error={errors.name?.message}>
        <Input autoComplete="off" placeholder="CRM" {...form.register("name")} />
      </Field>
      <Field
        label={labels.url}
        hint={`It gets POST requests with JSON and must answer 200 to 299 within 15 seconds. Redirects are not followed. Otherwise Parley tries again after ${retrySchedule}. The values after “?” are encrypted and hidden once they are saved.`}
        error={errors.url?.message}
      >
        <Input
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://crm.example.com/parley?key=…"
          className="font-mono text-13"
          {...form.register("url")}
        />
      </Field>
      <Controller
        control={form.control}
        name="events"
        render={({ field }) => (
          <EventChoice chosen={field.value} error={errors.events?.message} onChange={field.onChange} />
        )}
      />
      <FilterFields form={form} choices={choices} />
      <MoreFields form={form} />
    </div>
  );
}
