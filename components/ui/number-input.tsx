"use client";

import { type ComponentProps, useState } from "react";
import { cn } from "./cn";
import { Input } from "./input";

interface NumberInputProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  value: number;
  /** NaN if the text is not a number. */
  onChange: (value: number) => void;
}

/** A text box for a number. The typed text is kept as it is. */
export function NumberInput({ value, onChange, className, ...props }: NumberInputProps) {
  const [text, setText] = useState(textOf(value));
  // A new value from outside, such as after Discard, replaces the text.
  const shown = numberOf(text) === value || Number.isNaN(value) ? text : textOf(value);
  return (
    <Input
      {...props}
      inputMode="decimal"
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(numberOf(event.target.value));
      }}
      className={cn("w-28 tabular-nums", className)}
    />
  );
}

function textOf(value: number): string {
  return Number.isNaN(value) ? "" : String(value);
}

function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
}
