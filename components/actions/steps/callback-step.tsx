"use client";

import { PhoneIncoming } from "lucide-react";
import { MAX_REST_SECONDS } from "@/server/schemas/steps/wait";
import { durationFault, inWords, toDuration, toSeconds } from "../fields/duration";
import { DurationField } from "../fields/duration-field";
import type { CallbackForm } from "../step-list/step-form";
import { defineStepForm, type FieldsProps } from "../step-list/step-kind-form";
import { lastValues } from "../templates/variable-group";

/** Rests until another system POSTs to the address that earlier steps gave away. */
export const callbackStepForm = defineStepForm({
  kind: "callback",
  icon: PhoneIncoming,
  description: "Rests until your system calls back with a result.",
  empty: () => ({ kind: "callback", timeout: { amount: "1", unit: "hours" } }),
  toForm: ({ timeoutSeconds }) => ({ kind: "callback", timeout: toDuration(timeoutSeconds) }),
  toStep: ({ timeout }) => ({ kind: "callback", timeoutSeconds: toSeconds(timeout) }),
  summary: ({ timeout }) => `Waits for a call back, ${inWords(timeout)} at most`,
  templates: () => [],
  localFaults({ timeout }) {
    const message = durationFault(timeout, MAX_REST_SECONDS);
    return message === null ? [] : [{ path: "timeoutSeconds", message }];
  },
  returns: (_form, { start, lastBody }) => [
    { reference: `${start}.body`, hint: "what was sent to the address; go on with .path.to.value" },
    ...lastValues(`${start}.body`, lastBody),
  ],
  Fields: CallbackFields,
});

function CallbackFields({ step, path, onChange }: FieldsProps<CallbackForm>) {
  return (
    <div className="grid gap-5">
      <p className="text-[13px] leading-5 text-muted-foreground">
        Give your system the one-time address <code className="font-mono">{"{{callback.url}}"}</code> in a step before
        this one. When it sends a POST there, the action goes on, and the body of that POST is this step’s result.
      </p>
      <DurationField
        path={`${path}.timeoutSeconds`}
        label="How long at most"
        hint="Up to 30 days. When nobody calls back in time, the action fails."
        value={step.timeout}
        onChange={(timeout) => onChange({ timeout })}
      />
    </div>
  );
}
