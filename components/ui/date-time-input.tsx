"use client";

import { useSyncExternalStore } from "react";
import { Input } from "./input";

interface DateTimeInputProps {
  /** ISO 8601; null for none. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** A box for a date and time in the reader's time zone. */
export function DateTimeInput({ value, onChange }: DateTimeInputProps) {
  // The server does not know the reader's time zone.
  const shown = useSyncExternalStore(
    neverChanges,
    () => (value === null ? "" : localInput(new Date(value))),
    () => "",
  );
  return (
    <Input
      type="datetime-local"
      value={shown}
      onChange={(event) => {
        const at = new Date(event.target.value);
        onChange(Number.isNaN(at.getTime()) ? null : at.toISOString());
      }}
    />
  );
}

const neverChanges = () => () => {};

/** A time for `<input type="datetime-local">`, in the browser's time zone. */
export function localInput(at: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
