"use client";

import { type ReactNode, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface NumberProps {
  label: string;
  hint?: ReactNode;
  error: string | undefined;
  /** Shown after the number, such as "seconds". */
  unit: string;
  value: number;
  onChange: (value: number) => void;
}

interface OptionalNumberProps extends Omit<NumberProps, "value" | "onChange"> {
  value: number | null;
  /** Shown while the field is empty, such as "No limit". */
  none: string;
  onChange: (value: number | null) => void;
}

/** A whole number with its unit. The typed text is kept unchanged. */
export function NumberField({ value, onChange, ...props }: NumberProps) {
  return <Box {...props} value={value} none="" onChange={(typed) => onChange(typed ?? Number.NaN)} />;
}

/** The same, but it can be empty. */
export function OptionalNumberField(props: OptionalNumberProps) {
  return <Box {...props} />;
}

function Box({ label, hint, error, unit, value, none, onChange }: OptionalNumberProps) {
  const [text, setText] = useState(value === null || Number.isNaN(value) ? "" : String(value));
  return (
    <Field label={label} hint={hint} error={error}>
      <UnitInput
        unit={unit}
        value={text}
        placeholder={none}
        onChange={(typed) => {
          setText(typed);
          onChange(typed.trim() === "" ? null : Number(typed));
        }}
      />
    </Field>
  );
}

interface UnitInputProps {
  unit: string;
  value: string;
  placeholder: string;
  onChange: (text: string) => void;
}

function UnitInput({ unit, value, placeholder, onChange }: UnitInputProps) {
  return (
    <span className="flex items-center gap-2.5">
      <Input
        inputMode="numeric"
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        className="w-32 tabular-nums"
      />
      <span className="text-13 text-muted-foreground">{unit}</span>
    </span>
  );
}
