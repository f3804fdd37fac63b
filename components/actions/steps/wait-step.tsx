"use client";

import { Hourglass } from "lucide-react";
import { MAX_REST_SECONDS } from "@/server/schemas/steps/wait";
import { durationFault, inWords, toDuration, toSeconds } from "../fields/duration";
import { DurationField } from "../fields/duration-field";
import type { WaitForm } from "../step-list/step-form";
import { defineStepForm, type FieldsProps } from "../step-list/step-kind-form";

/** Rests before the next step. */
export const waitStepForm = defineStepForm({
  kind: "wait",
  icon: Hourglass,
  description: "Rests for a while, up to 30 days, then goes on.",
  empty: () => ({ kind: "wait", duration: { amount: "10", unit: "seconds" } }),
  toForm: ({ seconds }) => ({ kind: "wait", duration: toDuration(seconds) }),
  toStep: ({ duration }) => ({ kind: "wait", seconds: toSeconds(duration) }),
  summary: ({ duration }) => `Waits ${inWords(duration)}`,
  templates: () => [],
  localFaults({ duration }) {
    const message = durationFault(duration, MAX_REST_SECONDS);
    return message === null ? [] : [{ path: "seconds", message }];
  },
  Fields: WaitFields,
});

function WaitFields({ step, path, onChange }: FieldsProps<WaitForm>) {
  return (
    <DurationField
      path={`${path}.seconds`}
      label="How long"
      hint="Up to 30 days. When it takes long, the bot tells the customer that it will write again, and does."
      value={step.duration}
      onChange={(duration) => onChange({ duration })}
    />
  );
}
