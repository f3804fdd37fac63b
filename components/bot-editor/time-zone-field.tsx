"use client";

import { Field } from "@/components/ui/field";
import { type TimeZoneProps, TimeZoneSelect } from "@/components/ui/time-zone-select";

/** The time zone in which a bot reads and writes dates and times. */
export function TimeZoneField(props: TimeZoneProps) {
  return (
    <Field
      label="Time zone"
      hint="What “tomorrow at 10” means to this bot, and the time in {current_datetime} and {current_date}."
    >
      <TimeZoneSelect {...props} />
    </Field>
  );
}
