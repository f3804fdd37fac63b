"use client";

import { useState } from "react";
import { Controller } from "react-hook-form";
import { Segmented } from "@/components/actions/fields/segmented";
import { Field } from "@/components/ui/field";
import { FoldedPart } from "@/components/ui/folded-part";
import { NumberInput } from "@/components/ui/number-input";
import { MAX_CONCURRENCY, MAX_RATE } from "@/server/events/endpoints/endpoint-input";
import { HeaderRows } from "./header-rows";
import type { EndpointForm } from "./use-endpoint-form";

const rates = [
  { value: "none", label: "No limit" },
  { value: "some", label: "At most" },
] as const;
const FIRST_RATE = 10;

/** Headers and limits, which few endpoints need. A fault in them opens the part. */
export function MoreFields({ form }: { form: EndpointForm }) {
  const [isChosen, setChosen] = useState(false);
  const { errors } = form.formState;
  const isOpen = isChosen || Boolean(errors.headers ?? errors.concurrency ?? errors.ratePerSecond);
  return (
    <FoldedPart label="More options: headers and limits" isOpen={isOpen} onToggle={setChosen}>
      <HeaderRows form={form} />
      <LimitFields form={form} />
    </FoldedPart>
  );
}

function LimitFields({ form }: { form: EndpointForm }) {
  return (
    <>
      <Controller
        control={form.control}
        name="concurrency"
        render={({ field, fieldState }) => (
          <Field
            label="Requests at the same time"
            hint={`1 to ${MAX_CONCURRENCY}. More events wait, and hold no other endpoint up.`}
            error={fieldState.error?.message}
          >
            <NumberInput value={field.value} onChange={field.onChange} />
          </Field>
        )}
      />
      <Controller
        control={form.control}
        name="ratePerSecond"
        render={({ field, fieldState }) => (
          <div className="grid gap-3">
            <Field label="Requests per second" error={field.value === null ? fieldState.error?.message : undefined}>
              <Segmented
                label="Requests per second"
                value={field.value === null ? "none" : "some"}
                options={rates}
                onChange={(choice) => field.onChange(choice === "none" ? null : (field.value ?? FIRST_RATE))}
              />
            </Field>
            {field.value !== null && (
              <Field
                label={<span className="sr-only">Requests per second, at most</span>}
                hint={`1 to ${MAX_RATE.toLocaleString("en")} per second.`}
                error={fieldState.error?.message}
              >
                <NumberInput value={field.value} onChange={field.onChange} />
              </Field>
            )}
          </div>
        )}
      />
    </>
  );
}
