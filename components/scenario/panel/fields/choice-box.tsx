"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

export interface Choice<T extends string> {
  value: T;
  label: string;
  hint?: string;
}

interface ChoiceBoxProps<T extends string> {
  value: T;
  options: readonly Choice<T>[];
  onChange: (value: T) => void;
  className?: string;
}

/** A choice among a few options. Works inside a Field. */
export function ChoiceBox<T extends string>({ value, options, onChange, className }: ChoiceBoxProps<T>) {
  function choose(chosen: string) {
    const option = options.find((known) => known.value === chosen);
    if (option) onChange(option.value);
  }
  return (
    <Select value={value} onValueChange={choose}>
      <SelectTrigger className={className}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value} hint={option.hint}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
