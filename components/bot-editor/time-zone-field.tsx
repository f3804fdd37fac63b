"use client";

import { useSyncExternalStore } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { useFieldControl } from "@/components/ui/field-context";
import { inputStyles } from "@/components/ui/input";

interface TimeZoneProps {
  value: string;
  disabled: boolean;
  onChange: (timeZone: string) => void;
}

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

/**
 * The browser's own list box: four hundred zones can be searched by typing, on phones too.
 * @param none The label of the value "", which means no zone.
 */
export function TimeZoneSelect({ value, disabled, onChange, none }: TimeZoneProps & { none?: string }) {
  const wiring = useFieldControl({});
  // Browsers and servers have different lists, so the server renders only the chosen zone.
  const known = useSyncExternalStore(neverChanges, timeZones, () => NONE);
  const listed = value === "" || known.includes(value) ? known : [value, ...known];
  return (
    <select
      {...wiring}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
      className={cn(inputStyles, "h-9")}
    >
      {none !== undefined && <option value="">{none}</option>}
      {listed.map((name) => (
        <option key={name} value={name}>
          {name.replaceAll("_", " ")}
        </option>
      ))}
    </select>
  );
}

const NONE: string[] = [];
const neverChanges = () => () => {};

let zones: string[] | undefined;

function timeZones(): string[] {
  zones ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];
  return zones;
}
