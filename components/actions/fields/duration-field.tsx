"use client";

import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { readUnit, unitsOf, type DurationForm } from "./duration";
import { FormField } from "./form-field";

interface DurationFieldProps {
  path: string;
  label: string;
  hint?: string;
  value: DurationForm;
  onChange: (value: DurationForm) => void;
}

/** A field for a number and its unit. */
export function DurationField({ path, label, hint, value, onChange }: DurationFieldProps) {
  return (
    <FormField path={path} label={label} hint={hint} required>
      <span className="flex gap-2">
        <Input
          value={value.amount}
          inputMode="decimal"
          autoComplete="off"
          className="w-24 tabular-nums"
          onChange={(event) => onChange({ ...value, amount: event.target.value })}
        />
        <Select
          value={value.unit}
          onValueChange={(chosen) => onChange({ ...value, unit: readUnit(chosen) ?? value.unit })}
        >
          {/* A separate id, because the field's label belongs to the number. */}
          <SelectTrigger id={`${path}-unit`} aria-label={`${label}: unit`} className="w-32">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {unitsOf().map((unit) => (
              <SelectItem key={unit} value={unit}>
                {unit}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </span>
    </FormField>
  );
}
