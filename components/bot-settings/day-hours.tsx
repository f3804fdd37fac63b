"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { weekdays, WorkingHours } from "@/server/schemas/bot-behaviour";

type Spans = WorkingHours["days"]["mon"];
type Span = Spans[number];

const names: Record<(typeof weekdays)[number], string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

interface DayHoursProps {
  day: keyof typeof names;
  value: Spans;
  /** The fault at a path such as "0.from". */
  faultAt: (path: string) => string | undefined;
  onChange: (spans: Spans) => void;
}

/** The working hours of a day: closed, or spans that can pass midnight. */
export function DayHours({ day, value, faultAt, onChange }: DayHoursProps) {
  const name = names[day];
  const change = (at: number, span: Span) => onChange(value.with(at, span));
  return (
    <fieldset className="grid min-w-0 grid-cols-[6.5rem_minmax(0,1fr)] items-start gap-x-3 gap-y-1 border-b pb-2 last:border-0 last:pb-0">
      <legend className="sr-only">{name}</legend>
      <span aria-hidden className="pt-2 text-14 font-medium">
        {name}
      </span>
      <div className="grid gap-2">
        {value.length === 0 && <span className="pt-2 text-14 text-muted-foreground">Closed</span>}
        {[...value.entries()].map(([at, span]) => (
          <SpanFields
            key={at}
            name={value.length > 1 ? `${name}, span ${at + 1}` : name}
            value={span}
            faults={[faultAt(`${at}.from`), faultAt(`${at}.to`)]}
            onChange={(changed) => change(at, changed)}
            onRemove={() => onChange(value.toSpliced(at, 1))}
          />
        ))}
        {value.length < 6 && (
          <Button
            variant="link"
            className="w-fit text-13"
            aria-label={`Add hours on ${name}`}
            onClick={() => onChange([...value, { from: "09:00", to: "18:00" }])}
          >
            <Plus /> Add hours
          </Button>
        )}
      </div>
    </fieldset>
  );
}

interface SpanFieldsProps {
  name: string;
  value: Span;
  faults: [string | undefined, string | undefined];
  onChange: (span: Span) => void;
  onRemove: () => void;
}

/** A browser's time box has no 24:00; it shows midnight at the end of a day as 00:00. */
function SpanFields({ name, value, faults: [from, to], onChange, onRemove }: SpanFieldsProps) {
  const isOvernight = value.to < value.from && value.to !== "";
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Field label={<span className="sr-only">{name}, opens at</span>} error={from}>
        <Input
          type="time"
          className="w-30"
          value={value.from}
          onChange={(event) => onChange({ ...value, from: event.target.value })}
        />
      </Field>
      <span aria-hidden className="pt-3.5 text-14 text-muted-foreground">
        to
      </span>
      <Field
        label={<span className="sr-only">{name}, closes at</span>}
        hint={isOvernight ? "the next day" : undefined}
        error={to}
      >
        <Input
          type="time"
          className="w-30"
          value={value.to === "24:00" ? "00:00" : value.to}
          onChange={({ target }) => onChange({ ...value, to: target.value === "00:00" ? "24:00" : target.value })}
        />
      </Field>
      <IconButton label={`Remove these hours: ${name}`} className="mt-1.5" onClick={onRemove}>
        <X />
      </IconButton>
    </div>
  );
}
